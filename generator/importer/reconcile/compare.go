package reconcile

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// Difference is how one item of a quarter differs between two exports.
type Difference struct {
	Change  ScopeChange
	ID      string // in the plan
	Team    string
	Title   string
	Was, Is string
}

// ScopeChange is what differs.
type ScopeChange string

// The differences, in the order in which they are listed.
const (
	Added   ScopeChange = "added"
	Removed ScopeChange = "removed"
	Resized ScopeChange = "re-sized"
	Redated ScopeChange = "re-dated"
)

var changedInOrder = []ScopeChange{Added, Removed, Resized, Redated}

// Comparison is how the scope of a quarter differs between an export that was saved at the cut-off
// and a newer one.
type Comparison struct {
	Differences []Difference
	// Joined are the items that joined, by team, each with the day. With [Request.Plan] they are all,
	// else those that the plan has.
	Joined map[string][]Row
	// Paste is the lines that site.toml lacks; their values are guesses.
	Paste []string
}

// Compare compares two exports. An item belongs to the quarter by its sprint, version or due date;
// where it has none of them, because the plan has it. newest is the day of the newer export: an item
// that joined without the export telling when did so by that day.
func Compare(r Request, old, now []*importer.Issue, newest report.Day) (*Comparison, diag.List) {
	r.CutOff = 0
	c := &comparer{before: newScope(r, old), after: newScope(r, now), newest: min(newest, r.End-1), plan: r.Plan, out: &Comparison{Joined: map[string][]Row{}}}
	for _, i := range c.after.issues {
		c.compare(i)
	}
	for _, i := range c.before.issues {
		if c.before.in[i] && !c.after.in[c.after.d.byID[i.ID]] {
			c.removed(i)
		}
	}
	slices.SortStableFunc(c.out.Differences, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Team, b.Team), cmp.Compare(slices.Index(changedInOrder, a.Change), slices.Index(changedInOrder, b.Change)))
	})
	d := c.after.d
	c.out.Paste = d.unknown.lines(r.Format.Name)
	return c.out, append(d.problems, d.unknown.problems(r.Format.Name)...)
}

// scope is what of an export belongs to the quarter.
type scope struct {
	d      *decider
	issues []*importer.Issue
	in     map[*importer.Issue]bool
}

// newScope finds what belongs to the quarter, at the level at which a plan is drafted.
func newScope(r Request, issues []*importer.Issue) *scope {
	r.Plan = true
	issues = r.keyed(issues)
	s := &scope{d: newDecider(r, issues), in: map[*importer.Issue]bool{}}
	for _, i := range issues {
		if s.d.byID[i.ID] != i {
			continue
		}
		s.issues = append(s.issues, i)
		meaning, known := r.Mapping.Means(r.Format.Name, i)
		if known && meaning == report.MeansNothing {
			continue
		}
		_, planned := s.d.placeOf(i)
		switch _, mapped := r.Mapping.QuarterOf(i); {
		case planned:
			s.in[i] = r.inScope(i) || !mapped && i.Due == 0
		case known && meaning == report.MeansDropped:
		default:
			s.in[i] = r.inScope(i) && s.d.top(i) == i
		}
	}
	return s
}

type comparer struct {
	before, after *scope
	newest        report.Day
	plan          bool // items that the plan lacks are drafted
	out           *Comparison
}

// compare compares an issue of the newer export with the older one.
func (c *comparer) compare(i *importer.Issue) {
	if !c.after.in[i] {
		return
	}
	was := c.before.d.byID[i.ID]
	if was == nil || !c.before.in[was] {
		c.added(i)
		return
	}
	if !c.after.d.sized(&Row{Issue: i}) {
		return
	}
	if before, after := sizeOf(was), sizeOf(i); before != after {
		c.differ(Resized, i, before, after)
	}
	if was.Due != i.Due {
		c.differ(Redated, i, was.Due.String(), i.Due.String())
	}
}

// added is an issue that joined.
func (c *comparer) added(i *importer.Issue) {
	d := c.after.d
	day, told := c.joined(i)
	is := day.String()
	if !told {
		is = "by " + is
	}
	team, ok := c.differ(Added, i, "", is)
	at, planned := d.placeOf(i)
	if ended := i.Ended(); !told && ended != 0 {
		day = min(day, ended)
	} else if ended != 0 && day > ended {
		return // it was done when it joined, and no promise either way
	}
	row := Row{ID: at.id, Title: i.Title, Issue: i, Added: day}
	switch {
	case !ok || d.fixed[row.ID] || day < d.committed(team):
	case planned:
		row.Issue = &importer.Issue{ID: i.ID} // nothing else of it is written
		c.out.Joined[team] = append(c.out.Joined[team], row)
	case c.plan && d.unplanned(&row) && d.sized(&row):
		c.out.Joined[team] = append(c.out.Joined[team], d.within(row))
	}
}

// joined is the day on which an issue joined, where its history tells; else the one by which it did.
func (c *comparer) joined(i *importer.Issue) (day report.Day, told bool) {
	r := c.after.d.Request
	if day, _ = r.joined(i); i.Changes != nil && day != 0 && day < r.End {
		return day, true
	}
	return c.newest, false
}

// committed is the cut-off of a team; 0 = not known.
func (r Request) committed(team string) report.Day {
	if at := slices.IndexFunc(r.Teams, func(t Team) bool { return t.ID == team }); at >= 0 {
		return r.Teams[at].Committed
	}
	return 0
}

// removed is an issue that has left the quarter.
func (c *comparer) removed(was *importer.Issue) {
	i := c.after.d.byID[was.ID]
	if i == nil {
		c.differ(Removed, was, "", "not in the export")
		return
	}
	d, is := c.after.d, "not in the quarter"
	meaning, _ := d.Mapping.Means(d.Format.Name, i)
	q, mapped := d.Mapping.QuarterOf(i)
	switch top := d.top(i); {
	case meaning == report.MeansDropped:
		is = "dropped"
	case top != i && c.after.in[top]:
		is = "a part of " + PlanID(top.ID)
	case mapped && q != d.Quarter:
		is = "in " + q.String()
	}
	c.differ(Removed, i, "", is)
}

// differ adds a difference; ok is false where its team is not known, or not the one that is asked for.
func (c *comparer) differ(change ScopeChange, i *importer.Issue, was, is string) (team string, ok bool) {
	d := c.after.d
	at, planned := d.placeOf(i)
	team, ok = at.team, true
	if !planned {
		if team, ok = d.teamOf(i); !ok {
			return team, false
		}
	}
	c.out.Differences = append(c.out.Differences, Difference{change, at.id, team, strings.Join(strings.Fields(i.Title), " "), was, is})
	return team, ok
}

// sizeOf is the estimate of an issue as a table has it; "" = none.
func sizeOf(i *importer.Issue) string {
	if len(i.Points) == 0 {
		return ""
	}
	return strconv.FormatFloat(i.Points[0].Value, 'g', -1, 64)
}
