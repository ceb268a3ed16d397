package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"quarterdeck/generator"
	"quarterdeck/generator/report"
)

func newPack() *cobra.Command {
	var flags workspaceFlags
	var o generator.PackOptions
	c := &cobra.Command{
		Use:   "pack <quarter>",
		Short: "Write a quarter's report as one zip file that opens without a server",
		Long: `Pack writes <quarter>.zip: the site of one audience, which opens from disk at the quarter's newest
edition, and the SHA-256 of every file. For an audience that sees everything it also holds the
quarter's editions with their source files. To check it, run quarterdeck verify <file>, or unpack
it and run sha256sum -c SHA256SUMS.

A quarter must have a published edition first, unless you pass --draft.`,
		Example: `  quarterdeck pack 2026-q3
  quarterdeck pack 2026-q3 --audience customers --out report.zip`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			q, err := report.ParseQuarter(args[0])
			if err != nil {
				return usagef("%w", err)
			}
			w, today, err := flags.open()
			if err != nil {
				return err
			}
			defer w.Close()
			o.Today, o.CacheDir = today, cacheDir()
			if o.Out == "" {
				o.Out = q.String() + ".zip"
			}
			made, problems, err := generator.Pack(c.Context(), w, q, o)
			printProblems(c.ErrOrStderr(), problems, 0)
			var refusal generator.Refusal
			switch {
			case errors.Is(err, generator.ErrProblems):
				return failure{exitProblems, errors.New("nothing was packed")}
			case errors.Is(err, generator.ErrAudience):
				return usagef("--audience: %w", err)
			case errors.As(err, &refusal):
				return usagef("%w", refusal)
			case err != nil:
				return outside(err)
			}
			with := "without sources"
			if made.Sources {
				with = "with the sources of its editions"
			}
			fmt.Fprintf(c.ErrOrStderr(), "packed %s for %s into %s: %s, %.1f MB, %s\n", q, made.Audience, o.Out,
				count(made.Files, "file"), float64(made.Bytes)/1e6, with)
			return nil
		},
	}
	flags.add(c)
	c.Flags().StringVar(&o.Out, "out", "", "`file` to write (default <quarter>.zip in the current folder)")
	c.Flags().StringVar(&o.Audience, "audience", "", "`id` of the audience whose site is packed (default the first in site.toml)")
	c.Flags().BoolVar(&o.Draft, "draft", false, "pack the quarter as it is now, even without a published edition")
	return c
}
