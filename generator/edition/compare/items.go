package compare

import (
	"slices"
	"strings"

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
	c.text(p.team, c.words.T("compare.plan"), "", planWords(before.Plan), planWords(after.Plan))
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
		c.text(team, c.words.T("compare.for-customers", "title", d.Title), d.ID, was.ForCustomers.Text, d.ForCustomers.Text)
		if c.whole {
			c.text(team, c.words.T("compare.export", "title", d.Title), d.ID, was.Outcome.Note, d.Outcome.Note)
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
		what = []Difference{{What: c.words.T("compare.added")}}
		if s := c.word("status", after.Outcome.Status); c.whole && s != "" {
			what = append(what, Difference{What: c.words.T("compare.field.outcome"), To: s})
		}
	case after == nil:
		d, what = before, []Difference{{What: c.words.T("compare.removed")}}
	default:
		what = c.differences(before, after)
	}
	if len(what) > 0 {
		c.out.Items = append(c.out.Items, Item{d.ID, d.Title, team, what})
	}
}

// differences of a deliverable that both sides have.
func (c *comparison) differences(b, a *report.Deliverable) []Difference {
	d := differences{words: c.words}
	d.add("title", b.Title, a.Title)
	d.add("kind", c.word("kind", b.Kind), c.word("kind", a.Kind))
	d.add("phase", c.word("phase", b.Phase), c.word("phase", a.Phase))
	d.add("size", c.size(b.Size), c.size(a.Size))
	d.add("due", c.words.Medium(b.Due), c.words.Medium(a.Due))
	d.add("owner", b.Owner, a.Owner)
	d.add("audience", c.audience(b), c.audience(a))
	d.add("title-for-customers", b.CustomerTitle, a.CustomerTitle)
	d.add("needs", c.list(b.Needs), c.list(a.Needs))
	if c.whole {
		b, a := b.Outcome, a.Outcome
		d.add("outcome", c.word("status", b.Status), c.word("status", a.Status))
		d.add("reason", c.word("reason", b.Reason), c.word("reason", a.Reason))
		d.add("started", c.words.Medium(b.Started), c.words.Medium(a.Started))
		d.add("finished", c.words.Medium(b.Finished), c.words.Medium(a.Finished))
		d.add("actual-size", c.size(b.Size), c.size(a.Size))
		d.add("waited-for", c.list(b.BlockedBy), c.list(a.BlockedBy))
	}
	return d.all
}
