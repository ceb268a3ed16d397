package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quarterdeck/generator/report"
	"quarterdeck/generator/scaffold"
)

func newHosting() *cobra.Command {
	var flags workspaceFlags
	var audience string
	var long strings.Builder
	var ids []string
	for _, h := range scaffold.Hostings() {
		ids = append(ids, h.ID)
		fmt.Fprintf(&long, "  %-8s %s\n", h.ID, h.What)
	}
	c := &cobra.Command{
		Use:   "hosting <what>",
		Short: "Add files that host the site or publish it from CI",
		Long: `Hosting writes the configuration of a server or of CI, with the audience and its target filled
in from site.toml:

` + long.String() + `
Every site also has _headers and _redirects, for static hosts that read them.`,
		Example:   "  quarterdeck new hosting nginx",
		Args:      exactly(1),
		ValidArgs: ids,
		RunE: func(c *cobra.Command, args []string) error {
			i := slices.Index(ids, args[0])
			if i < 0 {
				return usagef("unknown hosting %q; use one of: %s", args[0], strings.Join(ids, ", "))
			}
			archive, err := readWorkspace(c, &flags)
			if err != nil {
				return err
			}
			if audience == "" {
				audience = archive.Site.Audiences[0].ID
			}
			if !slices.ContainsFunc(archive.Site.Audiences, func(a report.Audience) bool { return a.ID == audience }) {
				return usagef("--audience: unknown audience %q in site.toml", audience)
			}
			files := scaffold.Hostings()[i].Files(audience, archive.Site.Publish[audience])
			return create(c, flags.source, files)
		},
	}
	flags.add(c)
	c.Flags().StringVar(&audience, "audience", "", "`id` of the audience to host (default the first in site.toml)")
	return c
}
