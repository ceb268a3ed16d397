package part

import (
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// continuedTies say where a deliverable went on: with the team that it was handed to, in its
// parts, or as what it was merged into; and where it comes from.
func continuedTies(c *site.Context, d *report.Deliverable) []Tie {
	if !c.Shows(site.Inside...) {
		return nil
	}
	var out []Tie
	if to := c.Index().Teams[d.Outcome.HandedTo]; to != nil {
		out = append(out, Tie{Verb: c.T("row.handed-to"), To: c.Report(d.Quarter, to), State: handedState(c, d)})
	}
	if from := c.Index().Teams[d.From]; from != nil {
		out = append(out, Tie{Verb: c.T("row.taken-from"), To: c.Team(from)})
	}
	for _, p := range d.Parts {
		if p.ID != d.ID {
			out = append(out, Tie{Verb: c.T("row.split", "merged", len(p.Continues) > 1), To: c.Item(p.ID), State: partState(c, p)})
		}
	}
	for _, whole := range d.Continues {
		if whole.ID != d.ID {
			out = append(out, Tie{Verb: c.T("row.part-of", "merged", len(d.Continues) > 1), To: c.Item(whole.ID)})
		}
	}
	return out
}

// handedState is what the other team made of an item that it was handed: in the same quarter, or
// in the first later one that has it.
func handedState(c *site.Context, d *report.Deliverable) string {
	for _, p := range d.Parts {
		if p.ID == d.ID {
			o := p.Own()
			return c.T("row.handed-state", "status", site.StatusWord(p), "dated", o.Finished != 0, "day", o.Finished)
		}
	}
	for _, p := range c.Book.Item(d.ID) {
		if p.Team.ID == d.Outcome.HandedTo && p.Quarter.ID.Compare(d.Quarter.ID) > 0 {
			return c.T("row.handed-later", "quarter", p.Quarter.ID)
		}
	}
	return c.T("row.handed-nowhere")
}

// partState is what became of a part, with its day.
func partState(c *site.Context, p *report.Deliverable) string {
	o := p.Own()
	return c.T("row.part-state", "status", c.T("status."+site.StatusWord(p)), "dated", o.Finished != 0, "day", o.Finished)
}

// HowFar says how far an item came that was not delivered whole, or that came after its quarter; ""
// for others.
func HowFar(c *site.Context, d *report.Deliverable) string {
	switch o := d.Own(); {
	case d.CameLate():
		return c.T("row.came-late", "day", o.Finished, "days", int(o.Finished-d.Quarter.LastDay()))
	case o.Status != report.Partly:
		return ""
	case len(d.Parts) > 0:
		return c.T("row.parts", "done", d.PartsDelivered(), "n", len(d.Parts))
	case o.DeliveredSize > 0 && d.PlannedSize() > 0:
		return c.T("row.partly-size", "done", o.DeliveredSize, "n", d.PlannedSize())
	}
	return ""
}
