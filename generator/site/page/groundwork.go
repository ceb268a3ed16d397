package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
)

const groundworkPath = "groundwork/index.html"

// Groundwork is the ledger of what was delivered so that later work is possible, and of which
// nothing that it makes possible has been delivered yet.
type Groundwork struct {
	Answer string
	Fold   part.Fold[UnpaidRow]
}

// UnpaidRow is one item of the ledger.
type UnpaidRow struct {
	Item      site.Link
	ID        string
	Team      site.Link
	Delivered site.Link // the quarter
	Age       string
	Enables   []GroundRow
	Unplanned []string // ids that are in no plan yet
}

// GroundRow is what an item stands on, or has made possible.
type GroundRow struct {
	Item  site.Link
	ID    string
	Team  site.Link
	Phase report.Phase
	State string    // delivered, moved, dropped, open, unexplained, planned
	Class string    // swatch
	When  site.Link // the quarter
	Later string    // "2 quarters later", or ""
}

// planGroundwork adds the ledger.
func planGroundwork(p *site.Planner) {
	head := site.Head{Title: p.T("groundwork.title"), Section: site.QuartersPath, Crumbs: p.Crumbs(site.Link{Text: p.T("groundwork.topic"), Path: groundworkPath}),
		Description: p.T("groundwork.description")}
	p.Page(groundworkPath, "groundwork", func() site.Head { return head }, func() any { return groundwork(p.Context) })
}

func groundwork(c *site.Context) *Groundwork {
	rows := site.Each(c.Over.Ground().Ledger(), func(u report.Unpaid) UnpaidRow {
		return UnpaidRow{Item: site.Link{Text: u.Item.Title, Path: c.ItemPath(u.Item.ID)}, ID: u.Item.ID, Team: c.Team(u.Item.Team),
			Delivered: quarterNb(c, u.Item.Quarter), Age: c.T("groundwork.age", "n", u.Age), Unplanned: u.Unplanned,
			Enables: site.Each(u.Enables, func(d *report.Deliverable) GroundRow { return groundRow(c, d, u.Item) })}
	})
	return &Groundwork{Fold: part.Folded(rows), Answer: c.T("groundwork.answer", "n", len(rows))}
}

// quarterNb is a link to a quarter whose name stays on one line.
func quarterNb(c *site.Context, q *report.Quarter) site.Link {
	l := c.Quarter(q)
	l.Text = c.T("in-text.quarter", "quarter", q.ID)
	return l
}

// groundRow shows an item that made another possible, or the other way round; later is counted from
// the one that came first.
func groundRow(c *site.Context, d, from *report.Deliverable) GroundRow {
	row := GroundRow{Item: site.Link{Text: d.Title, Path: c.ItemPath(d.ID)}, ID: d.ID, Team: c.Team(d.Team), Phase: d.Phase,
		Class: site.StatusWord(d), When: quarterNb(c, d.Quarter), State: part.GroundState(c, d)}
	if d.Quarter.State == report.Ahead {
		row.Class = string(report.Open)
	}
	if n := later(from, d); n > 0 {
		row.Later = c.T("groundwork.later", "n", n)
	}
	return row
}

// later is how many quarters after the first of two items the other one was delivered; 0 where
// one of them was not.
func later(first, then *report.Deliverable) int {
	if first.Outcome.Status != report.Delivered || then.Outcome.Status != report.Delivered {
		return 0
	}
	return then.Quarter.ID.Index() - first.Quarter.ID.Index()
}

// ItemGround is what one item stands on, and what it makes possible.
type ItemGround struct {
	StandsOn, Enables []GroundRow
	Unplanned         []string
}

// itemGround is nil where there is neither.
func itemGround(c *site.Context, d *report.Deliverable) *ItemGround {
	if !c.Shows(site.Inside...) {
		return nil
	}
	v := &ItemGround{Unplanned: c.Over.Ground().Unplanned(d.ID)}
	for _, on := range c.Over.Ground().StandsOn(d.ID) {
		row := groundRow(c, on, on)
		if n := later(on, d); n > 0 {
			row.Later = c.T("groundwork.earlier", "n", n)
		}
		v.StandsOn = append(v.StandsOn, row)
	}
	v.Enables = site.Each(c.Over.Ground().Enabled(d.ID), func(to *report.Deliverable) GroundRow { return groundRow(c, to, d) })
	if len(v.StandsOn)+len(v.Enables)+len(v.Unplanned) == 0 {
		return nil
	}
	return v
}

// QuarterGround is the groundwork of a quarter and what it has made possible since.
type QuarterGround struct {
	Note   string
	Ledger site.Link // what has not paid off yet; no Path in an edition
	Rows   part.Fold[QuarterGroundRow]
}

// QuarterGroundRow is one delivered item of groundwork.
type QuarterGroundRow struct {
	Item part.Item
	*ItemGround
}

func quarterGround(c *site.Context, f *metrics.Figures, x part.Items) *QuarterGround {
	v := &QuarterGround{Note: asPublished(c, c.T("groundwork.note"))}
	if !c.Apart() {
		v.Ledger = site.Link{Text: c.T("groundwork.title"), Path: groundworkPath}
	}
	rows := f.Delivered
	if site.Ahead(f.Quarter) {
		rows = f.P
	}
	var list []QuarterGroundRow
	for _, d := range rows {
		if d.Kind == report.Groundwork {
			list = append(list, QuarterGroundRow{x.Row(d), itemGround(c, d)})
		}
	}
	v.Rows = part.Folded(list)
	return v
}

// asPublished adds to a note that what it is about is of the day of an edition.
func asPublished(c *site.Context, note string) string {
	if c.Edition == nil {
		return note
	}
	return note + " " + c.T("editions.as-published", "day", site.Frozen(c.Edition))
}
