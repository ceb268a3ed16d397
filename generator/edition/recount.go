package edition

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Recount counts the figures of every edition of an archive again, from the files that it
// froze, and warns of each that comes out otherwise: what was published stays, and a
// reader of a trend has to know. A metric that an edition did not record is not compared; one
// hint names those of all editions. Editions in which altered, what [Check] returned, names
// a file are left out: they have to be mended first.
func Recount(a *report.Archive, altered diag.List) diag.List {
	var problems diag.List
	names, absent, without := newNames(), map[string]bool{}, 0
	for _, q := range a.Quarters {
		for _, e := range q.Editions {
			if altersAny(altered, e.Folder()) {
				continue
			}
			at := diag.Pos{File: e.Folder() + "/" + figuresFile}
			differences, unrecorded, err := recount(e)
			if err != nil {
				problems.Errorf(at, "recount", "", "cannot be counted again: %v", err)
			}
			for _, d := range differences {
				problems.Warnf(at, "recount", "what was published stays as it is; to publish the new number, freeze another edition",
					"%s was %s when it was frozen; today's tool counts %s", names.of(d), d.Frozen, d.Counted)
			}
			for _, id := range unrecorded {
				absent[names[id]] = true
			}
			if len(unrecorded) > 0 {
				without++
			}
		}
	}
	if without > 0 {
		problems.Hintf(diag.Pos{File: "content"}, "not-recorded", "",
			"not recorded then, and not compared, in %d of the editions: %s", without, strings.Join(slices.Sorted(maps.Keys(absent)), ", "))
	}
	return problems
}

// names of metrics in messages, by id. Those are always English.
type names map[string]string

func newNames() names {
	n, words := names{}, i18n.English()
	for _, m := range metrics.All() {
		n[m.ID] = strings.ToLower(m.Name(words))
	}
	return n
}

// of names a figure, and whose it is where it is not that of all teams.
func (n names) of(d metrics.Difference) string {
	name := cmp.Or(n[d.Name], strings.ToLower(d.Name))
	if d.Team == "" {
		return name
	}
	return name + " of " + d.Team
}

// altersAny reports whether an error names a file in the folder.
func altersAny(l diag.List, folder string) bool {
	return slices.ContainsFunc(l, func(p diag.Problem) bool {
		return p.Severity == diag.Error && (p.File == folder || strings.HasPrefix(p.File, folder+"/"))
	})
}

// recount counts the figures of an edition's quarter again from the sources in it, with
// the frozen facts from other quarters as given. It returns what differs, by team and
// figure, and the ids of the metrics that the edition did not record. It is an error
// where figures.json cannot be read or the sources do not hold the quarter.
func recount(e *report.Edition) (list []metrics.Difference, absent []string, err error) {
	file := e.Folder() + "/" + figuresFile
	d, ok := e.Read(parsed).(*document)
	if !ok {
		err, _ := e.Read(parsed).(error)
		return nil, nil, fmt.Errorf("%s cannot be read: %w; if a newer tool (%s) froze it, verify it with that one, else restore the edition from your version control", file, err, e.Tool)
	}
	if e.Archive == nil {
		return nil, nil, fmt.Errorf("%s: the edition has no sources to count from; restore it from your version control", file)
	}
	a := e.Archive()
	q := a.Quarter(e.Quarter)
	if q == nil || d.Quarter != e.Quarter.String() {
		return nil, nil, fmt.Errorf("%s: its quarter is %q, and the edition is of %s; restore the edition from your version control", file, d.Quarter, e.Quarter)
	}
	list, absent = thaw(d, a, q).compare()
	return list, absent, nil
}

// Differences counts the figures again from what is shown. Where the audience does not see
// all that was counted, the edition's own archive does.
func (t *snapshot) Differences() []metrics.Difference {
	if slices.ContainsFunc(report.Parts, func(p report.Part) bool { return !metrics.Sees(t.archive, p) }) {
		list, _, _ := recount(t.quarter.Shown) // it was read; whether its sources are sound is for verify to say
		return list
	}
	list, _ := t.compare()
	return list
}

