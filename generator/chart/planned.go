package chart

import (
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
	c := Chart{Title: "Planned and delivered by quarter"}
	if s.Quarter != nil {
		c.Title = "Planned and delivered by team, " + s.Quarter.ID.Title()
	} else if s.Team != nil {
		c.Title += ", " + s.Team.Name
	}
	all := sums{}
	for _, f := range figures {
		all.add(f)
	}
	if all.planned()+all.added() == 0 {
		c.Absent = "Nothing was planned and nothing was added, so there is nothing to compare."
		return c
	}
	c.Summary, c.Keys = all.sentence(), all.keys()
	alone := s.Quarter != nil && len(figures) > 0 && all["plans"] > 0 && !slices.ContainsFunc(figures, func(f *metrics.Figures) bool { return f != nil && !ahead(f) })
	if alone { // there are no outcomes yet: no data is a gap, not a zero
		c.Title = "Planned by team, " + s.Quarter.ID.Title()
		c.Summary, c.Keys = all.planWords(), c.Keys[:1]
		c.Keys[0].Label = "The plan"
	}
	c.Table = plannedTable(first, names, figures, all)
	if s.Quarter == nil {
		steps := s.trend()
		breaks := s.breaks(steps, "sets.")
		c.markBreaks(steps, breaks)
		for _, i := range breaks {
			names[i] += " *"
		}
	}
	r := rows{names: names, least: 4}
	for _, f := range figures {
		right := "no plan"
		if f == nil {
			right = "no report"
		} else if f.HasPlan {
			right = shareOf(f.KeptRatio())
			if alone {
				right = items(len(f.P))
			}
		}
		r.rights = append(r.rights, right)
	}
	for _, p := range parts {
		if all[p.id] == 0 && p.optional || alone && p.bar == barOutcome {
			continue
		}
		seg := segment{name: p.name, bar: p.bar, ink: p.ink, after: p.after}
		for _, f := range figures {
			seg.values = append(seg.values, float64(p.of(f)))
		}
		r.segments = append(r.segments, seg)
	}
	c.Wide, c.Narrow = r.draw()
	return c
}

// plannedRows returns the rows of the picture and the name of their first column.
func (s Source) plannedRows() (names []string, figures []*metrics.Figures, first string) {
	if s.Quarter == nil {
		for _, st := range s.trend() {
			names = append(names, st.quarter.Title())
			figures = append(figures, st.figures)
		}
		return names, figures, "Quarter"
	}
	teams := make([]*report.Team, 0, len(s.Quarter.Reports))
	for _, r := range s.Quarter.Reports {
		if r.Team != nil {
			teams = append(teams, r.Team)
		}
	}
	slices.SortFunc(teams, func(x, y *report.Team) int {
		if c := strings.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)); c != 0 {
			return c
		}
		return strings.Compare(x.ID, y.ID)
	})
	for _, t := range teams {
		names = append(names, t.Name)
		figures = append(figures, s.Book.Team(s.Quarter.ID, t.ID))
	}
	return names, figures, "Team"
}

// part is one kind of segment. The optional ones appear only where they count
// anything.
type part struct {
	id, name, class string
	bar             string
	ink             ink
	after, optional bool
	count           func(*metrics.Figures) metrics.Rows
}

