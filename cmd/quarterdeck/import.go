package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quarterdeck/generator"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// importFlags are the flags of import.
type importFlags struct {
	workspaceFlags
	quarter, unknown, exported string
	cutOff, compare            string
	dryRun, yes                bool
	o                          generator.ImportOptions
}

func newImport() *cobra.Command {
	var flags importFlags
	c := &cobra.Command{
		Use:   "import [format] <file>...",
		Short: "Take over what became of the plan from a tracker's export",
		Long: `Import reads what a tracker has exported, and writes it into the metrics.toml of each team. It finds
planned items by their id, url or tickets; what else was finished in the quarter becomes unplanned
work. It changes only what the export knows, keeps what people wrote, shows the difference, and
asks. A second run changes nothing. A file named - is standard input.

Without a format it goes by the columns of the file. The formats are:
` + strings.Join(importer.Names(), ", ") + `.
What the words of your tracker mean is in site.toml: quarterdeck help import. To ask the tracker
itself: quarterdeck import api.

Deployments, changes and incidents become the numbers of quality of the team that you name. Their
sources are ` + strings.Join(importer.SourceNames(), ", ") + `.`,
		Example: `  quarterdeck import jira.csv --quarter 2026-q3 --dry-run   show what would change, and stop
  quarterdeck import jira jira.csv --quarter 2026-q3        show it, ask, and write
  quarterdeck import issues.json --quarter 2026-q3 --team firewall --yes
  quarterdeck import august.csv --quarter 2026-q3 --compare july.csv --dry-run
  quarterdeck import runs.json --quarter 2026-q3 --team firewall`,
		RunE: func(c *cobra.Command, args []string) error { return flags.run(c, args) },
	}
	flags.add(c)
	c.AddCommand(newImportAPI())
	return c
}

// add adds the flags that exports of files and answers of trackers have in common.
func (flags *importFlags) add(c *cobra.Command) {
	flags.workspaceFlags.add(c)
	c.Flags().StringVar(&flags.quarter, "quarter", "", "the `quarter` to write, such as 2026-q3 (required)")
	c.Flags().StringVar(&flags.o.Team, "team", "", "`id` of the only team to write (default all that the export has work of)")
	c.Flags().BoolVar(&flags.o.Plan, "plan", false, "draft or complete plan.md as well")
	c.Flags().StringVar(&flags.cutOff, "cut-off", "", "draft plan.md as of this `day`, by the history of Jira's REST interface")
	c.Flags().StringVar(&flags.compare, "compare", "", "only compare with this `file`, an export of the cut-off")
	c.Flags().BoolVar(&flags.o.Suggest, "suggest", false, "print a first mapping for site.toml, of what the file has, and stop")
	c.Flags().BoolVar(&flags.o.All, "all", false, "do not fold parts into their epic or story")
	c.Flags().BoolVar(&flags.o.Partial, "partial", false, "take an export that is only a part")
	c.Flags().StringVar(&flags.unknown, "finished-when-unknown", "", "the `day` of what is done without one (default: it is left out)")
	c.Flags().StringVar(&flags.exported, "exported", "", "the `day` of the export (default: that of the file, or of the answers)")
	c.Flags().BoolVar(&flags.dryRun, "dry-run", false, "show what would change, and stop")
	c.Flags().BoolVar(&flags.yes, "yes", false, "write without asking")
}

func (flags *importFlags) run(c *cobra.Command, args []string) error {
	args, err := flags.read(args)
	if err != nil {
		return err
	}
	w, err := flags.begin(c)
	if err != nil {
		return err
	}
	defer w.Close()
	exports, closeAll, err := flags.exports(c.InOrStdin(), args)
	defer closeAll()
	if err != nil {
		return err
	}
	return flags.take(c, w, exports)
}

// begin opens the workspace, if somebody is there to be asked or need not be.
func (flags *importFlags) begin(c *cobra.Command) (*generator.Workspace, error) {
	if !flags.yes && !flags.dryRun && !flags.o.Suggest && !terminal(c.InOrStdin()) {
		return nil, usagef("not a terminal: pass --yes to skip confirmation, or --dry-run to see what would change")
	}
	w, today, err := flags.open()
	flags.o.Today = today
	return w, err
}

