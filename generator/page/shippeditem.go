package page

import (
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// ShippedItem is the page that an id keeps for life, across quarters and phases.
type ShippedItem struct {
	ID, Title  string
	Phase      report.Phase
	Since      report.Day
	Withdrawn  report.Day // 0 = it is there
	Team       Link
	Lead, Body report.Prose // for customers where it is meant for them, else for colleagues
	Colleagues report.Prose // beside what is for customers
	StepsTitle string
	Steps      []ShippedStep
	Worth      []WorthStep
	Ground     *ItemGround // nil where it neither stands on anything nor makes anything possible
	Related    []RelatedRow
	For        []Fact       // who has it, and whom to ask
	Changes    []ItemChange // newest first
}

// ShippedStep is what one quarter did, or will do, with the item.
type ShippedStep struct {
	Title   string // "Beta, 20 August 2026"
	Text    string // in the item's own words
	Quarter Link
	Facts   string // "planned and delivered, due 15 August, 5 days late"
	Alert   string // what somebody must act on
	Done    bool
	Current bool // the newest delivery, where it is still there
	Gone    bool // it was withdrawn
}

// RelatedRow is another item that this one needs or serves, or the other way round.
type RelatedRow struct {
	How   string // "needs", "served by"
	Item  Link
	ID    string
	Team  Link
	Phase report.Phase
	When  report.Day
	State string // in a word, where it is not delivered
}

// relation is a link from one id to another.
type relation struct{ how, id string }

// relations gathers needs and serves in both directions, by first id; what an item makes possible
// stands on its page by itself.
func relations(a *report.Archive, names report.Names) map[string][]relation {
	teams := map[string]bool{}
	for _, t := range a.Teams {
		teams[t.ID] = true
	}
	all := map[string][]relation{}
	add := func(from, how, to, back string) {
		from, to = names.First(from), names.First(to)
		if from == to || teams[to] {
			return
		}
		if r := (relation{how, to}); !slices.Contains(all[from], r) {
			all[from] = append(all[from], r)
			all[to] = append(all[to], relation{back, from})
		}
	}
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			for _, d := range r.Items {
				for _, id := range d.Needs {
					add(d.ID, "needs", id, "needed by")
				}
				for _, id := range d.Serves {
					add(d.ID, "serves", id, "served by")
				}
			}
		}
	}
	return all
}

func (p *planner) shippedItem(l *report.Life, related map[string][]relation) *ShippedItem {
	d := l.Delivery()
	v := &ShippedItem{ID: d.ID, Title: d.PublicTitle(), Phase: d.Phase, Since: d.Outcome.Finished, Team: p.team(d.Team)}
	if d.Customers {
		v.Lead, v.Body = splitLead(d.ForCustomers)
		v.Colleagues = d.Body
	} else {
		v.Lead, v.Body = splitLead(d.Body)
	}
	v.StepsTitle = "Quarters"
	if d.Phase != "" {
		v.StepsTitle = "Phases"
	}
	for _, h := range l.Items {
		if s := p.step(h); s.Title != "" {
			s.Current = h == d && !l.Withdrawn()
			v.Steps = append(v.Steps, s)
		}
	}
	if l.Withdrawn() {
		v.Withdrawn = l.Notice.Retracted
		v.Steps = append(v.Steps, ShippedStep{Title: "Withdrawn, " + v.Withdrawn.Long(), Text: endSentence(l.Notice.Why), Gone: true})
	}
	v.Worth, v.Ground = p.worthSteps(d.ID), p.itemGround(d)
	v.For, v.Changes = p.itemFacts(l), p.itemChanges(l)
	for _, r := range related[p.site.links.names().First(l.ID)] {
		row, ok := p.relatedRow(r)
		at := slices.IndexFunc(v.Related, func(other RelatedRow) bool { return other.ID == row.ID })
		switch {
		case !ok:
		case at >= 0:
			hows := []string{v.Related[at].How, row.How}
			slices.Sort(hows)
			v.Related[at].How = strings.Join(hows, ", ")
		default:
			v.Related = append(v.Related, row)
		}
	}
	return v
}

// inside reports whether the audience belongs to the company, and so hears of
// plans, due dates and reasons.
func (p *planner) inside() bool { return p.shows(report.Plans, report.Numbers) }

// step tells what a quarter did with an item. What has not begun is a plan.
func (p *planner) step(d *report.Deliverable) ShippedStep {
	s := ShippedStep{Text: sentence(words(d)), Done: d.Outcome.Status == report.Delivered}
	phase := d.Phase.Title()
	if s.Done {
		if phase == "" {
			phase = "Delivered"
		}
		s.Title = phase + ", " + d.Outcome.Finished.Long()
		if d.Outcome.Finished == 0 {
			s.Title = phase + ", " + d.Quarter.ID.Title()
		}
	} else {
		if phase == "" {
			phase = "Delivery"
		}
		s.Title = phase + ", " + notYet(d)
	}
	if p.inside() {
		s.Quarter = Link{Text: d.Quarter.ID.Title(), Path: p.rowOf(d)}
		s.Facts, s.Alert = stepFacts(d)
	} else if !s.Done {
		s.Facts = "A plan, not a promise."
	}
	return s
}

// rowOf is where an item's row is on the report of its quarter, or "".
func (p *planner) rowOf(d *report.Deliverable) string {
	if to := rowPath(d); p.site.Has(to) {
		return to
	}
	return ""
}

// notYet says what became of an item that was not delivered.
func notYet(d *report.Deliverable) string {
	in := d.Quarter.ID.Title()
	switch d.Outcome.Status {
	case report.Moved:
		return "moved out of " + in
	case report.Dropped:
		return "dropped in " + in
	}
	if d.FromExport {
		return "open in " + in
	}
	return "planned for " + in
}

// stepFacts says how a quarter's item came to be and what became of it.
func stepFacts(d *report.Deliverable) (facts, alert string) {
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	status := statusWord(d)
	switch {
	case d.InPlan() && status == "delivered":
		add("planned and delivered")
	case d.InPlan():
		add("planned")
	case d.Added != 0:
		add("added on %s", nb(d.Added.Long()))
	default:
		add("not in the plan")
	}
	if due := d.PlannedDue(); due != 0 {
		add("due %s", nb(due.Long()))
	}
	if late := lateness(d); late != "" {
		add("%s", late)
	}
	if d.Outcome.Reason != "" && status != "delivered" {
		add("reason: %s", d.Outcome.Reason)
	}
	facts = strings.Join(parts, ", ") + "."
	if d.Outcome.Note != "" {
		facts += " " + endSentence(d.Outcome.Note)
	}
	if d.Customers && status == "open" {
		facts += " A plan, not a promise to customers."
	}
	if status == "unexplained" {
		alert = "The quarter has closed, and nothing says what became of it."
	}
	return facts, alert
}

func (p *planner) relatedRow(r relation) (RelatedRow, bool) {
	history := p.book.Item(r.id)
	if len(history) == 0 {
		return RelatedRow{}, false
	}
	d := history[len(history)-1]
	for _, h := range history {
		if h.Outcome.Status == report.Delivered {
			d = h // the newest delivery says more than a plan after it
		}
	}
	row := RelatedRow{
		How: r.how, ID: d.ID, Item: Link{Text: d.PublicTitle(), Path: p.itemPath(d.ID)},
		Team: p.team(d.Team), Phase: d.Phase,
	}
	if status := statusWord(d); status == "delivered" {
		row.When = d.Outcome.Finished
	} else {
		row.State = status
	}
	return row, true
}
