package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
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
	Item      Link
	ID        string
	Team      Link
	Delivered Link // the quarter
	Age       string
	Enables   []GroundRow
	Unplanned []string // ids that are in no plan yet
}

// GroundRow is what an item stands on, or has made possible.
type GroundRow struct {
	Item  Link
	ID    string
	Team  Link
	Phase report.Phase
	State string // delivered, moved, dropped, open, unexplained, planned
	Class string // swatch
	When  Link   // the quarter
	Later string // "2 quarters later", or ""
}

// planGroundwork adds the ledger.
func planGroundwork(p *planner) {
	p.under("groundwork", func(p *planner) {
		head := Head{Title: "Groundwork not yet paid off", Section: quartersPath, Crumbs: p.crumbs(Link{Text: "Groundwork", Path: groundworkPath}),
			Description: "Groundwork that was delivered, and of which nothing that it makes possible has been delivered yet."}
		p.page(groundworkPath, "groundwork", func() Head { return head }, func() any { return p.groundwork() })
	})
}

func (p *planner) groundwork() *Groundwork {
	var rows []UnpaidRow
	for _, u := range p.over.ground().Ledger() {
		row := UnpaidRow{Item: Link{Text: u.Item.Title, Path: p.itemPath(u.Item.ID)}, ID: u.Item.ID, Team: p.team(u.Item.Team),
			Delivered: p.quarterNb(u.Item.Quarter), Age: quartersAgo(u.Age), Unplanned: u.Unplanned}
		for _, d := range u.Enables {
			row.Enables = append(row.Enables, p.groundRow(d, u.Item))
		}
		rows = append(rows, row)
	}
	v := &Groundwork{Fold: fold(rows), Answer: "All groundwork that says what it makes possible has paid off."}
	if n := len(rows); n > 0 {
		v.Answer = capital(number(n)) + " " + verb(n, "item", "items") + " of groundwork " + verb(n, "has", "have") + " not paid off yet."
	}
	return v
}

// quarterNb is a link to a quarter whose name stays on one line.
func (p *planner) quarterNb(q *report.Quarter) Link {
	l := p.quarter(q)
	l.Text = nb(l.Text)
	return l
}

// quartersAgo says how long ago a delivery was.
func quartersAgo(n int) string {
	if n == 0 {
		return "this quarter"
	}
	return count(n, "quarter")
}

// groundRow shows an item that made another possible, or the other way round; later is counted from
// the one that came first.
func (p *planner) groundRow(d, from *report.Deliverable) GroundRow {
	row := GroundRow{Item: Link{Text: d.Title, Path: p.itemPath(d.ID)}, ID: d.ID, Team: p.team(d.Team), Phase: d.Phase,
		State: statusWord(d), When: p.quarterNb(d.Quarter)}
	row.Class = row.State
	if d.Quarter.State == report.Ahead {
		row.State = "planned"
		row.Class = "open"
	}
	row.Later = later(from, d)
	return row
}

// later says how many quarters after the first of two items the other one was delivered.
func later(first, then *report.Deliverable) string {
	if first.Outcome.Status != report.Delivered || then.Outcome.Status != report.Delivered {
		return ""
	}
	if n := then.Quarter.ID.Index() - first.Quarter.ID.Index(); n > 0 {
		return count(n, "quarter") + " later"
	}
	return ""
}

// ItemGround is what one item stands on, and what it makes possible.
type ItemGround struct {
	StandsOn, Enables []GroundRow
	Unplanned         []string
}

// itemGround is nil where there is neither.
func (p *planner) itemGround(d *report.Deliverable) *ItemGround {
	if !p.shows(inside...) {
		return nil
	}
	v := &ItemGround{Unplanned: p.over.ground().Unplanned(d.ID)}
	for _, on := range p.over.ground().StandsOn(d.ID) {
		row := p.groundRow(on, on)
		if row.Later = later(on, d); row.Later != "" {
			row.Later = row.Later[:len(row.Later)-len("later")] + "earlier"
		}
		v.StandsOn = append(v.StandsOn, row)
	}
	for _, to := range p.over.ground().Enabled(d.ID) {
		v.Enables = append(v.Enables, p.groundRow(to, d))
	}
	if len(v.StandsOn)+len(v.Enables)+len(v.Unplanned) == 0 {
		return nil
	}
	return v
}

// groundTies are the ties of a deliverable to what it makes possible and to what it stands on, with
// what has become of them.
func (p *planner) groundTies(d *report.Deliverable) []Tie {
	if !p.shows(inside...) {
		return nil
	}
	var out []Tie
	state := func(o *report.Deliverable) string {
		s := statusWord(o)
		if o.Quarter.State == report.Ahead {
			s = "planned"
		}
		return s + " in " + nb(o.Quarter.ID.Title())
	}
	known := map[string]*report.Deliverable{}
	for _, to := range p.over.ground().Enabled(d.ID) {
		known[p.over.ground().First(to.ID)] = to
	}
	for _, id := range d.Enables {
		t := Tie{Verb: "Enables", To: p.named(id)}
		if first := p.over.ground().First(id); known[first] != nil {
			t.State = state(known[first])
			delete(known, first)
		}
		out = append(out, t)
	}
	for _, on := range p.over.ground().StandsOn(d.ID) {
		out = append(out, Tie{Verb: "Stands on", To: p.named(on.ID), State: state(on)})
	}
	return out
}

// QuarterGround is the groundwork of a quarter and what it has made possible since.
type QuarterGround struct {
	Note   string
	Ledger Link // what has not paid off yet; no Path in an edition
	Rows   Fold[QuarterGroundRow]
}

// QuarterGroundRow is one delivered item of groundwork.
type QuarterGroundRow struct {
	Item Item
	*ItemGround
}

func (p *planner) quarterGround(f *metrics.Figures, x items) *QuarterGround {
	v := &QuarterGround{Note: "What was done so that later work is possible, and what has come of it."}
	if p.edition == nil {
		v.Ledger = Link{Text: "Groundwork not yet paid off", Path: groundworkPath}
	}
	rows := f.Delivered
	if ahead(f.Quarter) {
		rows = f.P
	}
	var list []QuarterGroundRow
	for _, d := range rows {
		if d.Kind != report.Groundwork {
			continue
		}
		list = append(list, QuarterGroundRow{x.row(d), p.itemGround(d)})
	}
	v.Rows = fold(list)
	return v
}