// compare counts the figures again, and compares them with those of the document.
func (t *snapshot) compare() (list []metrics.Difference, absent []string) {
	counted := newDocument(t.quarter, t.outside, metrics.Count(t.quarter, t.outside))
	c := comparison{absent: map[string]bool{}}
	c.entries(&t.document.All, &counted.All)
	for i := range t.document.Teams {
		x := &t.document.Teams[i]
		if y := counted.of(x.Team); y != nil && x.Team != "" {
			c.entries(x, y)
		} else {
			c.put(x.Team, "team", "Report of the team", "there", "none")
		}
	}
	for _, y := range counted.Teams {
		if t.document.of(y.Team) == nil {
			c.put(y.Team, "team", "Report of the team", "none", "there")
		}
	}
	slices.SortStableFunc(c.list, func(x, y metrics.Difference) int {
		return cmp.Or(cmp.Compare(x.Team, y.Team), cmp.Compare(x.Figure, y.Figure))
	})
	return c.list, slices.Sorted(maps.Keys(c.absent))
}

// comparison of two documents, of which the second was counted today.
type comparison struct {
	list   []metrics.Difference
	absent map[string]bool // ids of metrics that the first one does not have
}

func (c *comparison) put(team, id, name, was, is string) {
	if was != is {
		c.list = append(c.list, metrics.Difference{Team: team, Figure: id, Name: name, Frozen: was, Counted: is})
	}
}

// entries compares those of a team, or of all teams, figure by figure.
func (c *comparison) entries(x, y *entry) {
	team := cmp.Or(x.Team, y.Team)
	for _, m := range metrics.All() {
		key := m.Key()
		was, ok := x.Ratios[key]
		n, there := x.Amounts[key]
		switch {
		case m.Ratio != nil && ok:
			c.put(team, "ratios."+key, m.ID, was.String(), y.Ratios[key].String())
		case m.Amount != nil && there:
			c.put(team, "amounts."+key, m.ID, oneLine(n), oneLine(y.Amounts[key]))
		case m.Ratio != nil || m.Amount != nil && !m.Derived:
			c.absent[m.ID] = true
		}
	}
	for _, set := range sets {
		c.put(team, "sets."+set.id, set.name, cmp.Or(strings.Join(x.Sets[set.id], " "), "none"), cmp.Or(strings.Join(y.Sets[set.id], " "), "none"))
	}
	for _, set := range askSets {
		c.put(team, "asks."+set.id, set.name, x.Asks[set.id].String(), y.Asks[set.id].String())
	}
	for _, set := range actionSets {
		c.put(team, "actions."+set.id, set.name, x.Actions[set.id].String(), y.Actions[set.id].String())
	}
	for _, part := range []struct {
		id, name string
		was, is  any
	}{
		{"has_plan", "Has a plan", x.HasPlan, y.HasPlan},
		{"cut_off", "Cut-off", x.CutOff, y.CutOff},
		{"kept_unsized", "Planned without a size", x.Unsized, y.Unsized},
		{"velocity", "Velocity", x.Velocity, y.Velocity},
		{"mix", "Mix of work", x.Mix, y.Mix},
		{"reasons", "Reasons", x.Reasons, y.Reasons},
		{"slips", "Slip", x.Slips, y.Slips},
		{"estimates", "Estimate", x.Classes, y.Classes},
		{"sprints", "Sprints", x.Sprints, y.Sprints},
		{"changes", "Changes since the cut-off", x.Changes, y.Changes},
	} {
		c.put(team, part.id, part.name, oneLine(part.was), oneLine(part.is))
	}
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

// oneLine is a value as figures.json has it, on one line.
func oneLine(v any) string {
	b, err := json.Marshal(v)
	if s := string(b); err == nil && s != "null" && s != "[]" {
		return s
	}
	return "none"
}
