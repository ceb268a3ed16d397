package page

import (
	"cmp"
	"maps"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
	"strings"
)

// ShippedItem is the page that an id keeps for life, across quarters and phases.
type ShippedItem struct {
	ID         string // "" for those who read none
	Title      string
	Phase      report.Phase
	Since      report.Day
	Withdrawn  report.Day // 0 = it is there
	Team       site.Link
	Lead, Body report.Prose // for customers where it is meant for them, else for colleagues
	Colleagues report.Prose // beside what is for customers
	StepsTitle string
	Steps      []ShippedStep
	Worth      []WorthStep
	Ground     *ItemGround // nil where it neither stands on anything nor makes anything possible
	Related    []RelatedRow
	For        []part.Fact  // who has it, and whom to ask
	Changes    []ItemChange // newest first
}

// ShippedStep is what one quarter did, or will do, with the item.
type ShippedStep struct {
	Title   string // "Beta, 20 August 2026"
	Text    string // in the item's own words
	Quarter site.Link
	Facts   string // "planned and delivered, due 15 August, 5 days late"
	Alert   string // what somebody must act on
	Note    string // what the export says of its outcome
	Done    bool
	Current bool // the newest delivery, where it is still there
	Gone    bool // it was withdrawn
}

// RelatedRow is another item that this one needs or serves, or the other way round.
type RelatedRow struct {
	How   string // "needs", "served by"
	Item  site.Link
	ID    string
	Team  site.Link
	Phase report.Phase
	When  report.Day
	State string // status, where it is not delivered
}

// relation is a link from one id to another.
type relation struct{ how, id string }

// relations gathers needs and serves in both directions, by first id; what an item makes possible
// stands on its page by itself.
func relations(c *site.Context) map[string][]relation {
	names := c.Site.Names()
	all := map[string][]relation{}
	add := func(from, how, to, back string) {
		from, to = names.First(from), names.First(to)
		if from == to || c.Index().Teams[to] != nil {
			return
		}
		if r := (relation{how, to}); !slices.Contains(all[from], r) {
			all[from] = append(all[from], r)
			all[to] = append(all[to], relation{back, from})
		}
	}
	for d := range c.Archive.AllItems() {
		for _, id := range d.Needs {
			add(d.ID, "needs", id, "needed-by")
		}
		for _, id := range d.Serves {
			add(d.ID, "serves", id, "served-by")
		}
	}
	if c.Inside() {
		lineage := report.NewLineage(c.Archive)
		for _, piece := range slices.Sorted(maps.Keys(lineage.Of)) {
			for _, whole := range lineage.Of[piece] {
				add(piece, "part-of", whole, "continued-by")
			}
		}
	}
	return all
}

func shippedItem(c *site.Context, l *report.Life, related map[string][]relation) *ShippedItem {
	d := l.Delivery()
	v := &ShippedItem{Title: d.PublicTitle(), Phase: d.Phase, Since: d.Outcome.Finished, Team: c.Team(d.Team)}
	if c.ShowsIDs() {
		v.ID = d.ID
	}
	if d.Customers {
		v.Lead, v.Body = splitLead(d.ForCustomers)
		v.Colleagues = d.Body
	} else {
		v.Lead, v.Body = splitLead(d.Body)
	}
	v.StepsTitle = c.T("shipped-item.steps.title", "phase", phaseOrNone(c, d.Phase))
	for _, h := range l.Items {
		if h.Outcome.Status == report.HandedOver && len(h.Parts) > 0 {
			continue // the step of the team that has it now says so
		}
		if s := step(c, h); s.Title != "" {
			s.Current = h == d && !l.Withdrawn()
			v.Steps = append(v.Steps, s)
		}
	}
	if l.Withdrawn() {
		v.Withdrawn = l.Notice.Retracted
		v.Steps = append(v.Steps, ShippedStep{Title: c.T("step.withdrawn", "day", v.Withdrawn), Text: l.Notice.Why, Gone: true})
	}
	v.Worth, v.Ground = worthSteps(c, d.ID), itemGround(c, d)
	v.For, v.Changes = itemFacts(c, l), itemChanges(c, l)
	for _, r := range related[c.Site.Names().First(l.ID)] {
		row, ok := relatedRow(c, r)
		at := slices.IndexFunc(v.Related, func(other RelatedRow) bool { return other.ID == row.ID })
		switch {
		case !ok:
		case at >= 0:
			hows := []string{v.Related[at].How, row.How}
			slices.Sort(hows)
			v.Related[at].How = strings.Join(hows, c.T("list.comma"))
		default:
			v.Related = append(v.Related, row)
		}
	}
	return v
}

