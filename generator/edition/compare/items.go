package compare

import (
	"slices"
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// report compares the two reports of a team.
func (c *comparison) report(team *report.Team, before, after *report.Report) {
	c.text(team, "Plan", "", planWords(before.Plan), planWords(after.Plan))
	c.items(team, before.Items, after.Items)
	if c.whole {
		c.retro(team, retroOf(before), retroOf(after))
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
	there := func(list []*report.Deliverable) []*report.Deliverable {
		return slices.DeleteFunc(slices.Clone(list), func(d *report.Deliverable) bool { return d.Removed })
	}
	for was, d := range pairs(there(before), there(after), func(d *report.Deliverable) string { return d.ID }) {
		if !c.whole && (d.FromExport || d.ID == "" && was.FromExport) {
			continue
		}
		c.item(team, was, d)
		if d.ID == "" {
			continue
		}
		c.text(team, d.Title, d.ID, was.Body.Text, d.Body.Text)
		c.text(team, d.Title+", for customers", d.ID, was.ForCustomers.Text, d.ForCustomers.Text)
		if c.whole {
			c.text(team, d.Title+", what the export says", d.ID, was.Outcome.Note, d.Outcome.Note)
		}
	}
}

func (c *comparison) item(team *report.Team, before, after *report.Deliverable) {
	d := after
	var what differences
	switch {
	case before.ID == "":
		what = differences{{What: "added"}}
		if c.whole {
			what.add("outcome", "", status(after))
		}
	case after.ID == "":
		d, what = before, differences{{What: "removed"}}
	default:
		what = c.differences(before, after)
	}
	if len(what) > 0 {
		c.out.Items = append(c.out.Items, Item{d.ID, d.Title, team, what})
	}
}

// differences of a deliverable that both sides have.
func (c *comparison) differences(b, a *report.Deliverable) differences {
	var out differences
	add := out.add
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
