package part

import (
	"math"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
)

// Fig is one of the large numbers at the top of a page.
type Fig struct {
	Rows       site.Link // its name, and the rows that it counts
	Definition site.Link // what it means
	Value      string
	Count      string
	Act        bool // somebody must act: red
}

// Item is a deliverable as the tables show it.
type Item struct {
	*report.Deliverable
	Due     report.Day // as promised at the cut-off
	Anchor  string     // of its row
	Link    site.Link  // its title, and where that leads
	Team    site.Link
	Outcome string      // delivered, moved, dropped, open, unexplained
	Sort    string      // "feature, beta"
	Reason  string      // "dependency", or "no reason given" where one is due
	Why     string      // the same at the start of a sentence
	Waits   []site.Link // what it was blocked by
	Note    string      // what the export says of its outcome
	Late    string      // "on time", "5 days late"
	Far     string      // "2 of 3 parts": how far it came, where that was not all the way or too late
	Overdue string      // "12 days overdue": it was due, the quarter runs, and it is open
	Carried string      // "Carried in", "Carried in twice or more", or ""
	Twice   bool        // carried in twice or more, and again not delivered
	Sizes   string      // "8 → 13"
	Bar     float64
	Ties    []Tie
	Joined  string   // "Added 31 Aug", or ""
	Threats []Threat // why it may not come
	Worth   *Worth
	Said    []Fact // owners, priority, milestones, key results, trackers
}

// ItemTable is the deliverables of a report, with the columns that have anything
// to show.
type ItemTable struct {
	Fold[Item]
	Sizes, Dues, Ends bool
}

// ItemTableOf is a table of rows.
func ItemTableOf(rows []Item) *ItemTable {
	t := &ItemTable{Fold: Folded(rows)}
	for _, i := range rows {
		t.Sizes = t.Sizes || i.Sizes != ""
		t.Dues = t.Dues || i.Due != 0
		t.Ends = t.Ends || i.Deliverable.Outcome.Finished != 0
	}
	return t
}

// Tie is how a deliverable hangs together with another: needs, serves, enables, stands on.
type Tie struct {
	Verb  string // "Needs", "Serves", "Enables", "Stands on"
	To    site.Link
	State string // "met 24 Jul", or ""
	Act   bool   // late, and still to come
}

// Items shows deliverables in the order given, with what their figures know.
type Items struct {
	c       *site.Context
	Own     bool // on the report that has their rows: no link to the row itself
	carried map[*report.Deliverable]int
	largest float64
}

// NewItems shows the deliverables that some figures count.
func NewItems(c *site.Context, f *metrics.Figures) Items {
	x := Items{c: c, carried: site.Carried(f)}
	for _, d := range slices.Concat(f.P, f.Added) {
		x.largest = max(x.largest, d.PlannedSize())
	}
	return x
}

// All shows deliverables in their order.
func (x Items) All(rows metrics.Rows) []Item {
	return site.Each(rows, x.Row)
}

// InTime reports whether the item was delivered on its date or before.
func (i Item) InTime() bool {
	late, ok := site.LateDays(i.Deliverable)
	return ok && late <= 0
}

// Row shows a deliverable.
func (x Items) Row(d *report.Deliverable) Item {
	o := d.Own()
	i := Item{Deliverable: d, Due: d.PlannedDue(), Anchor: site.ItemAnchor(d.ID), Link: site.Link{Text: d.Title, Path: x.path(d)}, Team: x.c.Report(d.Quarter, d.Team),
		Outcome: site.StatusWord(d), Late: site.Lateness(x.c, d), Far: HowFar(x.c, d), Sort: sortOf(x.c, d), Worth: WorthOf(d), Reason: Word(x.c, "reason", string(o.Reason)), Why: Word(x.c, "reason-first", string(o.Reason)), Note: o.Note,
		Ties: ties(x.c, d), Said: SaidOf(x.c, d), Threats: threats(x.c, d)}
	if i.Reason == "" && (o.Status == report.Moved || o.Status == report.Dropped) {
		i.Reason, i.Why = x.c.T("row.no-reason"), x.c.T("summary.no-reason")
	}
	i.Waits = site.Each(o.BlockedBy, func(id string) site.Link { return named(x.c, id) })
	switch x.carried[d] {
	case 1:
		i.Carried = x.c.T("row.carried-in")
	case 2:
		i.Carried = x.c.T("row.carried-in-more")
		i.Twice = o.Status != report.Delivered
	}
	if planned := d.PlannedSize(); planned > 0 || o.Size > 0 {
		i.Sizes = sizeSaid(x.c, planned, plannedWord(d))
		if o.Size > 0 || o.Status == report.Moved || o.Status == report.Dropped {
			i.Sizes = x.c.T("row.sizes", "planned", i.Sizes, "actual", sizeSaid(x.c, o.Size, o.SizeWord))
		}
	}
	if x.largest > 0 {
		i.Bar = math.Round(d.PlannedSize()/x.largest*220) / 100
	}
	switch {
	case d.Early:
		i.Joined = x.c.T("row.early")
	case d.InPlan() || slices.ContainsFunc(d.Continues, func(w *report.Deliverable) bool { return w.Team == d.Team }):
	case d.Added != 0:
		i.Joined = x.c.T("row.added", "day", d.Added)
	default:
		i.Joined = x.c.T("row.not-in-plan")
	}
	if i.Due != 0 && i.Due < x.c.Archive.Today && d.Quarter.State == report.Running && i.Outcome == string(report.Open) {
		i.Overdue = x.c.T("row.overdue", "days", int(x.c.Archive.Today-i.Due))
	}
	return i
}

