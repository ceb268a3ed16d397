package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

const groundworkPath = "groundwork/index.html"

// Groundwork is the ledger of what was delivered so that later work is possible, and of which
// nothing that it makes possible has been delivered yet.
type Groundwork struct {
	Answer string
	Fold   Fold[UnpaidRow]
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
	p.Under("groundwork", func(p *site.Planner) {
		head := site.Head{Title: "Groundwork not yet paid off", Section: site.QuartersPath, Crumbs: p.Crumbs(site.Link{Text: "Groundwork", Path: groundworkPath}),
			Description: "Groundwork that was delivered, and of which nothing that it makes possible has been delivered yet."}
		p.Page(groundworkPath, "groundwork", func() site.Head { return head }, func() any { return groundwork(p.Context) })
	})
}

func groundwork(c *site.Context) *Groundwork {
	var rows []UnpaidRow
	for _, u := range c.Over.Ground().Ledger() {
		row := UnpaidRow{Item: site.Link{Text: u.Item.Title, Path: c.ItemPath(u.Item.ID)}, ID: u.Item.ID, Team: c.Team(u.Item.Team),
			Delivered: quarterNb(c, u.Item.Quarter), Age: quartersAgo(c, u.Age), Unplanned: u.Unplanned}
		for _, d := range u.Enables {
			row.Enables = append(row.Enables, groundRow(c, d, u.Item))
		}
		rows = append(rows, row)
	}
	v := &Groundwork{Fold: fold(rows), Answer: "All groundwork that says what it makes possible has paid off."}
	if n := len(rows); n > 0 {
		v.Answer = site.Capital(number(n)) + " " + verb(n, "item", "items") + " of groundwork " + verb(n, "has", "have") + " not paid off yet."
	}
	return v
}

// quarterNb is a link to a quarter whose name stays on one line.
func quarterNb(c *site.Context, q *report.Quarter) site.Link {
	l := c.Quarter(q)
	l.Text = nb(l.Text)
	return l
}

// quartersAgo says how long ago a delivery was.
func quartersAgo(c *site.Context, n int) string {
	if n == 0 {
		return "this quarter"
	}
	return site.Count(n, "quarter")
}

// groundRow shows an item that made another possible, or the other way round; later is counted from
// the one that came first.
func groundRow(c *site.Context, d, from *report.Deliverable) GroundRow {
	row := GroundRow{Item: site.Link{Text: d.Title, Path: c.ItemPath(d.ID)}, ID: d.ID, Team: c.Team(d.Team), Phase: d.Phase,
		State: site.StatusWord(d), When: quarterNb(c, d.Quarter)}
	row.Class = row.State
	if d.Quarter.State == report.Ahead {
		row.State = "planned"
		row.Class = "open"
	}
	row.Later = later(c, from, d)
	return row
}

// later says how many quarters after the first of two items the other one was delivered.
func later(c *site.Context, first, then *report.Deliverable) string {
	if first.Outcome.Status != report.Delivered || then.Outcome.Status != report.Delivered {
		return ""
	}
	if n := then.Quarter.ID.Index() - first.Quarter.ID.Index(); n > 0 {
		return site.Count(n, "quarter") + " later"
	}
	return ""
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
		if row.Later = later(c, on, d); row.Later != "" {
			row.Later = row.Later[:len(row.Later)-len("later")] + "earlier"
		}
		v.StandsOn = append(v.StandsOn, row)
	}
	for _, to := range c.Over.Ground().Enabled(d.ID) {
		v.Enables = append(v.Enables, groundRow(c, to, d))
	}
	if len(v.StandsOn)+len(v.Enables)+len(v.Unplanned) == 0 {
		return nil
	}
	return v
}

// QuarterGround is the groundwork of a quarter and what it has made possible since.
type QuarterGround struct {
	Note   string
	Ledger site.Link // what has not paid off yet; no Path in an edition
	Rows   Fold[QuarterGroundRow]
}

// QuarterGroundRow is one delivered item of groundwork.
type QuarterGroundRow struct {
	Item Item
	*ItemGround
}

func quarterGround(c *site.Context, f *metrics.Figures, x items) *QuarterGround {
	v := &QuarterGround{Note: "What was done so that later work is possible, and what has come of it."}
	if c.Edition == nil {
		v.Ledger = site.Link{Text: "Groundwork not yet paid off", Path: groundworkPath}
	}
	rows := f.Delivered
	if site.Ahead(f.Quarter) {
		rows = f.P
	}
	var list []QuarterGroundRow
	for _, d := range rows {
		if d.Kind != report.Groundwork {
			continue
		}
		list = append(list, QuarterGroundRow{x.row(d), itemGround(c, d)})
	}
	v.Rows = fold(list)
	return v
}
