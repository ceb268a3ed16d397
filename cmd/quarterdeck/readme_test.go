package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// block is a block of code with its language.
type block struct{ language, text string }

// firstSteps are the blocks of code in the first steps of the README.
func firstSteps(t *testing.T) []block {
	t.Helper()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, steps, _ := strings.Cut(string(data), "\n## Ten minutes to a first report\n") // until the next heading that is not in a block
	steps, _, _ = strings.Cut(steps, "\n## The verbs\n")
	var blocks []block
	fence := ""
	for line := range strings.Lines(steps) {
		ticks := line[:len(line)-len(strings.TrimLeft(line, "`"))]
		switch {
		case fence == "" && len(ticks) >= 3:
			fence = ticks
			blocks = append(blocks, block{language: strings.TrimSpace(line[len(ticks):])})
		case line == fence+"\n":
			fence = ""
		case fence != "":
			blocks[len(blocks)-1].text += line
		}
	}
	return blocks
}

var comment = regexp.MustCompile(`(?m) +#.*$`)

// A new user who follows the first steps of the README gets to a report, and what import writes is what
// the README shows, with a note of itself.
func TestFirstSteps(t *testing.T) {
	var script strings.Builder
	files := map[string]string{}
	for i, b := range firstSteps(t) {
		switch text := comment.ReplaceAllString(b.text, ""); b.language {
		case "markdown", "csv":
			name := fmt.Sprintf("block%d", i)
			files[name] = b.text
			to := map[string]string{"markdown": "content/2026-q3/firewall/plan.md", "csv": "jira.csv"}[b.language]
			fmt.Fprintf(&script, "cp $WORK/%s %s\n", name, to)
		case "toml":
			files["wanted"] = text + "\n[import.jira]\nfiles = [\"jira.csv\"]\nexported = 2026-10-01\nrows = 1\nused = 1\n"
		case "sh":
			for line := range strings.Lines(text) {
				verb, _, _ := strings.Cut(strings.TrimPrefix(line, "quarterdeck "), " ")
				line = strings.TrimSpace(line)
				switch {
				case line == "quarterdeck serve --open": // it waits for whoever writes
				case verb == "import":
					fmt.Fprintf(&script, "exec %s --exported 2026-10-01 --yes\n", line)
				case strings.HasPrefix(line, "quarterdeck "):
					fmt.Fprintf(&script, "exec %s\n", line)
				case line != "":
					fmt.Fprintln(&script, line)
				}
			}
		}
	}
	if len(files) != 3 || strings.Count(script.String(), "exec ") < 7 {
		t.Fatalf("the README's first steps are not what this test thinks:\n%s", &script)
	}
	script.WriteString("cmp content/2026-q3/firewall/metrics.toml $WORK/wanted\n")
	script.WriteString("grep 'Ruleset versioning' public/internal/2026-q3/index.html\n")
	var archive strings.Builder
	archive.WriteString(script.String())
	for name, text := range files {
		fmt.Fprintf(&archive, "-- %s --\n%s", name, text)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "readme.txtar"), []byte(archive.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	charts := charts(t)
	testscript.Run(t, testscript.Params{Dir: dir, Setup: func(e *testscript.Env) error {
		e.Setenv("XDG_CACHE_HOME", charts.Home)
		e.Setenv("HOME", filepath.Join(e.WorkDir, "home"))
		return nil
	}})
}
