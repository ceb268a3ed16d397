package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/spf13/cobra"

	"quarterdeck/generator/report"
	"quarterdeck/generator/scaffold"
)

func newNew() *cobra.Command {
	c := &cobra.Command{
		Use:   "new",
		Short: "Add a site, team, quarter, plan, metrics, update, retro or hosting files",
		Long:  "New writes files to start from. It never changes an existing file.",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return usagef("new: name what to add: site, team, quarter, plan, metrics, update, retro or hosting")
		},
	}
	c.AddCommand(newSite(), newTeam(), newQuarter(), newPlan(), newMetrics(), newUpdate(), newRetro(), newHosting())
	return c
}

func newSite() *cobra.Command {
	var title string
	c := &cobra.Command{
		Use:   "site <folder>",
		Short: "Start a workspace in a new or empty folder",
		Args:  exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return outside(err)
			}
			if err := create(c, args[0], scaffold.Site(title)); err != nil {
				return err
			}
			fmt.Fprintf(c.ErrOrStderr(), "next: cd %s, then run quarterdeck new team <id>\n", args[0])
			return nil
		},
	}
	c.Flags().StringVar(&title, "title", "Delivery reports", "title of the site")
	return c
}

func newTeam() *cobra.Command {
	var flags workspaceFlags
	c := &cobra.Command{
		Use:     "team <id>",
		Short:   "Add a team to the workspace",
		Example: "  quarterdeck new team managed-rules",
		Args:    exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := readWorkspace(c, &flags); err != nil {
				return err
			}
			if !teamID.MatchString(args[0]) {
				return usagef("invalid team id %q: use lower-case letters, digits and dashes, such as managed-rules", args[0])
			}
			return create(c, flags.source, scaffold.Team(args[0]))
		},
	}
	flags.add(c)
	return c
}

var teamID = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// carried says what a new plan takes over.
const carried = `A plan takes over from the quarter before what
moved, as items of its own, and lists in comments the actions that are open and the lessons that
nobody has answered.`

func newQuarter() *cobra.Command {
	var flags workspaceFlags
	c := &cobra.Command{
		Use:     "quarter <quarter>",
		Short:   "Add a quarter, with a plan to fill in for each team",
		Long:    "Quarter writes a foreword and a plan for each team that has none. " + carried,
		Example: "  quarterdeck new quarter 2026-q4",
		Args:    exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			q, err := report.ParseQuarter(args[0])
			if err != nil {
				return usagef("%w", err)
			}
			archive, err := readWorkspace(c, &flags)
			if err != nil {
				return err
			}
			plans := map[string]scaffold.Carried{}
			asked := reportOf(archive, q, "").Quarter
			for _, t := range archive.Teams {
				if t.In(asked) && !exists(flags.source, path.Join("content", q.String(), t.ID, "plan.md")) {
					plans[t.ID] = scaffold.Carry(archive, q, t.ID)
				}
			}
			files := scaffold.Quarter(q, plans)
			if len(plans) > 0 && exists(flags.source, files[0].Path) {
				files = files[1:] // the foreword is there; only plans are missing
			}
			return create(c, flags.source, files)
		},
	}
	flags.add(c)
	return c
}

func newPlan() *cobra.Command {
	var flags workspaceFlags
	c := &cobra.Command{
		Use:     "plan <quarter> <team>",
		Short:   "Add a team's plan to a quarter",
		Long:    "Plan writes a plan to fill in. " + carried,
		Example: "  quarterdeck new plan 2026-q4 firewall",
		Args:    exactly(2),
		RunE: func(c *cobra.Command, args []string) error {
			archive, q, err := teamAndQuarter(c, &flags, args)
			if err != nil {
				return err
			}
			return create(c, flags.source, scaffold.Plan(q, args[1], scaffold.Carry(archive, q, args[1])))
		},
	}
	flags.add(c)
	return c
}

func newMetrics() *cobra.Command {
	var flags workspaceFlags
	c := &cobra.Command{
		Use:   "metrics <quarter> <team>",
		Short: "Add a team's metrics.toml to a quarter, with a row for each planned item",
		Long: `Metrics writes metrics.toml for teams that have no export: a row for each planned item, so that
somebody can say what became of it. A row without a status is a warning, and is not read.`,
		Example: "  quarterdeck new metrics 2026-q3 firewall",
		Args:    exactly(2),
		RunE: func(c *cobra.Command, args []string) error {
			archive, q, err := teamAndQuarter(c, &flags, args)
			if err != nil {
				return err
			}
			items := slices.DeleteFunc(slices.Clone(reportOf(archive, q, args[1]).Items), func(d *report.Deliverable) bool { return d.FromExport })
			if len(items) == 0 {
				return usagef("%s has planned nothing for %s; to start its plan: quarterdeck new plan %s %s", args[1], q, q, args[1])
			}
			return create(c, flags.source, scaffold.Metrics(q, args[1], items))
		},
	}
	flags.add(c)
	return c
}

