package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"quarterdeck/generator"
	"quarterdeck/generator/diag"
)

func newVerify() *cobra.Command {
	var flags workspaceFlags
	var asJSON bool
	c := &cobra.Command{
		Use:   "verify [zip]",
		Short: "Check that no edition has changed since it was frozen",
		Long: `Verify compares every file of every edition with the hash taken when it was frozen, and each
edition with the one before it, and lists what was altered, added or removed. Then it counts the
figures of each edition again, and warns where this version counts differently; what was published
does not change. Given a zip file made by quarterdeck pack, it checks that instead.

If anything was altered the exit code is 1. If somebody replaced the newest edition together with
its hashes, the folder alone cannot show it: compare its hash with the one that freeze printed.`,
		Example: `  quarterdeck verify
  quarterdeck verify 2026-q3.zip`,
		Args: between(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			problems, fine, err := verified(&flags, args)
			if err != nil {
				return err
			}
			if asJSON {
				if err := printJSON(c.OutOrStdout(), problems); err != nil {
					return outside(err)
				}
			} else {
				printProblems(c.ErrOrStderr(), problems, 0)
			}
			if errors, _ := problems.Count(); errors > 0 {
				return failure{exitProblems, nil}
			}
			if !asJSON {
				fmt.Fprintln(c.ErrOrStderr(), fine)
			}
			return nil
		},
	}
	c.Flags().StringVar(&flags.source, "source", ".", "folder of the workspace")
	c.Flags().BoolVar(&asJSON, "json", false, "print the problems as JSON on standard output")
	return c
}

// verified checks a zip or the workspace, and returns what to say where nothing is wrong.
func verified(flags *workspaceFlags, args []string) (problems diag.List, fine string, err error) {
	if len(args) > 0 {
		files, problems, err := generator.VerifyPacked(args[0])
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, "", usagef("%w", err)
		case err != nil:
			return nil, "", failure{exitProblems, fmt.Errorf("%s: %w", args[0], err)}
		}
		return problems, fmt.Sprintf("%s: %s verified", args[0], count(files, "file")), nil
	}
	w, _, err := flags.open()
	if err != nil {
		return nil, "", err
	}
	defer w.Close()
	editions, problems := generator.Verify(w)
	return problems, count(editions, "edition") + " verified", nil
}