func (p part) of(f *metrics.Figures) int {
	if f == nil {
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
	{"fresh", "planned", "planned", barPlan, inkPlanned, false, false, fresh},
	{"once", "carried in", "carried", barPlan, inkCarried, false, false, func(f *metrics.Figures) metrics.Rows { return f.CarriedOnce }},
	{"more", "carried in twice or more", "carried2", barPlan, inkCarried2, false, false, func(f *metrics.Figures) metrics.Rows { return f.CarriedMore }},
	{"added", "added since", "added", barPlan, inkAdded, true, false, func(f *metrics.Figures) metrics.Rows { return f.Added }},
	{"kept", "delivered", "delivered", barOutcome, inkDelivered, false, false, func(f *metrics.Figures) metrics.Rows { return f.Kept }},
	{"moved", "moved", "moved", barOutcome, inkMoved, false, false, func(f *metrics.Figures) metrics.Rows { return f.Moved }},
	{"dropped", "dropped", "dropped", barOutcome, inkDropped, false, false, func(f *metrics.Figures) metrics.Rows { return f.Dropped }},
	{"unexplained", "unexplained", "unexplained", barOutcome, inkUnexplained, false, true, func(f *metrics.Figures) metrics.Rows { return rest(f, true) }},
	{"open", "open", "open", barOutcome, inkOpen, false, true, func(f *metrics.Figures) metrics.Rows { return rest(f, false) }},
	{"added-delivered", "added, delivered", "addel", barOutcome, inkAddel, true, false, func(f *metrics.Figures) metrics.Rows { return f.AddedDelivered }},
	{"added-moved", "added, moved", "moved", barOutcome, inkMoved, true, true, func(f *metrics.Figures) metrics.Rows { return f.AddedMoved }},
	{"added-dropped", "added, dropped", "dropped", barOutcome, inkDropped, true, true, func(f *metrics.Figures) metrics.Rows { return f.AddedDropped }},
	{"added-open", "added, open", "open", barOutcome, inkOpen, true, true, func(f *metrics.Figures) metrics.Rows { return f.AddedRest }},
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

func rest(f *metrics.Figures, unexplained bool) metrics.Rows {
	if closed(f) == unexplained {
		return f.Rest
	}
	return nil
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
	if closed(f) {
		n["closed"]++
	}
}

func (n sums) planned() int { return n["fresh"] + n["once"] + n["more"] }

func (n sums) added() int { return n["added"] }

func (n sums) ratio() metrics.Ratio {
	return metrics.Ratio{Value: float64(n["kept"]), Of: float64(n.planned())}
}

// planWords says the sums of the plan alone.
func (n sums) planWords() string {
	said := items(n.planned()) + " " + be(n.planned()) + " planned"
	if in := n["once"] + n["more"]; in > 0 {
		said += ", " + cells(float64(in))[0] + " of them carried in"
	}
	return said + "."
}

// sentence says the sums in words.
func (n sums) sentence() string {
	var b strings.Builder
	switch {
	case n["plans"] == 0:
		b.WriteString("There was no plan to compare with.")
	case n.planned() == 0:
		b.WriteString("The plan held no items.")
	default:
		said := []string{n.keptWords()}
		if k := n["moved"]; k > 0 {
			said = append(said, cells(float64(k))[0]+" moved")
		}
		if k := n["dropped"]; k > 0 {
			said = append(said, cells(float64(k))[0]+" "+was(k)+" dropped")
		}
		switch open, lost := n["open"], n["unexplained"]; {
		case open == 0 && lost == 0 && n["closed"] > 0 && n["kept"] < n.planned():
			said = append(said, "none is unexplained")
		case lost > 0:
			said = append(said, cells(float64(lost))[0]+" "+be(lost)+" unexplained")
			fallthrough
		default:
			if open > 0 {
				said = append(said, cells(float64(open))[0]+" "+be(open)+" still open")
			}
		}
		b.WriteString(list(said) + ".")
	}
	b.WriteString(n.carriedWords() + n.addedWords())
	return b.String()
}

func (n sums) keptWords() string {
	p := n.planned()
	if n["kept"] == 0 {
		if p == 1 {
			return "The one planned item was not delivered (0\u00a0%)"
		}
		return "None of the " + metrics.Amount(float64(p)) + " planned items was delivered (0\u00a0%)"
	}
	noun := "items"
	if p == 1 {
		noun = "item"
	}
	return n.ratio().Count() + " planned " + noun + " " + was(n["kept"]) + " delivered (" + n.ratio().Percent() + ")"
}

func (n sums) carriedWords() string {
	in := n["once"] + n["more"]
	switch {
	case in == 0:
		return ""
	case n["more"] == 0:
		return " " + items(in) + " " + was(in) + " carried in."
	case n["more"] == in:
		return " " + items(in) + " " + was(in) + " carried in, twice or more."
	}
	return " " + items(in) + " " + was(in) + " carried in, " + cells(float64(n["more"]))[0] + " of them twice or more."
}

func (n sums) addedWords() string {
	a, d := n.added(), n["added-delivered"]
	switch {
	case a == 0:
		return ""
	case a == 1 && d == 1:
		return " 1 item was added, and it was delivered."
	case a == 1:
		return " 1 item was added; it was not delivered."
	case d == 0:
		return " " + items(a) + " were added, none of them delivered."
	case d == a:
		return " " + items(a) + " were added, all of them delivered."
	}
	return " " + items(a) + " were added, " + cells(float64(d))[0] + " of them delivered."
}