// path is ItemPath; "" for a row on the page that has it.
func (x Items) path(d *report.Deliverable) string {
	if to := shippedPath(x.c, d); to != "" || x.Own {
		return to
	}
	return ItemPath(x.c, d)
}

// ItemPath is a deliverable's own page in what shipped, if it was delivered here; else its row.
func ItemPath(c *site.Context, d *report.Deliverable) string {
	if to := shippedPath(c, d); to != "" {
		return to
	}
	if c.Shows(site.Inside...) {
		return c.RowPath(d)
	}
	return ""
}

func shippedPath(c *site.Context, d *report.Deliverable) string {
	if d.Came() {
		return c.ShippedPath(d.ID)
	}
	return ""
}

func sortOf(c *site.Context, d *report.Deliverable) string {
	var parts []string
	if d.Kind != "" { // a preview shows what is not right yet
		parts = append(parts, c.T("kind."+string(d.Kind)))
	}
	if d.Phase != "" {
		parts = append(parts, c.T("row-phase."+string(d.Phase)))
	}
	return strings.Join(parts, c.T("list.comma"))
}

// named is a link to a deliverable or a team by its id.
func named(c *site.Context, id string) site.Link {
	if t := c.Index().Teams[id]; t != nil && c.ItemPath(id) == "" {
		return c.Team(t)
	}
	return c.Item(id)
}

// ties lists what a deliverable needs, whose asks it serves and what it enables.
func ties(c *site.Context, d *report.Deliverable) []Tie {
	var out []Tie
	for _, id := range d.Needs {
		t := Tie{Verb: c.T("row.needs"), To: named(c, id)}
		if a := c.Index().AskFor(d, id); a != nil {
			t.State, t.Act = askState(c, a)
		}
		out = append(out, t)
	}
	for _, id := range d.Serves {
		out = append(out, Tie{Verb: c.T("row.serves"), To: named(c, id)})
	}
	return slices.Concat(continuedTies(c, d), out, groundTies(c, d))
}

// groundTies are the ties of a deliverable to what it makes possible and to what it stands on, with
// what has become of them.
func groundTies(c *site.Context, d *report.Deliverable) []Tie {
	if !c.Shows(site.Inside...) {
		return nil
	}
	var out []Tie
	state := func(o *report.Deliverable) string {
		return c.T("row.became-in", "status", GroundState(c, o), "quarter", OneLine(c.Words.Quarter(o.Quarter.ID)))
	}
	known := map[string]*report.Deliverable{}
	for _, to := range c.Over.Ground().Enabled(d.ID) {
		known[c.Over.Ground().First(to.ID)] = to
	}
	for _, id := range d.Enables {
		t := Tie{Verb: c.T("row.enables"), To: named(c, id)}
		if first := c.Over.Ground().First(id); known[first] != nil {
			t.State = state(known[first])
			delete(known, first)
		}
		out = append(out, t)
	}
	for _, on := range c.Over.Ground().StandsOn(d.ID) {
		out = append(out, Tie{Verb: c.T("row.stands-on"), To: named(c, on.ID), State: state(on)})
	}
	return out
}

// GroundState is what became of an item, or that it is planned.
func GroundState(c *site.Context, d *report.Deliverable) string {
	if d.Quarter.State == report.Ahead {
		return c.T("status.planned")
	}
	return c.T("status." + site.StatusWord(d))
}
