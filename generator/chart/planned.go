package chart

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// plannedDelivered shows the plan above its outcome: a row a team in a quarter,
// or a row a quarter of a team. Both bars of a row count the same items, so what was
// planned ends at the same place in both.
func plannedDelivered(s Source) Chart {
	names, figures, first := s.plannedRows()
	c := Chart{Title: s.T("chart.planned.title")}
	if s.Quarter != nil {
		c.Title = s.T("chart.planned.title-quarter", "quarter", s.Quarter.ID)
	} else if s.Team != nil {
		c.Title = s.T("chart.planned.title-team", "team", s.Team.Name)
	}
	all := sums{}
	for _, f := range figures {
		all.add(f)
	}
	if all.planned()+all["added"] == 0 {
		return c.absent(s.T("chart.planned.absent"))
	}
	whole := all
	if f := s.wholeQuarter(); f != nil && all.handed() > 0 {
		// What one team handed to another is in the rows of both, and counts once.
		whole = sums{}
		whole.add(f)
	}
	c.Keys = s.plannedKeys(all)
	alone := s.Quarter != nil && len(figures) > 0 && all["plans"] > 0 && !slices.ContainsFunc(figures, func(f *metrics.Figures) bool { return f != nil && !ahead(f) })
	if alone { // there are no outcomes yet: no data is a gap, not a zero
		c.Title = s.T("chart.planned.title-ahead", "quarter", s.Quarter.ID)
		c.Summary, c.Keys = s.T("chart.planned.ahead", "n", all.planned(), "carried", all["once"]+all["more"]), c.Keys[:1]
		c.Keys[0].Label = s.T("chart.planned.key-ahead")
	} else {
		c.Summary = sentences(s.plannedWords(s.asAnswered(whole)), s.T("chart.planned.counted-once", "n", all.handed()-whole.handed()))
	}
	c.Table = s.plannedTable(first, names, figures, all, whole)
	if s.Quarter == nil {
		steps := s.trend()
		breaks := s.breaks(steps, "sets.")
		s.markBreaks(&c, steps, breaks)
		for _, i := range breaks {
			names[i] += " *"
		}
	}
	r := rows{names: names, least: 4}
	for _, f := range figures {
		right := s.T("chart.planned.no-plan")
		if f == nil {
			right = s.T("chart.planned.no-report")
		} else if f.HasPlan {
			right = s.shareOf(f.Ratio("kept"))
			if alone {
				right = s.T("chart.items", "n", len(f.P))
			}
		}
		r.rights = append(r.rights, right)
	}
	for _, p := range parts {
		if all[p.id] == 0 && p.optional || alone && p.bar == barOutcome {
			continue
		}
		seg := segment{name: s.T("chart.planned.part." + p.id), bar: p.bar, ink: p.ink, after: p.after}
		for _, f := range figures {
			seg.values = append(seg.values, float64(p.of(f)))
		}
		r.segments = append(r.segments, seg)
	}
	c.Wide, c.Narrow = r.draw()
	return c
}

// wholeQuarter is the figures of all teams, where the picture has a row a team; else nil.
func (s Source) wholeQuarter() *metrics.Figures {
	if s.Quarter == nil {
		return nil
	}
	return s.Book.Quarter(s.Quarter.ID)
}

// plannedRows returns the rows of the picture and the name of their first column.
func (s Source) plannedRows() (names []string, figures []*metrics.Figures, first string) {
	if s.Quarter == nil {
		for _, st := range s.trend() {
			names = append(names, s.quarter(st.quarter))
			figures = append(figures, st.figures)
		}
		return names, figures, s.T("chart.planned.column.quarter")
	}
	reports := slices.SortedFunc(slices.Values(s.Quarter.Reports), func(x, y *report.Report) int {
		return cmp.Or(strings.Compare(strings.ToLower(x.Team.Name), strings.ToLower(y.Team.Name)), strings.Compare(x.Team.ID, y.Team.ID))
	})
	for _, r := range reports {
		names = append(names, r.Team.Name)
		figures = append(figures, s.Book.Team(s.Quarter.ID, r.Team.ID))
	}
	return names, figures, s.T("chart.planned.column.team")
}

// part is one kind of segment. The optional ones appear only where they count
// anything.
type part struct {
	id              string // that of its name, too
	bar             string
	ink             ink
	after, optional bool
	count           func(*metrics.Figures) metrics.Rows
}

func (p part) of(f *metrics.Figures) int {
	if f == nil || p.bar == barOutcome && untold(f) { // no data is a gap
		return 0
	}
	return len(p.count(f))
}

const (
	barPlan    = "plan"
	barOutcome = "outcome"
)