func newRetro() *cobra.Command {
	var flags workspaceFlags
	c := &cobra.Command{
		Use:   "retro <quarter> <team>",
		Short: "Add a team's retro to a quarter",
		Long: `Retro writes a retro with its four sections and a list of what was planned and not delivered,
so that the conversation can start there.`,
		Example: "  quarterdeck new retro 2026-q3 firewall",
		Args:    exactly(2),
		RunE: func(c *cobra.Command, args []string) error {
			archive, q, err := teamAndQuarter(c, &flags, args)
			if err != nil {
				return err
			}
			return create(c, flags.source, scaffold.Retro(q, args[1], archive.Site.Retro, left(archive, q, args[1])))
		},
	}
	flags.add(c)
	return c
}

func newUpdate() *cobra.Command {
	var flags workspaceFlags
	c := &cobra.Command{
		Use:   "update <quarter> <team>",
		Short: "Add today's update: how a team's quarter is going",
		Long: `Update writes today's update, with a line for each deliverable that the team still works on, so
that you can add notes. An update says on track, at risk or off track, and why.`,
		Example: "  quarterdeck new update 2026-q4 firewall",
		Args:    exactly(2),
		RunE: func(c *cobra.Command, args []string) error {
			archive, q, err := teamAndQuarter(c, &flags, args)
			if err != nil {
				return err
			}
			r := reportOf(archive, q, args[1])
			first, last := r.UpdateDays()
			switch today := archive.Today; {
			case today > last:
				return usagef("%s ended on %s: updates belong to the current quarter, %s; write a retro instead", q, last, report.QuarterOf(today, archive.Site.FiscalStart))
			case today < first:
				return usagef("%s begins on %s: updates start when the quarter does, or when its plan is committed", q, r.Quarter.Start)
			}
			return create(c, flags.source, scaffold.Update(q, args[1], archive.Today, open(r)))
		},
	}
	flags.add(c)
	return c
}

// reportOf is the report of a team, which is empty where the team has none in that quarter.
func reportOf(a *report.Archive, id report.QuarterID, team string) *report.Report {
	q := &report.Quarter{ID: id}
	q.Start, q.End = id.Range(a.Site.FiscalStart)
	for _, known := range a.Quarters {
		if known.ID == id {
			q = known
		}
	}
	if r := q.Report(team); r != nil {
		return r
	}
	return &report.Report{Quarter: q}
}

// left returns what a team had planned for a quarter and not delivered.
func left(a *report.Archive, q report.QuarterID, team string) []*report.Deliverable {
	var list []*report.Deliverable
	for _, d := range reportOf(a, q, team).Items {
		if d.InPlan() && d.Outcome.Status != report.Delivered {
			list = append(list, d)
		}
	}
	return list
}

// open returns what a team still works on in a quarter.
func open(r *report.Report) []*report.Deliverable {
	var list []*report.Deliverable
	for _, d := range r.Items {
		if s := d.Outcome.Status; (s == "" || s == report.Open) && !d.Removed {
			list = append(list, d)
		}
	}
	return list
}

// teamAndQuarter reads the workspace and the two arguments of plan, metrics, update and retro.
func teamAndQuarter(c *cobra.Command, flags *workspaceFlags, args []string) (*report.Archive, report.QuarterID, error) {
	q, err := report.ParseQuarter(args[0])
	if err != nil {
		return nil, q, usagef("%w", err)
	}
	archive, err := readWorkspace(c, flags)
	if err != nil {
		return nil, q, err
	}
	t := report.Find(archive.Teams, func(t *report.Team) bool { return t.Called(args[1]) })
	switch asked := reportOf(archive, q, "").Quarter; {
	case t == nil:
	case t.ID != args[1]:
		return nil, q, usagef("team %q is called %q now", args[1], t.ID)
	case !t.In(asked):
		return nil, q, usagef("%s is not a team in %s: see from and until in %s", t.ID, q, t.Pos.File)
	default:
		return archive, q, nil
	}
	return nil, q, usagef("unknown team %q; to add it: quarterdeck new team %s", args[1], args[1])
}

// readWorkspace reads the workspace for a verb that adds to it. Problems in it are
// not in the way, as long as it is one.
func readWorkspace(c *cobra.Command, flags *workspaceFlags) (*report.Archive, error) {
	w, today, err := flags.open()
	if err != nil {
		return nil, err
	}
	defer w.Close()
	archive, problems := w.Read(today)
	if archive.Site.FiscalStart == 0 {
		printProblems(c.ErrOrStderr(), problems, 0)
		return nil, failure{exitProblems, nil}
	}
	return archive, nil
}

func exists(folder, name string) bool {
	_, err := os.Lstat(filepath.Join(folder, filepath.FromSlash(name)))
	return err == nil
}

// create writes files that are not there yet, all or none, and names each.
func create(c *cobra.Command, folder string, files []scaffold.File) error {
	for _, f := range files {
		if exists(folder, f.Path) {
			return usagef("%s already exists; nothing was written", filepath.Join(folder, filepath.FromSlash(f.Path)))
		}
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return outside(err)
	}
	defer root.Close()
	for _, f := range files {
		if err := write(root, f); err != nil {
			return outside(err)
		}
		fmt.Fprintln(c.OutOrStdout(), filepath.Join(folder, filepath.FromSlash(f.Path)))
	}
	return nil
}

func write(root *os.Root, f scaffold.File) error {
	if err := root.MkdirAll(path.Dir(f.Path), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	w, err := root.OpenFile(f.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = w.Write(f.Data)
	return errors.Join(err, w.Close())
}
