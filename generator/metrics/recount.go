package metrics

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quarterdeck/generator/report"
)

// Difference is a figure of an edition that today's tool counts otherwise.
type Difference struct {
	Team            string // id; "" = all teams
	Figure          string // as in figures.json: "ratios.kept", "sets.moved", "velocity"
	Name            string // "Kept"
	Frozen, Counted string // as in figures.json; "none" for an empty set
}

// Recount counts the figures of an edition's quarter anew from the sources in it, with
// the frozen facts from other quarters as given, and returns what differs, by team and
// figure. It is an error where figures.json cannot be read or the sources do not hold
// the quarter.
func Recount(e *report.Edition) ([]Difference, error) {
	file := e.Folder() + "/figures.json"
	d, ok := e.Read(parsed).(*document)
	if !ok {
		err, _ := e.Read(parsed).(error)
		return nil, fmt.Errorf("%s cannot be read: %w; if a newer tool (%s) froze it, verify it with that one, else restore the edition from your version control", file, err, e.Tool)
	}
	if e.Archive == nil {
		return nil, fmt.Errorf("%s: the sources of the edition are not there to count from", file)
	}
	a := e.Archive()
	s := Compute(a).sources[e.Quarter]
	if s == nil || d.Quarter != e.Quarter.String() {
		return nil, fmt.Errorf("%s: its quarter is %q, and the edition is of %s; restore the edition from your version control", file, d.Quarter, e.Quarter)
	}
	return differences(d, s.document(thaw(d, a, s).common)), nil
}

// Differences returns the figures of a quarter that are shown as an edition has them, and
// that today's tool would count otherwise from the same files; see Recount. They are
// worked out when first asked for.
func (b *Book) Differences(q report.QuarterID) []Difference {
	if s := b.sources[q]; s != nil {
		return s.differences()
	}
	return nil
}

// Break reports whether there is any of them.
func (b *Book) Break(q report.QuarterID) bool { return len(b.Differences(q)) > 0 }

// recounted returns the figures that counting gives otherwise than they are thawed. Where
// the audience does not see all that was counted, the edition's own archive does.
func (s *source) recounted(a *report.Archive) []Difference {
	t := s.thawed()
	switch {
	case t == nil:
		return nil
	case a.Audience.ID == "" || !slices.ContainsFunc(report.Parts, func(p report.Part) bool { return !a.Sees(p) }):
		return differences(t.document, s.document(t.common))
	}
	list, err := Recount(s.quarter.Shown)
	if err != nil { // thawed, so the file can be read; its sources are verify's to judge
		return nil
	}
	return list
}

func differences(frozen, counted *document) []Difference {
	var list []Difference
	compare := func(x, y *record) {
		was, is := x.figures(), y.figures()
		for i, f := range was {
			if f.text != is[i].text {
				list = append(list, Difference{cmp.Or(x.Team, y.Team), f.id, f.name, f.text, is[i].text})
			}
		}
	}
	compare(&frozen.All, &counted.All)
	for i := range frozen.Teams {
		x := &frozen.Teams[i]
		if y := counted.of(x.Team); y != nil && x.Team != "" {
			compare(x, y)
		} else {
			list = append(list, Difference{x.Team, "team", "Report of the team", "there", "none"})
		}
	}
	for _, y := range counted.Teams {
		if frozen.of(y.Team) == nil {
			list = append(list, Difference{y.Team, "team", "Report of the team", "none", "there"})
		}
	}
	slices.SortStableFunc(list, func(x, y Difference) int {
		return cmp.Or(cmp.Compare(x.Team, y.Team), cmp.Compare(x.Figure, y.Figure))
	})
	return list
}

// figure is one of a record, as text.
type figure struct{ id, name, text string }

// figures of a record in a fixed order: two records have the same ones.
func (r *record) figures() []figure {
	var list []figure
	for _, one := range ratios {
		e, ok := r.Ratios[one.id]
		text := "none"
		if ok {
			text = e.String()
		}
		list = append(list, figure{"ratios." + one.id, one.name, text})
	}
	for _, set := range sets {
		list = append(list, figure{"sets." + set.id, set.name, cmp.Or(strings.Join(r.Sets[set.id], " "), "none")})
	}
	for _, set := range askSets {
		list = append(list, figure{"asks." + set.id, set.name, listed(r.Asks[set.id])})
	}
	for _, set := range actionSets {
		list = append(list, figure{"actions." + set.id, set.name, listed(r.Actions[set.id])})
	}
	for _, part := range []struct {
		id, name string
		value    any
	}{
		{"has_plan", "Has a plan", r.HasPlan},
		{"cut_off", "Cut-off", r.CutOff},
		{"kept_unsized", "Planned without a size", r.Unsized},
		{"velocity", "Velocity", r.Velocity},
		{"mix", "Mix of work", r.Mix},
		{"reasons", "Reasons", r.Reasons},
		{"slips", "Slip", r.Slips},
		{"estimates", "Estimate", r.Classes},
		{"sprints", "Sprints", r.Sprints},
		{"changes", "Changes since the cut-off", r.Changes},
	} {
		list = append(list, figure{part.id, part.name, plain(part.value)})
	}
	return list
}

// String is "11 of 14", with all digits; a share that is not that is named.
func (e exact) String() string {
	text := digits(e.Value) + " of " + digits(e.Of)
	share, ok := e.ratio().Share()
	switch {
	case e.Share == nil && ok:
		text += ", share missing"
	case e.Share != nil && (!ok || *e.Share != share):
		text += ", share " + digits(*e.Share)
	}
	return text
}

func digits(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// listed is a set of places; an empty one reads "none".
func listed(places spots) string {
	b, _ := places.MarshalText()
	return cmp.Or(string(b), "none")
}

// plain is a value as figures.json has it, on one line.
func plain(v any) string {
	b, err := json.Marshal(v)
	if s := string(b); err == nil && s != "null" && s != "[]" {
		return s
	}
	return "none"
}