// parts is every segment from left to right, the plan's bar first.
var parts = []part{
	{"fresh", barPlan, inkPlanned, false, false, fresh},
	{"once", barPlan, inkCarried, false, false, func(f *metrics.Figures) metrics.Rows { return f.CarriedOnce }},
	{"more", barPlan, inkCarried2, false, false, func(f *metrics.Figures) metrics.Rows { return f.CarriedMore }},
	{"added", barPlan, inkAdded, true, false, func(f *metrics.Figures) metrics.Rows { return f.Added }},
	{"kept", barOutcome, inkDelivered, false, false, func(f *metrics.Figures) metrics.Rows { return f.Kept }},
	{"partly", barOutcome, inkPartly, false, true, func(f *metrics.Figures) metrics.Rows { return f.Partly }},
	{"handed-over", barOutcome, inkHanded, false, true, func(f *metrics.Figures) metrics.Rows { return f.HandedOver }},
	{"moved", barOutcome, inkMoved, false, false, func(f *metrics.Figures) metrics.Rows { return f.Moved }},
	{"dropped", barOutcome, inkDropped, false, false, func(f *metrics.Figures) metrics.Rows { return f.Dropped }},
	{"unexplained", barOutcome, inkUnexplained, false, true, (*metrics.Figures).Unexplained},
	{"open", barOutcome, inkOpen, false, true, (*metrics.Figures).Open},
	{"added-delivered", barOutcome, inkAddel, true, false, func(f *metrics.Figures) metrics.Rows { return f.AddedDelivered }},
	{"added-partly", barOutcome, inkPartly, true, true, func(f *metrics.Figures) metrics.Rows { return f.AddedPartly }},
	{"added-handed-over", barOutcome, inkHanded, true, true, func(f *metrics.Figures) metrics.Rows { return f.AddedHandedOver }},
	{"added-moved", barOutcome, inkMoved, true, true, func(f *metrics.Figures) metrics.Rows { return f.AddedMoved }},
	{"added-dropped", barOutcome, inkDropped, true, true, func(f *metrics.Figures) metrics.Rows { return f.AddedDropped }},
	{"added-open", barOutcome, inkOpen, true, true, func(f *metrics.Figures) metrics.Rows { return f.AddedRest }},
}

// fresh is P without what was carried in.
func fresh(f *metrics.Figures) metrics.Rows {
	var rows metrics.Rows
	for _, d := range f.P {
		if !slices.Contains(f.CarriedOnce, d) && !slices.Contains(f.CarriedMore, d) {
			rows = append(rows, d)
		}
	}
	return rows
}

// sums counts items by part, over all rows of the picture.
type sums map[string]int

func (n sums) add(f *metrics.Figures) {
	if f == nil {
		return
	}
	for _, p := range parts {
		n[p.id] += p.of(f)
	}
	if f.HasPlan {
		n["plans"]++
	}
	if untold(f) {
		n["untold"] += len(f.P)
	} else {
		n["awaited"] += len(f.Untold())
	}
	if closed(f) {
		n["closed"]++
	}
}

// handed is how many items a team has handed over, planned or not.
func (n sums) handed() int { return n["handed-over"] + n["added-handed-over"] }

func (n sums) planned() int { return n["fresh"] + n["once"] + n["more"] }

// untold is of figures of which no outcome is known: the quarter has not begun, or nobody has said.
func untold(f *metrics.Figures) bool { return f.NoOutcomes || ahead(f) }

// asAnswered counts in the words about a quarter, of which some teams have said what became of
// their items, also those of the others: the answer of its page has them among the planned ones.
func (s Source) asAnswered(n sums) sums {
	if s.Quarter == nil || s.Book.Quarter(s.Quarter.ID).NoOutcomes {
		return n
	}
	n = maps.Clone(n)
	n["awaited"] += n["untold"]
	n["untold"] = 0
	return n
}

// told is how many planned items there are of which anybody has said what became of them.
func (n sums) told() int { return n.planned() - n["untold"] }

func (n sums) ratio() metrics.Ratio {
	return metrics.Ratio{Value: float64(n["kept"]), Of: float64(n.told())}
}

// plannedWords puts the sums into words.
func (s Source) plannedWords(n sums) string {
	said := ""
	switch {
	case n["plans"] == 0:
		said = s.T("chart.planned.no-plans")
	case n.planned() == 0:
		said = s.T("chart.planned.no-items")
	case n.told() == 0:
		said = s.T("chart.no-outcomes")
	default:
		said = s.T("chart.planned.outcome", "clauses", s.outcomeWords(n))
	}
	return sentences(said, s.carriedWords(n), s.addedWords(n))
}

// outcomeWords tells what became of the plan.
func (s Source) outcomeWords(n sums) []string {
	percent := s.percent(n.ratio())
	said := []string{s.T("chart.planned.some-kept", "kept", n["kept"], "planned", n.told(), "percent", percent)}
	if n["kept"] == 0 {
		said[0] = s.T("chart.planned.none-kept", "n", n.told(), "percent", percent)
	}
	more := func(ids ...string) {
		for _, id := range ids {
			if n[id] > 0 {
				said = append(said, s.T("chart.planned."+id, "n", n[id]))
			}
		}
	}
	more("partly", "handed-over", "moved", "dropped")
	if n["open"] == 0 && n["unexplained"] == 0 && n["closed"] > 0 && n["kept"] < n.told() {
		said = append(said, s.T("chart.planned.all-explained"))
	}
	more("unexplained", "open", "awaited", "untold")
	return said
}

func (s Source) carriedWords(n sums) string {
	in := n["once"] + n["more"]
	switch {
	case in == 0:
		return ""
	case n["more"] == 0:
		return s.T("chart.planned.carried", "n", in)
	case n["more"] == in:
		return s.T("chart.planned.carried-more", "n", in)
	}
	return s.T("chart.planned.carried-some", "n", in, "more", n["more"])
}

func (s Source) addedWords(n sums) string {
	a, d := n["added"], n["added-delivered"]
	which := map[int]string{0: "none", a: "all"}[d]
	switch a {
	case 0:
		return ""
	case 1:
		return s.T("chart.planned.added-one", "delivered", d)
	}
	return s.T("chart.planned.added", "n", a, "which", which, "delivered", d)
}
