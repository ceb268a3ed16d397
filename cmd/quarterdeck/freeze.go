package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quarterdeck/generator"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

func newFreeze() *cobra.Command {
	var flags workspaceFlags
	var as, note, force string
	var asJSON bool
	c := &cobra.Command{
		Use:   "freeze <quarter>",
		Short: "Keep a quarter as it is now, for good: its plan, or what is published",
		Long: `Freeze copies the files of a quarter and their figures into a new edition, a folder in
content/<quarter>/editions/ that is never changed again. With --as plan it keeps the plan at the
cut-off, so that later edits show as change of scope; without, it makes edition 1, and after a
correction 2, 3, …, each with a note that says what it corrects.

It refuses a quarter that is not complete, and lists what is missing. --force freezes all the
same, and the report says so, and why. With --today, or a day pinned in site.toml, the edition
is dated to the first second of that day.`,
		Example: `  quarterdeck freeze 2026-q3 --as plan          at the cut-off
  quarterdeck freeze 2026-q3                    after the quarter: edition 1
  quarterdeck freeze 2026-q3 --note "the export of firewall was two days early"`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			q, err := report.ParseQuarter(args[0])
			if err != nil {
				return usagef("%w", err)
			}
			o := generator.FreezeOptions{Note: note, Force: force, Now: time.Now(), Tool: version().Version}
			switch {
			case c.Flags().Changed("as") && as != report.PlanEdition:
				return usagef("--as: %q is no kind of edition: say plan, or leave it out for one to publish", as)
			case c.Flags().Changed("force") && strings.TrimSpace(force) == "":
				return usagef(`--force: say why, as in --force "logs was dissolved in august"`)
			case c.Flags().Changed("note") && strings.TrimSpace(note) == "":
				return usagef(`--note: say what the edition corrects`)
			}
			o.AsPlan = as == report.PlanEdition
			w, today, err := flags.open()
			if err != nil {
				return err
			}
			defer w.Close()
			o.Today = today
			made, problems, err := generator.Freeze(w, q, o)
			if asJSON {
				if err := printFrozen(c, made, problems, err); err != nil {
					return outside(err)
				}
			} else if err != nil {
				printProblems(c.ErrOrStderr(), problems, 0)
			}
			var refusal generator.Refusal
			switch {
			case errors.Is(err, generator.ErrProblems):
				return failure{exitProblems, fmt.Errorf("%s was not frozen%s", q, wayOut(problems))}
			case errors.As(err, &refusal):
				return usagef("%w", refusal)
			case err != nil:
				return outside(err)
			}
			if !asJSON {
				sayFrozen(c, q, o, made, problems)
			}
			return nil
		},
	}
	flags.add(c)
	c.Flags().StringVar(&as, "as", "", "`plan` freezes the plan at the cut-off")
	c.Flags().StringVar(&note, "note", "", "`what` this edition corrects; published with it")
	c.Flags().StringVar(&force, "force", "", "freeze although something is missing, and say `why`")
	c.Flags().BoolVar(&asJSON, "json", false, "print the edition, or what is in the way, as JSON on standard output")
	return c
}

// wayOut tells how to freeze what is only incomplete.
func wayOut(problems diag.List) string {
	for _, p := range problems {
		if p.Severity == diag.Error && p.Code != "incomplete" {
			return ""
		}
	}
	return `; mend what is listed, or freeze it all the same with --force "why"`
}

func sayFrozen(c *cobra.Command, q report.QuarterID, o generator.FreezeOptions, made *generator.Frozen, missing diag.List) {
	w := c.ErrOrStderr()
	for _, p := range missing {
		fmt.Fprintf(w, "frozen without: %s: %s\n", p.Pos, p.Text)
	}
	if o.Force != "" && len(missing) == 0 {
		fmt.Fprintln(w, "nothing was missing, so --force is not recorded")
	}
	if !o.AsPlan && made.Before == "" {
		fmt.Fprintf(w, "the plan of %s was never frozen, so what was promised is what plan.md says now; next quarter: quarterdeck freeze --as plan at the cut-off\n", q)
	}
	name := "edition " + made.ID
	if o.AsPlan {
		name = "its plan edition"
	}
	fmt.Fprintf(w, "froze %s as %s: %s, sha256 %s\ncommit %s\n", q, name, count(made.Files, "file"), made.Hash, made.Folder)
}

// printFrozen writes for machines: {"edition", "errors", "warnings", "problems"}.
func printFrozen(c *cobra.Command, made *generator.Frozen, problems diag.List, failed error) error {
	if failed != nil {
		made = nil
	}
	return encodeJSON(c.OutOrStdout(), struct {
		Edition *generator.Frozen `json:"edition"`
		problemsJSON
	}{made, asJSONProblems(problems)})
}
