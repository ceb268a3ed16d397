package page

import (
	"fmt"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"testing"
)

// large is an archive of many teams and quarters, ten deliverables each.
func large(teams, quarters int) *report.Archive {
	a := &report.Archive{Audience: report.Audience{ID: "internal", Shows: report.Parts}}
	for t := range teams {
		id := fmt.Sprintf("team-%03d", t)
		a.Teams = append(a.Teams, &report.Team{ID: id, Name: id})
	}
	for n := range quarters {
		q := &report.Quarter{ID: report.QuarterID{Year: 2020 + n/4, N: n%4 + 1}, State: report.Closed}
		q.Start, q.End = q.ID.Range(report.Fiscal{})
		for _, team := range a.Teams {
			r := &report.Report{Team: team, Quarter: q, Plan: &report.Plan{Committed: q.Start}}
			for i := range 10 {
				d := &report.Deliverable{ID: fmt.Sprintf("%s-%d-%d", team.ID, n, i), Title: "Item", Team: team, Quarter: q, Kind: report.Feature, Size: 3}
				d.Outcome = report.Outcome{Status: report.Delivered, Finished: q.Start + 30}
				r.Items = append(r.Items, d)
				a.Asks = append(a.Asks, &report.Ask{Quarter: q, By: d, Of: a.Teams[(i*7)%teams], Wanted: q.Start + 20, State: report.Late, Met: q.Start + 30})
			}
			q.Reports = append(q.Reports, r)
		}
		a.Quarters = append(a.Quarters, q)
	}
	a.Today = a.Quarters[quarters-1].End
	return a
}

// Planning is what a preview does after every change of a file: it must stay far
// below the time in which a reader notices.
func BenchmarkPlan(b *testing.B) {
	a := large(50, 20)
	book := metrics.Compute(a)
	for b.Loop() {
		Plan(a, book, i18n.English())
	}
}

func BenchmarkQuarterView(b *testing.B) {
	a := large(50, 20)
	s := Plan(a, metrics.Compute(a), i18n.English())
	view := s.Page("2024-q4/index.html").View
	for b.Loop() {
		view()
	}
}

func BenchmarkReportView(b *testing.B) {
	a := large(50, 20)
	s := Plan(a, metrics.Compute(a), i18n.English())
	view := s.Page("2024-q4/team-020/index.html").View
	for b.Loop() {
		view()
	}
}
