package page

import (
	"quarterdeck/generator/report"
	"strings"
	"testing"
)

// weekly is a team that delivered an item each Wednesday of the quarter before, and has
// planned open more for the one that runs.
func weekly(open int) *report.Archive {
	team := &report.Team{ID: "a", Name: "Team A"}
	a := &report.Archive{Audience: report.Audience{ID: "internal", Shows: report.Parts}, Teams: []*report.Team{team}, Today: day("2026-11-19")}
	add := func(n int, state report.State) *report.Report {
		q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: n}, State: state}
		q.Start, q.End = q.ID.Range(report.Fiscal{})
		r := &report.Report{Team: team, Quarter: q, Plan: &report.Plan{}, Metrics: &report.Metrics{}}
		q.Reports = []*report.Report{r}
		a.Quarters = append(a.Quarters, q)
		return r
	}
	item := func(r *report.Report, id string, o report.Outcome) {
		r.Items = append(r.Items, &report.Deliverable{ID: id, Title: id, Team: team, Quarter: r.Quarter, Kind: report.Feature, Outcome: o})
	}
	past := add(3, report.Closed)
	for d := day("2026-07-01"); d < past.Quarter.End; d += 7 {
		item(past, "P-"+d.String(), report.Outcome{Status: report.Delivered, Finished: d})
	}
	now := add(4, report.Running)
	for d := day("2026-10-07"); d <= a.Today; d += 7 {
		item(now, "N-"+d.String(), report.Outcome{Status: report.Delivered, Finished: d})
	}
	for i := range open {
		item(now, "O-"+string(rune('a'+i)), report.Outcome{Status: report.Open})
	}
	return a
}

// Every whole week brought one item, so the draw has nothing to choose from: from
// 20 November on one comes in each of the weeks to 25 November, 2, 9, 16, 23 and 30 December.
func TestForecastOnPages(t *testing.T) {
	s := siteOf(weekly(8), report.Parts...)
	f := viewOf[*Report](t, s, "2026-q4/a/index.html").Forecast
	var figs []string
	for _, fig := range f.Figs {
		figs = append(figs, strings.ReplaceAll(fig.Rows.Text+" "+fig.Value+" "+fig.Count, "\u00a0", " "))
	}
	if got, want := strings.Join(figs, "; "), "At least, as likely as not 6 of 8 open ones by 31 Dec; At least, with 85 % 6 of 8 open ones by 31 Dec; At least, with 95 % 6 of 8 open ones by 31 Dec"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	plain := strings.NewReplacer("\u00a0", " ")
	if got, want := plain.Replace(f.Note+" "+f.Done+" "+f.Record),
		"As of 19 November 2026, from the team’s own last 19 weeks. All of it done: in the week to 17 January 2027, both with 50 and with 95 %. It has no record yet: no past quarter had the weeks before it and an export to its end."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	charts := viewOf[*Report](t, s, "2026-q4/a/index.html").Charts
	if one, err := charts.Get("c-forecast"); one == nil || err != nil {
		t.Errorf("the charts are %+v: %v", charts, err)
	}
	row := viewOf[*Quarter](t, s, "2026-q4/index.html").Forecast.Rows.First[0]
	if row.Team.Path != "2026-q4/a/index.html#forecast" || row.Least != "6\u00a0of\u00a08" || row.Record != "none yet" || row.From != row.Until || row.From != day("2027-01-17") {
		t.Errorf("on the page of the quarter: %+v", row)
	}
	if v := viewOf[*Report](t, s, "2026-q3/a/index.html"); v.Forecast != nil {
		t.Errorf("a quarter that has closed is forecast: %+v", v.Forecast)
	}
	if v := viewOf[*Report](t, siteOf(weekly(8), report.Plans, report.Retros), "2026-q4/a/index.html"); v.Forecast != nil {
		t.Error("who is shown no numbers is shown a forecast")
	}
	if v := viewOf[*Report](t, siteOf(weekly(0), report.Parts...), "2026-q4/a/index.html").Forecast; v.Absent == "" || v.Figs != nil {
		t.Errorf("nothing is open: %+v", v)
	}
}
