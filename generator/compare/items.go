package compare

import (
	"slices"
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// report compares the two reports of a team.
func (c *comparison) report(p pair) {
	before, after := p.before, p.after
	if before == nil {
		before = &report.Report{Team: p.team}
	}
	if after == nil {
		after = &report.Report{Team: p.team}
	}
	c.text(p.team, "Plan", "", planWords(before.Plan), planWords(after.Plan))
	c.items(p.team, before.Items, after.Items)
	if c.whole {
		c.retro(p.team, retroOf(before), retroOf(after))
	}
}

func planWords(p *report.Plan) string {
	if p == nil {
		return ""
	}
	return strings.TrimSpace(p.Summary + "\n" + p.Intro.Text)
}

// items compares deliverables by their ids.
func (c *comparison) items(team *report.Team, before, after []*report.Deliverable) {
	find := func(list []*report.Deliverable, id string) *report.Deliverable {
		if i := slices.IndexFunc(list, func(d *report.Deliverable) bool { return d.ID == id && !d.Removed }); i >= 0 {
			return list[i]
		}
		return nil
	}
	for _, d := range after {
		if d.Removed || !c.whole && d.FromExport {
			continue
		}
		was := find(before, d.ID)
		c.item(team, was, d)
		if was == nil {
			was = &report.Deliverable{}
		}
		c.text(team, d.Title, d.ID, was.Body.Text, d.Body.Text)
		c.text(team, d.Title+", for customers", d.ID, was.ForCustomers.Text, d.ForCustomers.Text)
		if c.whole {
			c.text(team, d.Title+", what the export says", d.ID, was.Outcome.Note, d.Outcome.Note)
		}
	}
	for _, d := range before {
		if find(after, d.ID) == nil && !d.Removed && (c.whole || !d.FromExport) {
			c.item(team, d, nil)
		}
	}
}

func (c *comparison) item(team *report.Team, before, after *report.Deliverable) {
	d := after
	var what []Difference
	switch {
	case before == nil:
		what = []Difference{{What: "added"}}
		if s := status(after); c.whole && s != "" {
			what = append(what, Difference{What: "outcome", To: s})
		}
	case after == nil:
		d, what = before, []Difference{{What: "removed"}}
	default:
		what = c.differences(before, after)
	}
	if len(what) > 0 {
		c.out.Items = append(c.out.Items, Item{d.ID, d.Title, team, what})
	}
}

// differences of a deliverable that both sides have.
func (c *comparison) differences(b, a *report.Deliverable) []Difference {
	var out []Difference
	add := func(what, from, to string) {
		if from != to {
			out = append(out, Difference{what, from, to})
		}
	}
	add("title", b.Title, a.Title)
	add("kind", string(b.Kind), string(a.Kind))
	add("phase", b.Phase.Title(), a.Phase.Title())
	add("size", size(b.Size), size(a.Size))
	add("due", day(b.Due), day(a.Due))
	add("owner", b.Owner, a.Owner)
	add("audience", audience(b), audience(a))
	add("title for customers", b.CustomerTitle, a.CustomerTitle)
	add("needs", strings.Join(b.Needs, ", "), strings.Join(a.Needs, ", "))
	if c.whole {
		add("outcome", status(b), status(a))
		add("reason", string(b.Outcome.Reason), string(a.Outcome.Reason))
		add("started", day(b.Outcome.Started), day(a.Outcome.Started))
		add("finished", day(b.Outcome.Finished), day(a.Outcome.Finished))
		add("actual size", size(b.Outcome.Size), size(a.Outcome.Size))
		add("waited for", strings.Join(b.Outcome.BlockedBy, ", "), strings.Join(a.Outcome.BlockedBy, ", "))
	}
	return out
}

func size(n float64) string {
	if n == 0 {
		return ""
	}
	return metrics.Amount(n)
}

// day does not break.
func day(d report.Day) string { return strings.ReplaceAll(d.Medium(), " ", "\u00a0") }

func audience(d *report.Deliverable) string {
	if d.Customers {
		return "customers"
	}
	return "company"
}

func status(d *report.Deliverable) string { return string(d.Outcome.Status) }
