package part

import (
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// Fact is one thing to know of a delivery: "Plans", and what they are.
type Fact struct {
	Name  string
	Links []site.Link
	Note  string
	Alert string // what somebody must act on
}

// SaidOf is what a plan says of an item besides: whose it is, how urgent, how far it is, what it
// should move, and where the team tracks it.
func SaidOf(c *site.Context, d *report.Deliverable) []Fact {
	var out []Fact
	add := func(name, text string) { out = append(out, Fact{Name: name, Links: []site.Link{{Text: text}}}) }
	if owners := d.AllOwners(); len(d.Owners) > 0 {
		out = append(out, Fact{Name: c.T("fact.owners", "n", len(owners)), Links: site.Each(owners, func(id string) site.Link { return ownerOf(c, id) })})
	}
	if d.Priority != "" {
		add(c.T("fact.priority"), d.Priority)
	}
	if m := d.Milestones; m.All > 0 {
		add(c.T("fact.milestones"), c.T("item.milestones", "done", m.Done, "all", m.All))
	}
	for _, r := range d.Results {
		add(r.Measure, keyResult(c, r))
	}
	if links := trackers(c, d); len(links) > 0 {
		out = append(out, Fact{Name: c.T("fact.tracker"), Links: links})
	}
	return out
}

// ownerOf leads to a team; a name that is no team's is text.
func ownerOf(c *site.Context, id string) site.Link {
	if t := c.Index().Teams[id]; t != nil {
		return c.Team(t)
	}
	return site.Link{Text: id}
}

// keyResult says where a number was, should come to and came to.
func keyResult(c *site.Context, r report.KeyResult) string {
	args := []any{"from", c.Words.Number(r.From), "target", c.Words.Number(r.Target)}
	if !r.Known {
		return c.T("item.key-result", args...)
	}
	return c.T("item.key-result-reached", append(args, "actual", c.Words.Number(r.Actual))...)
}

// trackers are the places in which the team tracks an item.
func trackers(c *site.Context, d *report.Deliverable) (links []site.Link) {
	for _, t := range d.Tickets {
		links = append(links, site.Link{Text: t.ID, Path: t.URL, External: t.URL != ""})
	}
	if d.URL != "" {
		links = append(links, site.Link{Text: c.T("fact.tracker-page"), Path: d.URL, External: true})
	}
	return links
}

// sizeSaid is a size as it was written: "8", or "M (5)".
func sizeSaid(c *site.Context, size float64, word string) string {
	if word == "" || size == 0 {
		return sizeOf(c, size)
	}
	return c.T("row.size-word", "word", word, "size", c.Words.Number(size))
}

// plannedWord is the word for the size at the cut-off, where that is the size still.
func plannedWord(d *report.Deliverable) string {
	if d.PlannedSize() == d.Size {
		return d.SizeWord
	}
	return ""
}

func sizeOf(c *site.Context, size float64) string {
	if size == 0 {
		return c.T("row.no-size")
	}
	return c.Words.Number(size)
}

// Worth is what a deliverable should change for customers or the business, and what it did
// change, as it was written, or "".
type Worth struct{ Value, Result string }

// WorthOf is nil where neither is said.
func WorthOf(d *report.Deliverable) *Worth {
	if d.Value == "" && d.Outcome.Result == "" {
		return nil
	}
	return &Worth{d.Value, d.Outcome.Result}
}
