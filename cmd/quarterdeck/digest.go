package main

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quarterdeck/generator"
	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
)

// formats are the ways in which a digest is written.
var formats = map[string]func(paper.Paper) ([]byte, error){
	"markdown": paper.Markdown,
	"text":     func(p paper.Paper) ([]byte, error) { return paper.Text(p), nil },
	"html":     func(p paper.Paper) ([]byte, error) { return paper.HTML(p), nil },
}

func newDigest() *cobra.Command {
	var flags workspaceFlags
	var o generator.DigestOptions
	var format string
	names := strings.Join(slices.Sorted(maps.Keys(formats)), ", ")
	c := &cobra.Command{
		Use:   "digest <quarter>",
		Short: "Print what shipped in a quarter, for mail and chat",
		Long: `Digest prints what shipped in a quarter, team by team with one sentence each, as the audience may
see it: customers get customers' wording. With base_url in site.toml, items link to the site.`,
		Example: `  quarterdeck digest 2026-q3 --audience customers
  quarterdeck digest 2026-q3 --team firewall --upcoming --format text`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			q, err := report.ParseQuarter(args[0])
			if err != nil {
				return usagef("%w", err)
			}
			write := formats[format]
			if write == nil {
				return usagef("--format: unknown format %q; use one of: %s", format, names)
			}
			w, today, err := flags.open()
			if err != nil {
				return err
			}
			defer w.Close()
			o.Quarter, o.Today = q, today
			digest, problems, err := generator.Digest(w, o)
			var refusal generator.Refusal
			switch {
			case errors.Is(err, generator.ErrProblems):
				printNews(c.ErrOrStderr(), problems, flags.source)
				return failure{exitProblems, errors.New("nothing was printed")}
			case errors.Is(err, generator.ErrAudience):
				return usagef("--audience: %w", err)
			case errors.As(err, &refusal):
				return usagef("%w", refusal)
			case err != nil:
				return outside(err)
			}
			data, err := write(digest)
			if err == nil {
				_, err = c.OutOrStdout().Write(data)
			}
			if err != nil {
				return outside(err)
			}
			return nil
		},
	}
	flags.add(c)
	c.Flags().StringVar(&o.Audience, "audience", "", "`id` of the audience that will read it (default the first in site.toml)")
	c.Flags().StringVar(&format, "format", "markdown", names)
	c.Flags().StringSliceVar(&o.Teams, "team", nil, "`id` of a team to include; repeat for more (default all)")
	c.Flags().BoolVar(&o.Upcoming, "upcoming", false, "add what comes next")
	return c
}
