package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quarterdeck/generator/manual"
)

func newManual(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "manual <folder>",
		Short: "Write the manual as man pages and as one Markdown file",
		Long: `Manual writes man1/quarterdeck.1 with the verbs, man7/quarterdeck-<topic>.7 for each topic of
quarterdeck help, and quarterdeck.md with all of it. Files of an earlier version are replaced.`,
		Example: "  quarterdeck manual ~/.local/share/man",
		Args:    exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			date, _ := time.Parse(time.RFC3339, version().Date) // the zero time where it is not known
			for _, f := range manual.Files(verbsText(root), date) {
				to := filepath.Join(args[0], filepath.FromSlash(f.Path))
				if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
					return outside(err)
				}
				if err := os.WriteFile(to, f.Data, 0o644); err != nil {
					return outside(err)
				}
				fmt.Fprintln(c.OutOrStdout(), to)
			}
			return nil
		},
	}
}

// verbsText is the manual of a command and of those below it, as Markdown.
func verbsText(c *cobra.Command) string {
	var b strings.Builder
	c.InitDefaultHelpFlag()
	c.InitDefaultVersionFlag()
	line := c.UseLine()
	if !c.Runnable() {
		line = c.CommandPath() + " <verb>"
	}
	fmt.Fprintf(&b, "## %s\n\n%s", escaper.Replace(line), described(c))
	for _, part := range []struct{ title, text string }{
		{"Examples", c.Example}, {"Options", c.NonInheritedFlags().FlagUsagesWrapped(96)},
	} {
		if text := strings.Trim(part.text, "\n"); text != "" {
			fmt.Fprintf(&b, "%s:\n\n```\n%s\n```\n\n", part.title, text)
		}
	}
	for _, verb := range c.Commands() {
		if verb.IsAvailableCommand() {
			b.WriteString(verbsText(verb))
		}
	}
	return b.String()
}

var escaper = strings.NewReplacer("<", `\<`, "*", `\*`, "_", `\_`)

// described is the text of a command; a paragraph that is indented stays as it is.
func described(c *cobra.Command) string {
	text := c.Long
	if text == "" {
		text = c.Short + "."
	}
	var b strings.Builder
	for p := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		if strings.HasPrefix(p, "  ") || strings.HasPrefix(p, "\t") {
			fmt.Fprintf(&b, "```\n%s\n```\n\n", p)
		} else {
			fmt.Fprintf(&b, "%s\n\n", escaper.Replace(p))
		}
	}
	return b.String()
}
