package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"quarterdeck/generator"
	"quarterdeck/generator/importer/reconcile"
	"quarterdeck/generator/report"
)

// readBaseline reads --cut-off, and refuses flags that contradict each other.
func (flags *importFlags) readBaseline() (err error) {
	switch {
	case flags.cutOff != "" && flags.compare != "":
		return usagef("import: pass --cut-off, where the export has a history, or --compare, where an earlier export was saved")
	case flags.cutOff == "":
		return nil
	}
	if flags.o.CutOff, err = report.ParseDay(flags.cutOff); err != nil {
		return usagef("--cut-off: %w", err)
	}
	return nil
}

// earlier opens the export to compare with.
func (flags *importFlags) earlier() (closeOld func(), err error) {
	if flags.compare == "" {
		return func() {}, nil
	}
	f, err := os.Open(flags.compare)
	if err != nil {
		return nil, usagef("--compare: %w", err)
	}
	closeOld = func() { _ = f.Close() } // it was only read
	if info, err := f.Stat(); err != nil || info.IsDir() {
		closeOld()
		return nil, usagef("--compare: %s is no file that can be read", flags.compare)
	}
	flags.o.Compare = &generator.Export{Name: filepath.ToSlash(flags.compare), Text: f}
	return closeOld, nil
}

// tellDifferences prints how the scope of a quarter differs from that of an earlier export, as a table.
func tellDifferences(w io.Writer, q report.QuarterID, since string, all []reconcile.Difference) {
	if len(all) == 0 {
		fmt.Fprintf(w, "the scope of %s is as it was in %s\n", q, since)
		return
	}
	n := map[reconcile.ScopeChange]int{}
	for _, d := range all {
		n[d.Change]++
	}
	var sums []string
	for _, change := range []reconcile.ScopeChange{reconcile.Added, reconcile.Removed, reconcile.Resized, reconcile.Redated} {
		sums = append(sums, fmt.Sprintf("%d %s", n[change], change))
	}
	fmt.Fprintf(w, "%s since %s: %s\n\n", q, since, strings.Join(sums, ", "))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "team\tchange\titem\twas\tis\ttitle")
	for _, d := range all {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", d.Team, d.Change, d.ID, cmp.Or(d.Was, "-"), cmp.Or(d.Is, "-"), d.Title)
	}
	_ = t.Flush() // to standard output, like all that is printed
	fmt.Fprintln(w)
}
