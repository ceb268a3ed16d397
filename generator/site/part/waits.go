package part

import (
	"cmp"
	"maps"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// Waits is what hangs on the asks of a quarter: the slips that others wait for, circles of
// asks, and what is asked of shared teams beside what they can take on.
type Waits struct {
	Pairs   Fold[Pair] // the graph as a table
	Slips   Fold[SlipRow]
	Circles []Circle
	Loads   []LoadRow
	Past    bool // nothing is at risk any more: the quarter has closed
}

// Pair is the asks of one team towards another.
type Pair struct {
	By, Of site.Link
	All    int
	States []StateCount // those that occur
}

// StateCount is how many asks are in a state.
type StateCount struct {
	Class, State string
	N            int
}

// SlipRow is one slip with all that waits for it. Direct are the items that ask for it
// themselves, Ways the paths of the others.
type SlipRow struct {
	Of     site.Link // its id
	Title  string
	Team   site.Link
	What   string // "moved", "was dropped", "is 12 days past its date"
	Items  int
	Teams  []string
	Direct []site.Link
	Ways   []Way
	AtRisk bool
}

// Way is a path of items, each of which waits for the next: the last one is the slip.
type Way []site.Link

// Circle is a way that ends where it began.
type Circle struct {
	Way   Way
	Teams string
}

// LoadRow is the load of a shared team.
type LoadRow struct {
	Team                 site.Link
	Asks                 int
	Size, Capacity       string // "" = not said
	Bar, Room            float64
	Over                 string // "5 more than it can take on", or ""
	Unsized              string // "2 answers without a size", or ""
	Unanswered, Declined int
}

// Threat says why an item may not come: it waits for what has slipped.
type Threat struct {
	Way  Way
	What string
}

// slipsOf are the slips of a quarter's asks: what slipped in it, and what its items wait for.
func slipsOf(c *site.Context, q *report.Quarter) []report.KnockOn {
	var all []report.KnockOn
	for _, k := range c.Index().Slips() {
		if k.Of.Quarter == q || slices.ContainsFunc(k.Hits, func(h *report.Hit) bool { return h.Item.Quarter == q }) {
			all = append(all, k)
		}
	}
	return all
}

// WaitsOf is what hangs on the asks of a quarter.
func WaitsOf(p *site.Context, q *report.Quarter, asks []*report.Ask) *Waits {
	w := &Waits{Pairs: Folded(pairs(p, asks)), Past: q.State == report.Closed}
	if !site.FrozenPlan(q) {
		w.Slips = Folded(site.Each(slipsOf(p, q), func(k report.KnockOn) SlipRow { return slip(p, k, q) }))
	}
	if !w.Past {
		w.Circles = site.Each(report.Circles(asks), func(path []*report.Ask) Circle { return circle(p, path) })
	}
	if p.Shows(report.Numbers) {
		w.Loads = loads(p, q, asks)
	}
	return w
}

func pairs(c *site.Context, asks []*report.Ask) []Pair {
	by := site.Group(asks, func(k *report.Ask) [2]*report.Team { return [2]*report.Team{k.By.Team, k.Of} })
	keys := slices.SortedFunc(maps.Keys(by), func(x, y [2]*report.Team) int { return cmp.Or(x[0].Compare(y[0]), x[1].Compare(y[1])) })
	return site.Each(keys, func(key [2]*report.Team) Pair {
		first := AskOf(c, by[key][0])
		return Pair{first.By, first.Of, len(by[key]), StateCounts(c, by[key])}
	})
}

// StateCounts counts asks by state: what needs somebody's attention comes first.
func StateCounts(c *site.Context, asks []*report.Ask) []StateCount {
	var out []StateCount
	for _, state := range askOrder {
		if n := site.Number(asks, func(k *report.Ask) bool { return k.State == state }); n > 0 {
			out = append(out, StateCount{askClass[state], c.T("ask-state." + string(state)), n})
		}
	}
	return out
}

// askOrder is the order of states in a table: what needs somebody's attention comes first.
var askOrder = []report.AskState{report.Late, report.Asked, report.Declined, report.Agreed, report.Met}

// slip shows a slip on a page about a quarter.
func slip(c *site.Context, k report.KnockOn, q *report.Quarter) SlipRow {
	row := SlipRow{Of: c.Item(k.Of.ID), Title: k.Of.Title, Team: c.Report(k.Of.Quarter, k.Of.Team), What: slipped(c, k.Of), Items: len(k.Hits), AtRisk: q.State != report.Closed}
	row.Teams = TeamNames(k.Teams())
	for _, h := range k.Hits {
		way := h.Path()
		if len(way) == 1 {
			row.Direct = append(row.Direct, c.Item(h.Item.ID))
		} else {
			row.Ways = append(row.Ways, steps(c, way))
		}
	}
	return row
}

// slipped says in what way an item does not come when it was to come.
func slipped(c *site.Context, d *report.Deliverable) string {
	switch d.Outcome.Status {
	case report.Moved:
		return c.T("asks.slipped-moved")
	case report.Dropped:
		return c.T("asks.slipped-dropped")
	case report.Partly:
		return c.T("asks.slipped-partly")
	}
	by := cmp.Or(d.Due, d.Quarter.LastDay())
	return c.T("asks.slipped-late", "days", int(c.Archive.Today-by))
}

// steps names the items of a path.
func steps(c *site.Context, path []*report.Ask) Way {
	return append(Way{c.Item(path[0].By.ID)}, site.Each(path, func(k *report.Ask) site.Link { return c.Item(k.Answer.ID) })...)
}

func circle(p *site.Context, path []*report.Ask) Circle {
	teams := site.Each(path, func(k *report.Ask) string { return k.By.Team.Name })
	slices.Sort(teams)
	return Circle{steps(p, path), p.Words.List(slices.Compact(teams))}
}

// threats say why an item that is still to come may not come; nil in a quarter that has
// closed, where what became of it is known.
func threats(c *site.Context, d *report.Deliverable) []Threat {
	if d.Quarter.State == report.Closed || d.Outcome.Status != "" && d.Outcome.Status != report.Open || !c.Shows(report.Plans) || site.FrozenPlan(d.Quarter) {
		return nil
	}
	return site.Each(c.Index().Hits()[d], func(h *report.Hit) Threat {
		path := h.Path()
		return Threat{steps(c, path), slipped(c, path[len(path)-1].Answer)}
	})
}

// OpenAsks are the asks of a team that are not met, in quarters that have not closed: what
// needs somebody's attention first.
func OpenAsks(c *site.Context, t *report.Team) []Ask {
	var open []*report.Ask
	for _, r := range c.Index().Reports[t.ID] {
		for _, k := range c.Index().AsksBy[r] {
			if k.State != report.Met && k.Quarter.State != report.Closed {
				open = append(open, k)
			}
		}
	}
	return AskRows(c, ByAttention(open))
}
