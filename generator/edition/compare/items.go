package compare

import (
	"cmp"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// report compares the two reports of a team.
func (c *comparison) report(p pair[report.Report]) {
	team := p.either().Team
	before, after := p.both()
	c.text(team, c.words.T("compare.plan"), "", planWords(before.Plan), planWords(after.Plan))
	c.items(team, before.Items, after.Items)
	if c.whole {
		c.retro(team, cmp.Or(before.Retro, &report.Retro{}), cmp.Or(after.Retro, &report.Retro{}))
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
	stay := func(list []*report.Deliverable) []*report.Deliverable {
		return slices.DeleteFunc(slices.Clone(list), func(d *report.Deliverable) bool { return d.Removed })
	}
	for _, p := range pairs(stay(before), stay(after), func(d *report.Deliverable) string { return d.ID }) {
		d := p.either()
		if !c.whole && d.FromExport {
			continue
		}
		if what := c.item(p); len(what) > 0 {
			c.out.Items = append(c.out.Items, Item{d.ID, d.Title, team, what})
		}
		if p.after == nil {
			continue
		}
		was, _ := p.both()
		c.text(team, d.Title, d.ID, was.Body.Text, d.Body.Text)
		c.text(team, c.words.T("compare.for-customers", "title", d.Title), d.ID, was.ForCustomers.Text, d.ForCustomers.Text)
		if c.whole {
			c.text(team, c.words.T("compare.export", "title", d.Title), d.ID, was.Outcome.Note, d.Outcome.Note)
		}
	}
}

func (c *comparison) item(p pair[report.Deliverable]) []Difference {
	switch {
	case p.after == nil:
		return []Difference{{What: c.words.T("compare.removed")}}
	case p.before != nil:
		return c.differences(p.before, p.after)
	}
	what := []Difference{{What: c.words.T("compare.added")}}
	if s := c.word("status", p.after.Outcome.Status); c.whole && s != "" {
		what = append(what, Difference{What: c.words.T("compare.field.outcome"), To: s})
	}
	return what
}

// differences of a deliverable that both sides have.
func (c *comparison) differences(b, a *report.Deliverable) []Difference {
	d := differences{words: c.words}
	d.add("title", b.Title, a.Title)
	d.add("kind", c.word("kind", b.Kind), c.word("kind", a.Kind))
	d.add("phase", c.word("phase", b.Phase), c.word("phase", a.Phase))
	d.add("size", c.size(b.Size), c.size(a.Size))
	d.add("due", c.words.Medium(b.Due), c.words.Medium(a.Due))
	d.add("owner", c.list(b.AllOwners()), c.list(a.AllOwners()))
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