// step tells what a quarter did with an item. What has not begun is a plan.
func step(c *site.Context, d *report.Deliverable) ShippedStep {
	s := ShippedStep{Text: site.Sentence(site.WordsOf(d)), Done: d.Came()}
	phase := phaseOrNone(c, d.Phase)
	switch {
	case s.Done && d.Outcome.Finished != 0:
		s.Title = c.T("step.done-on", "phase", phase, "day", d.Outcome.Finished)
	case s.Done:
		s.Title = c.T("step.done-in", "phase", phase, "quarter", d.Quarter.ID)
	default:
		s.Title = c.T("step."+notYet(d), "phase", phase, "quarter", d.Quarter.ID)
	}
	if c.Inside() {
		s.Quarter = site.Link{Text: c.Words.Quarter(d.Quarter.ID), Path: rowOf(c, d)}
		s.Facts, s.Alert = stepFacts(c, d)
		s.Note = d.Outcome.Note
	} else if !s.Done {
		s.Facts = c.T("step.no-promise")
	}
	return s
}

// notYet is which message of [step] says what became of an item that was not delivered.
func notYet(d *report.Deliverable) string {
	switch s := d.Own().Status; {
	case s == report.Partly, s == report.HandedOver, s == report.Moved, s == report.Dropped:
		return string(s)
	case d.FromExport:
		return "open"
	}
	return "planned"
}

// stepFacts says how a quarter's item came to be and what became of it.
func stepFacts(c *site.Context, d *report.Deliverable) (facts, alert string) {
	var parts []string
	add := func(id string, args ...any) { parts = append(parts, c.T("step."+id, args...)) }
	status := site.StatusWord(d)
	switch {
	case d.InPlan() && status == "delivered":
		add("planned-delivered")
	case d.InPlan():
		add("was-planned")
	case d.Early:
		add("early")
	case d.Added != 0:
		add("added", "day", d.Added)
	default:
		add("not-in-plan")
	}
	if due := d.PlannedDue(); due != 0 {
		add("due", "day", due)
	}
	if late := site.Lateness(c, d); late != "" {
		parts = append(parts, late)
	}
	if far := part.HowFar(c, d); far != "" {
		parts = append(parts, far)
	}
	if from := c.Index().Teams[d.From]; from != nil {
		add("taken-from", "team", from.Name)
	}
	if d.Outcome.Reason != "" && status != "delivered" {
		add("reason", "reason", part.Word(c, "reason", string(d.Outcome.Reason)))
	}
	if status == "untold" {
		parts = append(parts, c.T("status.untold"))
	}
	facts = c.T("step.facts", "facts", strings.Join(parts, c.T("list.comma")))
	if d.Customers && status == "open" {
		facts += " " + c.T("step.no-promise-to-customers")
	}
	if status == "unexplained" {
		alert = c.T("step.unexplained")
	}
	return facts, alert
}

func relatedRow(c *site.Context, r relation) (RelatedRow, bool) {
	l := c.Over.Lives().Of(r.id)
	if l == nil {
		return RelatedRow{}, false
	}
	d := cmp.Or(l.Delivery(), l.Newest()) // the newest delivery says more than a plan after it
	row := RelatedRow{How: c.T("related." + r.how), Item: site.Link{Text: d.PublicTitle(), Path: c.ItemPath(d.ID)}, ID: d.ID, Team: c.Team(d.Team), Phase: d.Phase}
	if status := site.StatusWord(d); status == "delivered" {
		row.When = d.Outcome.Finished
	} else {
		row.State = status
	}
	return row, true
}
