package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"quarterdeck/generator/publish"
)

func newReleases() *cobra.Command {
	var flags workspaceFlags
	var asJSON bool
	c := &cobra.Command{
		Use:   "releases <audience>",
		Short: "List what was published to an audience and can be gone back to",
		Long: `Releases lists what the target of an audience keeps, newest first: when it was published, by
whom, which editions it shows, and which one readers see now. keep in [publish.<audience>] of
site.toml is how many are kept.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			target, _, err := flags.target(c, args[0])
			if err != nil {
				return err
			}
			defer target.Close()
			list, live, err := publish.Releases(c.Context(), target)
			if err != nil {
				return failed(err)
			}
			if asJSON {
				err = printReleases(c, list, live)
			} else if len(list) == 0 {
				_, err = fmt.Fprintf(c.ErrOrStderr(), "nothing was published to %s yet\n", target.Name)
			} else {
				err = tabulate(c, list, live)
			}
			if err != nil {
				return outside(err)
			}
			return nil
		},
	}
	c.Flags().StringVar(&flags.source, "source", ".", "folder of the workspace")
	c.Flags().BoolVar(&asJSON, "json", false, "print them as JSON on standard output")
	return c
}

// tabulate prints a table for people.
func tabulate(c *cobra.Command, list []publish.Record, live string) error {
	t := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "RELEASE\tWHEN\tWHO\tLIVE\tEDITIONS\tFILES")
	for _, r := range list {
		mark := ""
		if r.ID == live {
			mark = "live"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%d\n", r.ID, r.When.Local().Format("2006-01-02 15:04"), r.Who, mark, editionsOf(r), len(r.Files))
	}
	return t.Flush()
}

// editionsOf names the two newest editions of a release, without their hashes.
func editionsOf(r publish.Record) string {
	var names []string
	for _, e := range r.Editions {
		name, _, _ := strings.Cut(e, " ")
		names = append(names, name)
	}
	out := "none"
	switch n := len(names); {
	case n > 2:
		out = fmt.Sprintf("%s, %s and %d older", names[n-1], names[n-2], n-2)
	case n > 0:
		out = strings.Join(names, ", ")
	}
	if r.Draft {
		out += ", and a draft"
	}
	return out
}

type releaseJSON struct {
	ID string `json:"id"`
	publish.About
	Hash  string `json:"hash"`
	Live  bool   `json:"live"`
	Files int    `json:"files"`
	Bytes int64  `json:"bytes"`
}

func printReleases(c *cobra.Command, list []publish.Record, live string) error {
	out := []releaseJSON{}
	for _, r := range list {
		j := releaseJSON{ID: r.ID, About: r.About, Hash: r.Hash, Live: r.ID == live, Files: len(r.Files)}
		for _, e := range r.Files {
			j.Bytes += e.Size
		}
		out = append(out, j)
	}
	return encodeJSON(c.OutOrStdout(), struct {
		Releases []releaseJSON `json:"releases"`
	}{out})
}
