package page

import (
	"quarterdeck/generator/chart"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"testing"
)

// small is a closed quarter in which one team delivered MR-1 and dropped mr-2.
func small(shows ...report.Part) *report.Archive {
	team := &report.Team{ID: "rules", Name: "Rules"}
	q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 3}, State: report.Closed}
	q.Start, q.End = q.ID.Range(report.Fiscal{})
	r := &report.Report{Team: team, Quarter: q, Plan: &report.Plan{}}
	r.Items = []*report.Deliverable{
		{ID: "MR-1", Title: "One", Team: team, Quarter: q, Kind: report.Feature, Outcome: report.Outcome{Status: report.Delivered}},
		{ID: "mr-2", Title: "Two", Team: team, Quarter: q, Kind: report.Feature, Outcome: report.Outcome{Status: report.Dropped}},
	}
	q.Reports = []*report.Report{r}
	return &report.Archive{Site: report.Site{Title: "Reports"}, Audience: report.Audience{ID: "x", Shows: shows},
		Teams: []*report.Team{team}, Quarters: []*report.Quarter{q}, Today: q.End}
}

func TestPathsAreSortedAndOnce(t *testing.T) {
	a := small(report.Parts...)
	s := Plan(a, metrics.Compute(a), i18n.English())
	if !slices.IsSorted(s.Paths()) || len(slices.Compact(slices.Clone(s.Paths()))) != len(s.Paths()) {
		t.Errorf("paths: %q", s.Paths())
	}
	for _, p := range s.Paths() {
		page := s.Page(p)
		if page.Path != p || (page.View == nil) == (page.Bytes == nil) && page.Head.Redirect == "" {
			t.Errorf("%s: path %q, view %t, bytes %t", p, page.Path, page.View != nil, page.Bytes != nil)
		}
	}
}

func TestTopics(t *testing.T) {
	for _, c := range []struct {
		ShowsAny []report.Part
		want     []string
	}{
		{report.Parts, []string{"Quarters", "Teams", "Asks", "Shipped", "Upcoming", "Lessons", "Actions", "Numbers"}},
		{[]report.Part{report.Shipped, report.Upcoming}, []string{"Shipped", "Upcoming"}},
		{[]report.Part{report.Plans}, []string{"Quarters", "Teams", "Asks"}},
		{nil, nil},
	} {
		a := small(c.ShowsAny...)
		var got []string
		for _, l := range Plan(a, metrics.Compute(a), i18n.English()).Nav {
			got = append(got, l.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: got %q, want %q", c.ShowsAny, got, c.want)
		}
	}
}

func TestWhereItemsLead(t *testing.T) {
	row := func(id string) string { return "2026-q3/rules/index.html#item-" + id }
	for _, c := range []struct {
		ShowsAny []report.Part
		one, two string
	}{
		{report.Parts, "shipped/mr-1/index.html", row("mr-2")},
		{[]report.Part{report.Plans}, row("mr-1"), row("mr-2")},
		{[]report.Part{report.Shipped}, "shipped/mr-1/index.html", ""},
		{nil, "", ""},
	} {
		a := small(c.ShowsAny...)
		s := Plan(a, metrics.Compute(a), i18n.English())
		for id, want := range map[string]string{"MR-1": c.one, "mr-2": c.two, "MR-3": ""} {
			if got := s.Resolve(report.Ref{Kind: report.RefDeliverable, ID: id}); got != want {
				t.Errorf("%v: %s leads to %q, want %q", c.ShowsAny, id, got, want)
			}
		}
	}
}

// The data files of charts are planned by id before any chart is made, so the
// lists must be those of the package chart.
// Each chart of a page has its data beside the page, without being computed first.
func TestEachChartHasItsData(t *testing.T) {
	a := small(report.Parts...)
	s := Plan(a, metrics.Compute(a), i18n.English())
	for on, folder := range map[chart.Page]string{chart.OnHome: "", chart.OnQuarter: "2026-q3/", chart.OnReport: "2026-q3/rules/", chart.OnTeam: "teams/rules/"} {
		if len(chart.IDs(on)) == 0 {
			t.Errorf("the page at %q has no charts", folder)
		}
		for _, id := range chart.IDs(on) {
			for _, ext := range []string{"csv", "js"} {
				if path := site.DataPath(folder+"index.html", id, ext); s.Page(path) == nil {
					t.Errorf("%s is not planned", path)
				}
			}
		}
	}
}

func TestChartData(t *testing.T) {
	f, err := site.NewFigures("2026-q3/index.html", []chart.Chart{{ID: "c-x", Title: "</script>",
		Wide: chart.Drawing{Option: []byte(`{"a":"</script>"}`), Width: 880, Height: 10}, Narrow: chart.Drawing{Option: []byte(`{}`), Width: 340, Height: 20},
		Table: chart.Table{Columns: []chart.Column{{Name: "Team"}, {Name: "n", Number: true}}, Rows: [][]string{{"=1+1", "a,b"}}}}}).Get("c-x")
	if err != nil {
		t.Fatal(err)
	}
	js, err := f.Options()
	want := `quarterdeckChart("c-x", {"narrow":{"option":{},"width":340,"height":20},"wide":{"option":{"a":"\u003c/script\u003e"},"width":880,"height":10}});` + "\n"
	if err != nil || string(js) != want {
		t.Errorf("got %s, %v\nwant %s", js, err, want)
	}
	const live = "2026-q3/charts/x.dcf7c6f7.js" // by sha256sum of the text above
	if at, err := f.Live(); err != nil || at != live {
		t.Errorf("the live script is at %s, %v; want %s", at, err, live)
	}
	if plain, ok := site.UnhashedName(live); !ok || plain != "2026-q3/charts/x.js" {
		t.Errorf("without the hash it is %s, %t", plain, ok)
	}
	if plain, ok := site.UnhashedName("2026-q3/charts/x.js"); ok {
		t.Errorf("x.js has no hash to take out, but became %s", plain)
	}
	csv, err := site.ChartCSV(f)
	if err != nil || string(csv) != "\ufeffTeam,n\r\n'=1+1,\"a,b\"\r\n" {
		t.Errorf("got %q, %v", csv, err)
	}
	for _, none := range []*site.Figure{nil, {Chart: chart.Chart{Absent: "Nothing."}}} {
		if _, err := site.ChartCSV(none); err != site.ErrAbsent {
			t.Errorf("the CSV of an absent chart: %v", err)
		}
		if _, err := none.Options(); err != site.ErrAbsent {
			t.Errorf("the script of an absent chart: %v", err)
		}
	}
}
