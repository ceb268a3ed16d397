package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"quarterdeck/generator/publish"
)

func newRollback() *cobra.Command {
	var flags workspaceFlags
	var o publish.Options
	c := &cobra.Command{
		Use:   "rollback <audience> [release]",
		Short: "Make an earlier release of a site live again",
		Long: `Rollback makes the release live again that was live before, or the one that is named. Nothing is
built and nothing is sent, so it works whatever state the workspace is in; only the url that
[publish.<audience>] has in site.toml is read. What it goes back from stays, and can be named.`,
		Example: `  quarterdeck rollback internal
  quarterdeck rollback internal 20261005T080000Z-1f0c55aa`,
		Args: between(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			start := time.Now()
			target, to, err := flags.target(c, args[0])
			if err != nil {
				return err
			}
			defer target.Close()
			id := ""
			if len(args) > 1 {
				id = args[1]
			}
			bar := newSending(c.ErrOrStderr())
			o.Keep, o.Progress = to.Keep, bar.set
			result, err := publish.Rollback(c.Context(), target, id, about(args[0]), o)
			bar.clear()
			if err != nil {
				return failed(err)
			}
			w, p := c.ErrOrStderr(), result.Plan.Pages()
			what := fmt.Sprintf("%s restored, %d changed, %d removed", count(len(p.Added), "page"), len(p.Changed), len(p.Removed))
			switch {
			case o.DryRun:
				fmt.Fprintf(w, "%s: %s; nothing was changed: this was a dry run\n", args[0], what)
			case !result.Done:
				fmt.Fprintf(w, "release %s is live already\n", result.Release)
			default:
				fmt.Fprintf(w, "%s: release %s is live again in %s: %s\n", args[0], result.Release, seconds(time.Since(start)), what)
			}
			return nil
		},
	}
	c.Flags().StringVar(&flags.source, "source", ".", "folder of the workspace")
	c.Flags().BoolVar(&o.DryRun, "dry-run", false, "show what would change, and stop")
	return c
}
