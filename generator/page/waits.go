package page

import (
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

const chartAsks = "c-asks"

// Waits is what hangs on the asks of a quarter: the slips that others wait for, circles of
// asks, and what is asked of shared teams beside what they can take on.
type Waits struct {
	Graph   *Figure
	Pairs   Fold[Pair] // the graph as a table
	Slips   Fold[SlipRow]
	Circles []Circle
	Loads   []LoadRow
	Past    bool // nothing is at risk any more: the quarter has closed
}

// Pair is the asks of one team towards another.
type Pair struct {
	By, Of Link
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
	Of     Link // its id
	Title  string
	Team   Link
	What   string // "moved", "was dropped", "is 12 days past its date"
	Items  int
	Teams  []string
	Direct []Link
	Ways   []Way
	AtRisk bool
}

// Way is a path of items, each of which waits for the next: the last one is the slip.
type Way []Link

// Circle is a way that ends where it began.
type Circle struct {
	Way   Way
	Teams string
}

// LoadRow is the load of a shared team.
type LoadRow struct {
	Team                 Link
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
func (p *planner) slipsOf(q *report.Quarter) []report.KnockOn {
	var all []report.KnockOn
	for _, k := range p.index().slips() {
		if k.Of.Quarter == q || slices.ContainsFunc(k.Hits, func(h *report.Hit) bool { return h.Item.Quarter == q }) {
			all = append(all, k)
		}
	}
	return all
}

func (p *planner) waits(q *report.Quarter, asks []*report.Ask, charts figures) *Waits {
	w := &Waits{Graph: charts.Get(chartAsks), Pairs: fold(p.pairs(q, asks)), Past: q.State == report.Closed}
	if !frozenPlan(q) {
		var slips []SlipRow
		for _, k := range p.slipsOf(q) {
			slips = append(slips, p.slip(k, q))
		}
		w.Slips = fold(slips)
	}
	if !w.Past {
		for _, c := range report.Circles(asks) {
			w.Circles = append(w.Circles, p.circle(c))
		}
	}
	if p.shows(report.Numbers) {
		w.Loads = p.loads(q, asks)
	}
	return w
}

func (p *planner) pairs(q *report.Quarter, asks []*report.Ask) []Pair {
	var out []Pair
	at := map[[2]string]int{}
	for _, k := range sortedAsks(asks) {
		key := [2]string{k.By.Team.ID, k.Of.ID}
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			v := p.ask(k)
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

// stateWord names a state; that nobody has answered is what matters of an ask.
func stateWord(s report.AskState) string {
	if s == report.Asked {
		return "unanswered"
	}
	return string(s)
}

// slip shows a slip on a page about a quarter.
func (p *planner) slip(k report.KnockOn, q *report.Quarter) SlipRow {
	row := SlipRow{Of: p.item(k.Of.ID), Title: k.Of.Title, Team: p.report(k.Of.Quarter, k.Of.Team), What: p.slipped(k.Of), Items: len(k.Hits), AtRisk: q.State != report.Closed}
	for _, t := range k.Teams() {
		row.Teams = append(row.Teams, t.Name)
	}
	for _, h := range k.Hits {
		way := h.Path()
		if len(way) == 1 {
			row.Direct = append(row.Direct, p.item(h.Item.ID))
		} else {
			row.Ways = append(row.Ways, p.steps(way))
		}
	}
	return row
}

// slipped says in what way an item does not come when it was to come.
func (p *planner) slipped(d *report.Deliverable) string {
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
	return "is " + count(int(p.archive.Today-by), "day") + " past its date"
}

// steps names the items of a path.
func (p *planner) steps(path []*report.Ask) Way {
	way := Way{p.item(path[0].By.ID)}
	for _, k := range path {
		way = append(way, p.item(k.Answer.ID))
	}
	return way
}

func (p *planner) circle(path []*report.Ask) Circle {
	c := Circle{Way: p.steps(path)}
	var teams []string
	for _, k := range path {
		if !slices.Contains(teams, k.By.Team.Name) {
			teams = append(teams, k.By.Team.Name)
		}
	}
	slices.Sort(teams)
	c.Teams = joined(teams, "and")
	return c
}

// threats say why an item that is still to come may not come; nil in a quarter that has
// closed, where what became of it is known.
func (p *planner) threats(d *report.Deliverable) []Threat {
	if d.Quarter.State == report.Closed || d.Outcome.Status != "" && d.Outcome.Status != report.Open || !p.shows(report.Plans) || frozenPlan(d.Quarter) {
		return nil
	}
	var out []Threat
	for _, h := range p.index().hits()[d] {
		path := h.Path()
		out = append(out, Threat{p.steps(path), p.slipped(path[len(path)-1].Answer)})
	}
	return out
}

// hits are the slips that an item waits for, by the item.
func hits(slips []report.KnockOn) map[*report.Deliverable][]*report.Hit {
	by := map[*report.Deliverable][]*report.Hit{}
	for _, k := range slips {
		for _, h := range k.Hits {
			by[h.Item] = append(by[h.Item], h)
		}
	}
	return by
}

// waitsOf are the asks of a team that are not met, in quarters that have not closed: what
// needs somebody's attention first.
func (p *planner) waitsOf(t *report.Team) []Ask {
	var open []*report.Ask
	for _, r := range p.index().reports[t.ID] {
		for _, k := range p.index().asksBy[r] {
			if k.State != report.Met && k.Quarter.State != report.Closed {
				open = append(open, k)
			}
		}
	}
	return p.asks(byAttention(open))
}
