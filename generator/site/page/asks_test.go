package page

import (
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"strings"
	"testing"
)

func TestAsks(t *testing.T) {
	a := small(report.Parts...)
	q, rules := a.Quarters[0], a.Teams[0]
	logs := &report.Team{ID: "logs", Name: "Edge Logs"}
	a.Teams = append(a.Teams, logs)
	by := q.Reports[0].Items[1]
	wanted := testDay(t, "2026-08-01")
	late := &report.Ask{Quarter: q, By: by, Of: logs, What: "LG-1", Wanted: wanted, Met: wanted + 42, State: report.Late}
	never := &report.Ask{Quarter: q, By: by, Of: logs, Wanted: wanted, State: report.Late}
	met := &report.Ask{Quarter: q, By: by, Of: rules, What: "MR-1", Answer: q.Reports[0].Items[0], Wanted: wanted, Met: wanted, State: report.Met}
	a.Asks = []*report.Ask{late, never, met}
	s := Plan(a, metrics.Compute(a), i18n.English())
	p := s.Living()

	for _, c := range []struct {
		ask  *report.Ask
		note string
		act  bool
	}{{late, "42 days after it was wanted", false}, {never, "not met in 2026 Q3", false}, {met, "", false}} {
		v := part.AskOf(p, c.ask)
		if got := strings.ReplaceAll(v.Note, "\u00a0", " "); got != c.note || v.Act != c.act {
			t.Errorf("got %q, %v, want %q, %v", got, v.Act, c.note, c.act)
		}
	}
	q.State, a.Today = report.Running, wanted+1
	if v := part.AskOf(p, never); v.Note != "overdue by 1\u00a0day" || !v.Act {
		t.Errorf("in a running quarter: %q, %v", v.Note, v.Act)
	}

	m := part.MatrixOf(p, q, a.Asks)
	if len(m.Columns) != 2 || m.Columns[0].Short != "R" || m.Columns[1].Short != "EL" {
		t.Errorf("columns: %+v", m.Columns)
	}
	if len(m.Rows) != 1 || len(m.Rows[0].Cells[0]) != 1 || len(m.Rows[0].Cells[1]) != 2 || m.Rows[0].Met != "1\u00a0of\u00a03" {
		t.Errorf("rows: %+v", m.Rows)
	}
	if part.MatrixOf(p, q, nil) != nil {
		t.Error("no asks make a matrix")
	}
}

func TestPrefix(t *testing.T) {
	for _, c := range []struct{ ids, want string }{{"MR-1 MR-2", "MR"}, {"MR-1 FW-2", ""}, {"KEP1", ""}, {"", ""}, {"enhancement-1", ""}} {
		var items []*report.Deliverable
		for _, id := range strings.Fields(c.ids) {
			items = append(items, &report.Deliverable{ID: id})
		}
		if got := site.Prefix(items); got != c.want {
			t.Errorf("%s: got %q, want %q", c.ids, got, c.want)
		}
	}
}
