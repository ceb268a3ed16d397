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
		Short: "Freeze a quarter as an edition: its plan, or the report as published",
		Long: `Freeze copies the files of a quarter and its figures into a new edition: a folder in
content/<quarter>/editions/ that never changes again. With --as plan it freezes the plan at the
cut-off, so that later edits show as changes of scope. Without it, it makes edition 1, and after
corrections 2, 3, …, each with a note that says what it corrects.

An incomplete quarter is refused, with a list of what is missing. --force freezes it anyway, and
the report says so and why; a correction needs it only for what is new. With --today, or a day pinned in site.toml, the edition is dated to
the start of that day.`,
		Example: `  quarterdeck freeze 2026-q3 --as plan          at the cut-off
  quarterdeck freeze 2026-q3                    after the quarter: edition 1
  quarterdeck freeze 2026-q3 --note "the export of firewall was two days early"`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			q, err := report.ParseQuarter(args[0])
			if err != nil {
				return usagef("%w", err)
			}
			o := generator.FreezeOptions{Note: note, Force: force, Now: time.Now(), Tool: version().Version}
			switch {
			case c.Flags().Changed("as") && as != report.PlanEdition:
				return usagef("--as: unknown kind of edition %q; use plan, or leave --as out to freeze the report", as)
			case c.Flags().Changed("force") && strings.TrimSpace(force) == "":
				return usagef(`--force: give a reason, such as --force "logs was dissolved in August"`)
			case c.Flags().Changed("note") && strings.TrimSpace(note) == "":
				return usagef("--note: give a text that says what the edition corrects")
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
				printNews(c.ErrOrStderr(), problems, flags.source)
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
	c.Flags().StringVar(&as, "as", "", "`kind` of edition: plan freezes the plan at the cut-off")
	c.Flags().StringVar(&note, "note", "", "`text` that says what this edition corrects; it is published")
	c.Flags().StringVar(&force, "force", "", "freeze an incomplete quarter for this `reason`; it is published")
	c.Flags().BoolVar(&asJSON, "json", false, "print the edition or the problems as JSON on standard output")
	return c
}

// wayOut says how to freeze what is only incomplete.
func wayOut(problems diag.List) string {
	for _, p := range problems {
		if p.Severity == diag.Error && p.Code != "incomplete" {
			return ""
		}
	}
	return `; fix what is listed, or freeze it anyway with --force "reason"`
}

func sayFrozen(c *cobra.Command, q report.QuarterID, o generator.FreezeOptions, made *generator.Frozen, missing diag.List) {
	w := c.ErrOrStderr()
	for _, p := range missing {
		if p.Severity == diag.Error {
			fmt.Fprintf(w, "frozen without: %s: %s\n", p.Pos, p.Text)
		} else {
			fmt.Fprintln(w, p)
		}
	}
	lacks, _ := missing.Count()
	switch others := made.Accepted - lacks; {
	case o.Force != "" && made.Accepted == 0:
		fmt.Fprintln(w, "nothing was missing: --force is not recorded")
	case others > 0:
		fmt.Fprintf(w, "%s of quarterdeck check about %s accepted; they are hints from now on\n", count(others, "warning"), q)
	}
	if o.Force == "" && made.Forced != "" {
		fmt.Fprintf(w, "the edition before was forced over the same: %s\n", made.Forced)
	}
	if !o.AsPlan && made.Before == "" {
		fmt.Fprintf(w, "the plan of %s was never frozen, so the promise is what plan.md says now; next time, run quarterdeck freeze <quarter> --as plan at the cut-off\n", q)
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
