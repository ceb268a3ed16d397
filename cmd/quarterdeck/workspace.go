package main

import (
	"errors"
	"io/fs"
	"time"

	"github.com/spf13/cobra"

	"quarterdeck/generator"
	"quarterdeck/generator/report"
)

// workspaceFlags are the flags of every verb that reads a workspace.
type workspaceFlags struct {
	source string
	today  string
}

func (f *workspaceFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.source, "source", ".", "folder of the workspace")
	c.Flags().StringVar(&f.today, "today", "", "use this `day` (YYYY-MM-DD) as today")
}

// day returns the day of --today, or 0.
func (f *workspaceFlags) day() (report.Day, error) {
	if f.today == "" {
		return 0, nil
	}
	d, err := report.ParseDay(f.today)
	if err != nil {
		return 0, usagef("--today: %w", err)
	}
	if d == 0 {
		return 0, usagef("--today: %s is too early", f.today)
	}
	return d, nil
}

// open opens the workspace of --source and reads --today. A folder that is not
// there is a mistake on the command line.
func (f *workspaceFlags) open() (*generator.Workspace, report.Day, error) {
	today, err := f.day()
	if err != nil {
		return nil, 0, err
	}
	w, err := generator.Open(f.source)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, usagef("--source: %w", err)
	}
	if err != nil {
		return nil, 0, outside(err)
	}
	return w, today, nil
}

// seconds rounds a duration for people.
func seconds(d time.Duration) string {
	if d < time.Second {
		return d.Round(time.Millisecond).String()
	}
	return d.Round(100 * time.Millisecond).String()
}