// take takes exports over into the workspace.
func (flags *importFlags) take(c *cobra.Command, w *generator.Workspace, exports []generator.Export) error {
	closeOld, err := flags.earlier()
	if err != nil {
		return err
	}
	defer closeOld()
	out, problems, err := generator.Import(w, exports, flags.o)
	var refusal generator.Refusal
	switch {
	case errors.As(err, &refusal):
		return usagef("%w", refusal)
	case err != nil && !errors.Is(err, generator.ErrProblems):
		return outside(err)
	}
	printProblems(c.ErrOrStderr(), problems, mostHints)
	if out != nil {
		flags.tell(c.ErrOrStderr(), out)
	}
	if err != nil {
		return failure{exitProblems, errors.New("nothing was written")}
	}
	if flags.o.Suggest {
		fmt.Fprint(c.OutOrStdout(), out.Suggestion)
		return nil
	}
	if flags.compare != "" {
		tellDifferences(c.OutOrStdout(), flags.o.Quarter, flags.compare, out.Differences)
	}
	return flags.write(c, w, out)
}

// read takes the format from the arguments, and the days from the flags.
func (flags *importFlags) read(args []string) (files []string, err error) {
	if len(args) > 0 && (importer.Find(args[0]) != nil || importer.FindSource(args[0]) != nil) {
		flags.o.Format, args = args[0], args[1:]
	}
	if len(args) == 0 {
		return nil, usagef("import: name a file that a tracker has exported")
	}
	return args, flags.readDays()
}

// readDays reads the quarter and the days.
func (flags *importFlags) readDays() (err error) {
	if flags.quarter == "" && !flags.o.Suggest {
		return usagef("import: name the quarter, such as --quarter 2026-q3")
	}
	if flags.quarter != "" {
		if flags.o.Quarter, err = report.ParseQuarter(flags.quarter); err != nil {
			return usagef("--quarter: %w", err)
		}
	}
	if err := flags.readBaseline(); err != nil {
		return err
	}
	if flags.unknown != "" {
		if flags.o.Unknown, err = report.ParseDay(flags.unknown); err != nil {
			return usagef("--finished-when-unknown: %w", err)
		}
	}
	if flags.exported != "" {
		if flags.o.Exported, err = time.Parse(time.DateOnly, flags.exported); err != nil {
			return usagef("--exported: %q is not a date: write it as YYYY-MM-DD", flags.exported)
		}
	}
	return nil
}

// exports opens the files. Where --exported is not given, the export is as new as the newest.
func (flags *importFlags) exports(in io.Reader, names []string) (exports []generator.Export, closeAll func(), err error) {
	var files []*os.File
	closeAll = func() {
		for _, f := range files {
			_ = f.Close() // it was only read
		}
	}
	newest := time.Time{}
	for _, name := range names {
		if name == "-" {
			exports = append(exports, generator.Export{Name: generator.StandardInput, Text: in})
			newest = time.Now()
			continue
		}
		f, err := os.Open(name)
		if err != nil {
			return nil, closeAll, usagef("import: %w", err)
		}
		files = append(files, f)
		info, err := f.Stat()
		if err != nil {
			return nil, closeAll, outside(err)
		}
		if info.IsDir() {
			return nil, closeAll, usagef("import: %s is a folder", name)
		}
		if info.ModTime().After(newest) {
			newest = info.ModTime()
		}
		exports = append(exports, generator.Export{Name: filepath.ToSlash(name), Text: f})
	}
	if flags.o.Exported.IsZero() {
		flags.o.Exported = newest
	}
	return exports, closeAll, nil
}

// tell says what was read and what was left out.
func (flags *importFlags) tell(w io.Writer, out *generator.Imported) {
	if out.Title != "" {
		fmt.Fprintf(w, "%s: %s read\n", out.Title, count(out.Rows, out.Unit))
	}
	for _, line := range out.Said {
		fmt.Fprintf(w, "  %s\n", line)
	}
	if len(out.Paste) > 0 {
		fmt.Fprintf(w, "\nadd to site.toml, with the right values:\n\n%s\n\n", strings.Join(out.Paste, "\n"))
	}
}

// write shows the difference, asks, and writes.
func (flags *importFlags) write(c *cobra.Command, w *generator.Workspace, out *generator.Imported) error {
	if !slices.ContainsFunc(out.Files, generator.Edited.Changed) {
		fmt.Fprintln(c.ErrOrStderr(), "nothing to change")
		return nil
	}
	for _, e := range out.Files {
		fmt.Fprint(c.OutOrStdout(), e.Diff())
	}
	if flags.dryRun {
		return nil
	}
	if !flags.yes {
		if yes, err := confirm(c, "write this?"); err != nil || !yes {
			return errors.Join(err, failure{exitProblems, errors.New("nothing was written")})
		}
	}
	names, err := out.Write(w)
	for _, name := range names {
		fmt.Fprintln(c.ErrOrStderr(), filepath.Join(flags.source, filepath.FromSlash(name)))
	}
	if err != nil {
		return outside(err)
	}
	return nil
}
