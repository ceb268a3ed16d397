package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

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
		Long: `Pack writes the pages of one quarter for one audience to a zip file, which opens from disk at the
quarter's newest edition: its reports and editions with their data, the definitions of the numbers,
styles and scripts, and the SHA-256 of every file. What leads to other pages of the site is plain
text, and there is no search. For an audience that sees everything it also holds the quarter's
editions with their source files. For an audience that has no page of the quarter, such as
customers, it holds the whole site. To check it, run quarterdeck verify <file>, or unpack it and
run sha256sum -c SHA256SUMS.

The file is <title>-<quarter>.zip beside the workspace, or what --out names. A file that is there
is replaced only with --force. A quarter must have a published edition first, unless you pass
--draft.`,
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
			if o.Beside, err = beside(flags.source, o.Out); err != nil {
				return err
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
			fmt.Fprintf(c.ErrOrStderr(), "packed %s for %s into %s: %s, %.1f MB, %s\n", q, made.Audience, made.Out,
				count(made.Files, "file"), float64(made.Bytes)/1e6, with)
			return nil
		},
	}
	flags.add(c)
	c.Flags().StringVar(&o.Out, "out", "", "`file` to write (default <title>-<quarter>.zip beside the workspace)")
	c.Flags().BoolVar(&o.Force, "force", false, "replace a file that is there")
	c.Flags().StringVar(&o.Audience, "audience", "", "`id` of the audience whose site is packed (default the first in site.toml)")
	c.Flags().BoolVar(&o.Draft, "draft", false, "pack the quarter as it is now, even without a published edition")
	return c
}

// beside is the folder that a workspace is in. A zip in the workspace's own content or in its built
// site would become a part of them, so it is refused.
func beside(source, out string) (string, error) {
	folder, err := filepath.Abs(source)
	if err != nil {
		return "", outside(err)
	}
	if out == "" && filepath.Dir(folder) == folder {
		return "", usagef("there is no folder beside the workspace: name the file with --out")
	}
	file, err := filepath.Abs(out)
	if err != nil {
		return "", outside(err)
	}
	if within, err := filepath.Rel(folder, file); err == nil && out != "" {
		if first, _, below := strings.Cut(filepath.ToSlash(within), "/"); below && (first == "content" || first == "public") {
			return "", usagef("--out: %s would become part of the workspace: name a file outside %s/", out, first)
		}
	}
	return filepath.Dir(folder), nil
}
