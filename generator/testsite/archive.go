package testsite

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"quarterdeck/generator/report"
)

// Archive builds an archive from lines such as
//
//	quarter 2026-q1 closed
//	team firewall committed=2026-01-05
//	FW-1 feature 8/13 delivered@2026-02-20 due=2026-02-15
//	FW-2 debt moved reason=scope
//	FW-9 export delivered
//	ask FW-2 design late
//	action Book_design_early due=2026-05-01 done
//	lesson planning
//
// A size is planned, or planned/actual. A team line with "noplan" has no plan;
// "name=" gives it a name, with "_" for spaces.
func Archive(t testing.TB, today, text string) *report.Archive {
	t.Helper()
	a := &report.Archive{Today: Day(today), Audience: report.Audience{Shows: report.Parts}}
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
			id := Quarter(w[1])
			q = &report.Quarter{ID: id, State: report.State(w[2])}
			q.Start, q.End = id.Range(report.Fiscal{})
			a.Quarters = append(a.Quarters, q)
		case "team":
			if teams[w[1]] == nil {
				teams[w[1]] = &report.Team{ID: w[1], Name: w[1]}
				a.Teams = append(a.Teams, teams[w[1]])
			}
			r = &report.Report{Team: teams[w[1]], Quarter: q, Plan: &report.Plan{}, Retro: &report.Retro{}, Metrics: &report.Metrics{}}
			for _, o := range w[2:] {
				if d, ok := strings.CutPrefix(o, "committed="); ok {
					r.Plan.Committed = Day(d)
				} else if n, ok := strings.CutPrefix(o, "name="); ok {
					r.Team.Name = strings.ReplaceAll(n, "_", " ")
				} else if o == "noplan" {
					r.Plan = nil
				}
			}
			q.Reports = append(q.Reports, r)
		case "action": // words joined by "_", then any of done, due=2026-03-01
			action := &report.Action{Text: report.Prose{Text: strings.ReplaceAll(w[1], "_", " ")}, Team: r.Team, Quarter: q}
			for _, o := range w[2:] {
				if d, ok := strings.CutPrefix(o, "due="); ok {
					action.Due = Day(d)
				}
				action.Done = action.Done || o == "done"
			}
			r.Retro.Actions = append(r.Retro.Actions, action)
		case "lesson": // its theme
			r.Retro.Lessons = append(r.Retro.Lessons, &report.Lesson{Theme: w[1], Team: r.Team, Quarter: q})
		case "sprint": // name, first day, planned, completed
			start := Day(w[2])
			r.Metrics.Sprints = append(r.Metrics.Sprints, report.Sprint{Name: w[1], Start: start, End: start + 13, Planned: size(t, w[3]), Completed: size(t, w[4])})
		case "ask": // an item of the team before, a team, a state
			k := &report.Ask{Quarter: q, Of: teams[w[2]], State: report.AskState(w[3])}
			for _, d := range r.Items {
				if d.ID == w[1] {
					k.By = d
				}
			}
			if k.By == nil || k.Of == nil {
				t.Fatalf("%q asks for nothing in a test workspace", line)
			}
			a.Asks = append(a.Asks, k)
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
				d.Outcome.Finished = Day(at)
			}
		case w == "export":
			d.FromExport = true
		case name == "due":
			d.Due = Day(value)
		case name == "added":
			d.Added = Day(value)
		case name == "started":
			d.Outcome.Started = Day(value)
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
