package metrics

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"quarterdeck/generator/report"
)

// workspace builds an archive from lines such as
//
//	quarter 2026-q1 closed
//	team firewall committed=2026-01-05
//	FW-1 feature 8/13 delivered@2026-02-20 due=2026-02-15
//	FW-2 debt moved reason=scope
//	FW-9 export delivered
//
// A size is planned, or planned/actual. A team line with "noplan" has no plan.
func workspace(t testing.TB, today, text string) *report.Archive {
	t.Helper()
	a := &report.Archive{Today: day(t, today)}
	teams := map[string]*report.Team{}
	var q *report.Quarter
	var r *report.Report
	for line := range strings.Lines(text) {
		w := strings.Fields(line)
		if len(w) == 0 {
			continue
		}
		switch w[0] {
		case "quarter":
			id, err := report.ParseQuarter(w[1])
			if err != nil {
				t.Fatal(err)
			}
			q = &report.Quarter{ID: id, State: report.State(w[2])}
			q.Start, q.End = id.Range(1)
			a.Quarters = append(a.Quarters, q)
		case "team":
			if teams[w[1]] == nil {
				teams[w[1]] = &report.Team{ID: w[1], Name: w[1]}
				a.Teams = append(a.Teams, teams[w[1]])
			}
			r = &report.Report{Team: teams[w[1]], Quarter: q, Plan: &report.Plan{}, Retro: &report.Retro{}, Metrics: &report.Metrics{}}
			for _, o := range w[2:] {
				if d, ok := strings.CutPrefix(o, "committed="); ok {
					r.Plan.Committed = day(t, d)
				} else if o == "noplan" {
					r.Plan = nil
				}
			}
			q.Reports = append(q.Reports, r)
		default:
			r.Items = append(r.Items, item(t, r, w))
		}
	}
	return a
}

func item(t testing.TB, r *report.Report, words []string) *report.Deliverable {
	t.Helper()
	d := &report.Deliverable{ID: words[0], Title: words[0], Team: r.Team, Quarter: r.Quarter}
	for _, w := range words[1:] {
		name, value, _ := strings.Cut(w, "=")
		status, at, _ := strings.Cut(w, "@")
		switch {
		case slices.Contains(report.Kinds, report.Kind(w)):
			d.Kind = report.Kind(w)
		case slices.Contains(report.Statuses, report.Status(status)):
			d.Outcome.Status = report.Status(status)
			if at != "" {
				d.Outcome.Finished = day(t, at)
			}
		case w == "export":
			d.FromExport = true
		case name == "due":
			d.Due = day(t, value)
		case name == "added":
			d.Added = day(t, value)
		case name == "reason":
			d.Outcome.Reason = report.Reason(value)
		default:
			planned, actual, _ := strings.Cut(w, "/")
			d.Size = size(t, planned)
			d.Outcome.Size = size(t, actual)
		}
	}
	return d
}

func size(t testing.TB, s string) float64 {
	t.Helper()
	if s == "" {
		return 0
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatalf("%q is no word of a test workspace", s)
	}
	return v
}

func day(t testing.TB, s string) report.Day {
	t.Helper()
	d, err := report.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func quarter(t testing.TB, s string) report.QuarterID {
	t.Helper()
	q, err := report.ParseQuarter(s)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// ids is a set of rows as a reader would write it.
func ids(rows Rows) string {
	var s []string
	for _, d := range rows {
		s = append(s, d.ID)
	}
	return strings.Join(s, " ")
}
