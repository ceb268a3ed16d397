package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quarterdeck/generator"
	"quarterdeck/generator/importer/tracker"
)

// importAPIFlags are the flags of import api.
type importAPIFlags struct {
	importFlags
	save, from string
}

func newImportAPI() *cobra.Command {
	var flags importAPIFlags
	c := &cobra.Command{
		Use:   "api <service>",
		Short: "Ask a tracker itself for what became of the plan",
		Long: `Api asks a tracker for what [import.<service>] in site.toml says, and takes the answers over as
import does those of a file. The services are ` + strings.Join(tracker.Names(), ", ") + `.

A token that may read issues comes from the environment, and is stored nowhere:

` + variables() + `

A service that is busy is asked again, and waits that it wants are kept, up to ten minutes each.`,
		Example: `  quarterdeck import api jira --quarter 2026-q3 --dry-run            show what would change, and stop
  quarterdeck import api jira --quarter 2026-q3 --save jira.answers  keep the answers as well
  quarterdeck import api jira --quarter 2026-q3 --from jira.answers  read them again, without asking`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error { return flags.run(c, args[0]) },
	}
	flags.add(c)
	c.Flags().StringVar(&flags.save, "save", "", "`file` that keeps the answers; where one run ended, the next goes on")
	c.Flags().StringVar(&flags.from, "from", "", "`file` that --save has written: read it instead of asking")
	return c
}

// variables is a line for each service with its variables.
func variables() string {
	var lines []string
	for _, s := range tracker.Services {
		line := "  " + s.Token
		if s.User != "" {
			line += ", and " + s.User + " for an account of the cloud"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func (flags *importAPIFlags) run(c *cobra.Command, service string) error {
	switch {
	case tracker.Find(service) == nil:
		return usagef("import api: %q cannot be asked; use one of: %s; or import a file", service, strings.Join(tracker.Names(), ", "))
	case flags.save != "" && flags.from != "":
		return usagef("import api: --save keeps answers and --from reads them: pass one of them")
	}
	if err := flags.readDays(); err != nil {
		return err
	}
	w, err := flags.begin(c)
	if err != nil {
		return err
	}
	defer w.Close()
	answered, err := flags.answers(c, w, service)
	var refusal generator.Refusal
	switch {
	case errors.As(err, &refusal):
		return usagef("%w", refusal)
	case errors.Is(err, generator.ErrProblems):
		return failure{exitProblems, errors.New("nothing was asked")}
	case err != nil:
		return outside(err)
	}
	flags.o.Format = service
	if flags.o.Exported.IsZero() {
		flags.o.Exported = answered.At
	}
	return flags.take(c, w, []generator.Export{answered.Export})
}

// answers are those of a file, or of the tracker.
func (flags *importAPIFlags) answers(c *cobra.Command, w *generator.Workspace, service string) (*generator.Answered, error) {
	if flags.from != "" {
		return generator.Replay(flags.from, service, flags.o.Partial)
	}
	bar := &asking{w: c.ErrOrStderr(), live: terminal(c.ErrOrStderr()), last: time.Now()}
	answered, problems, err := generator.Ask(c.Context(), w, generator.AskOptions{
		Service: service, Quarter: flags.o.Quarter, Today: flags.o.Today,
		Tracker: tracker.Options{Save: flags.save, Env: os.Getenv, Say: bar.say, Progress: bar.set, Now: time.Now, Sleep: tracker.Sleep},
	})
	bar.clear()
	printProblems(c.ErrOrStderr(), problems, mostHints)
	if err == nil && flags.save != "" {
		fmt.Fprintf(c.ErrOrStderr(), "the answers are in %s: --from %s reads them again\n", flags.save, flags.save)
	}
	return answered, err
}

// asking shows how many issues there are: on a terminal at once, elsewhere a line now and then.
type asking struct {
	w    io.Writer
	live bool
	last time.Time
}

func (a *asking) set(issues int) {
	switch now := time.Now(); {
	case a.live:
		fmt.Fprintf(a.w, "\r\x1b[K%s", count(issues, "issue"))
	case now.Sub(a.last) >= pauseOfLines:
		a.last = now
		fmt.Fprintln(a.w, count(issues, "issue"))
	}
}

func (a *asking) say(text string) {
	a.clear()
	fmt.Fprintln(a.w, text)
}

func (a *asking) clear() {
	if a.live {
		fmt.Fprint(a.w, "\r\x1b[K")
	}
}
