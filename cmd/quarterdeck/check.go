package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"quarterdeck/generator"
)

func newCheck() *cobra.Command {
	var flags workspaceFlags
	var strict, asJSON bool
	c := &cobra.Command{
		Use:   "check",
		Short: "List the problems of a workspace, each with its place and a fix",
		Long: `Check reads the whole workspace and prints each problem as file:line:col: problem (hint: fix).
An error makes a page or a figure wrong or missing; with errors the exit code is 1. Warnings
count only with --strict, and those on texts of a quarter to come that nobody has replaced not even
then. Hints never count; the newest ten are printed last. Other verbs print a warning once, and from
then on how many there are. What a quarter was frozen with is a hint.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			w, today, err := flags.open()
			if err != nil {
				return err
			}
			defer w.Close()
			problems := generator.Check(w, today)
			if asJSON {
				if err := printJSON(c.OutOrStdout(), problems); err != nil {
					return outside(err)
				}
			} else {
				printProblems(c.ErrOrStderr(), problems, mostHints)
				rememberWarnings(flags.source, problems)
			}
			if generator.Refused(problems, strict) {
				return failure{exitProblems, nil}
			}
			if _, warnings := problems.Count(); !asJSON && warnings == 0 {
				fmt.Fprintln(c.ErrOrStderr(), "no problems")
			}
			return nil
		},
	}
	flags.add(c)
	c.Flags().BoolVar(&strict, "strict", false, "treat warnings as errors")
	c.Flags().BoolVar(&asJSON, "json", false, "print the problems as JSON on standard output")
	return c
}
