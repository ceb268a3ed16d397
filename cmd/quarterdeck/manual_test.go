package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Every verb and every flag is in the manual.
func TestManualHasEveryFlag(t *testing.T) {
	dir := t.TempDir()
	var out, messages bytes.Buffer
	if code := execute(t.Context(), []string{"manual", dir}, &out, &messages); code != exitFine {
		t.Fatalf("exit code %d: %s", code, &messages)
	}
	data, err := os.ReadFile(filepath.Join(dir, "quarterdeck.md"))
	if err != nil {
		t.Fatal(err)
	}
	for name := range strings.Lines(out.String()) {
		if info, err := os.Stat(strings.TrimSpace(name)); err != nil || info.Size() < 500 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	verbs := 0
	var look func(*cobra.Command)
	look = func(c *cobra.Command) {
		_, section, found := strings.Cut(string(data), "\n## "+c.CommandPath()+" ")
		if !found {
			_, section, found = strings.Cut(string(data), "\n## "+c.CommandPath()+"\n")
		}
		section, _, _ = strings.Cut(section, "\n## ")
		if !found || c.Parent() != nil && c.Parent().Name() != "completion" && len(section) < 40 {
			t.Errorf("%s is not in the manual", c.CommandPath())
		}
		verbs++
		c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(section, "--"+f.Name+" ") {
				t.Errorf("%s --%s is not in the manual", c.CommandPath(), f.Name)
			}
		})
		for _, verb := range c.Commands() {
			if verb.IsAvailableCommand() {
				look(verb)
			}
		}
	}
	root := newRoot()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	look(root)
	if verbs < 20 {
		t.Errorf("only %d verbs were looked for", verbs)
	}
}
