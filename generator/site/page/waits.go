package page

import (
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
)

const chartAsks = "c-asks"

// Waits is what hangs on the asks of a quarter: the slips that others wait for, circles of
// asks, and what is asked of shared teams beside what they can take on.
type Waits struct {
	Graph   *site.Figure
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

func waits(p *site.Context, q *report.Quarter, asks []*report.Ask, charts site.Figures) *Waits {
	w := &Waits{Graph: charts.Get(chartAsks), Pairs: fold(pairs(p, q, asks)), Past: q.State == report.Closed}
	if !site.FrozenPlan(q) {
		var slips []SlipRow
		for _, k := range slipsOf(p, q) {
			slips = append(slips, slip(p, k, q))
		}
		w.Slips = fold(slips)
	}
	if !w.Past {
		for _, c := range report.Circles(asks) {
			w.Circles = append(w.Circles, circle(p, c))
		}
	}
	if p.Shows(report.Numbers) {
		w.Loads = loads(p, q, asks)
	}
	return w
}

func pairs(c *site.Context, q *report.Quarter, asks []*report.Ask) []Pair {
	var out []Pair
	at := map[[2]string]int{}
	for _, k := range sortedAsks(asks) {
		key := [2]string{k.By.Team.ID, k.Of.ID}
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			v := ask(c, k)
			out = append(out, Pair{By: v.By, Of: v.Of})
		}
		out[i].All++
		out[i].add(k)
	}
	return out
}

// sortedAsks sorts asks by the teams of both sides, then by state in the order of askOrder.
func sortedAsks(asks []*report.Ask) []*report.Ask {
	return slices.SortedStableFunc(slices.Values(asks), func(x, y *report.Ask) int {
		if c := strings.Compare(x.By.Team.Name+"\x00"+x.By.Team.ID, y.By.Team.Name+"\x00"+y.By.Team.ID); c != 0 {
			return c
		}
		if c := strings.Compare(x.Of.Name+"\x00"+x.Of.ID, y.Of.Name+"\x00"+y.Of.ID); c != 0 {
			return c
		}
		return slices.Index(askOrder, x.State) - slices.Index(askOrder, y.State)
	})
}

// askOrder is the order of states in a table: what needs somebody's attention comes first.
var askOrder = []report.AskState{report.Late, report.Asked, report.Declined, report.Agreed, report.Met}

func (v *Pair) add(k *report.Ask) {
	i := slices.IndexFunc(v.States, func(s StateCount) bool { return s.State == stateWord(k.State) })
	if i < 0 {
		i = len(v.States)
		v.States = append(v.States, StateCount{Class: askClass[k.State], State: stateWord(k.State)})
	}
	v.States[i].N++
}

// slip shows a slip on a page about a quarter.
func slip(c *site.Context, k report.KnockOn, q *report.Quarter) SlipRow {
	row := SlipRow{Of: c.Item(k.Of.ID), Title: k.Of.Title, Team: c.Report(k.Of.Quarter, k.Of.Team), What: slipped(c, k.Of), Items: len(k.Hits), AtRisk: q.State != report.Closed}
	for _, t := range k.Teams() {
		row.Teams = append(row.Teams, t.Name)
	}
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
		return "moved"
	case report.Dropped:
		return "was dropped"
	}
	by := d.Due
	if by == 0 {
		by = d.Quarter.LastDay()
	}
	return "is " + site.Count(int(c.Archive.Today-by), "day") + " past its date"
}

// steps names the items of a path.
func steps(c *site.Context, path []*report.Ask) Way {
	way := Way{c.Item(path[0].By.ID)}
	for _, k := range path {
		way = append(way, c.Item(k.Answer.ID))
	}
	return way
}

func circle(p *site.Context, path []*report.Ask) Circle {
	c := Circle{Way: steps(p, path)}
	var teams []string
	for _, k := range path {
		if !slices.Contains(teams, k.By.Team.Name) {
			teams = append(teams, k.By.Team.Name)
		}
	}
	slices.Sort(teams)
	c.Teams = site.Joined(teams, "and")
	return c
}

// threats say why an item that is still to come may not come; nil in a quarter that has
// closed, where what became of it is known.
func threats(c *site.Context, d *report.Deliverable) []Threat {
	if d.Quarter.State == report.Closed || d.Outcome.Status != "" && d.Outcome.Status != report.Open || !c.Shows(report.Plans) || site.FrozenPlan(d.Quarter) {
		return nil
	}
	var out []Threat
	for _, h := range c.Index().Hits()[d] {
		path := h.Path()
		out = append(out, Threat{steps(c, path), slipped(c, path[len(path)-1].Answer)})
	}
	return out
}

// waitsOf are the asks of a team that are not met, in quarters that have not closed: what
// needs somebody's attention first.
func waitsOf(c *site.Context, t *report.Team) []Ask {
	var open []*report.Ask
	for _, r := range c.Index().Reports[t.ID] {
		for _, k := range c.Index().AsksBy[r] {
			if k.State != report.Met && k.Quarter.State != report.Closed {
				open = append(open, k)
			}
		}
	}
	return asks(c, byAttention(open))
}
