package site

import (
	"cmp"
	"quarterdeck/generator/report"
	"slices"
	"strings"
	"sync"
)

// Index is what several pages look up, gathered once for the whole archive.
type Index struct {
	Lessons  map[string]*report.Lesson
	Held     []*report.Lesson                 // all lessons, oldest first
	AsksBy   map[*report.Report][]*report.Ask // by the team that waits
	AsksOf   map[*report.Report][]*report.Ask // by the team that is asked
	Teams    map[string]*report.Team
	at       map[place]*report.Report
	Reports  map[string][]*report.Report // by team id, oldest first
	Place    map[*report.Report]int      // of a report in reports
	askOf    map[askKey]*report.Ask
	Confirms map[string][]*report.Lesson                  // lessons that confirm a lesson, by its id
	themes   map[string]bool                              // that have a lesson
	Short    map[string]string                            // how the ids of a team's deliverables begin, by team id
	Slips    func() []report.KnockOn                      // that somebody waits for
	Hits     func() map[*report.Deliverable][]*report.Hit // the slips that an item waits for
}

// place is a team in a quarter.
type place struct {
	Quarter *report.Quarter
	Team    string
}

// askKey is what a deliverable needs.
type askKey struct {
	By   *report.Deliverable
	What string // an id, or a team's id
}

// NewIndex gathers what pages look up in an archive.
func NewIndex(a *report.Archive) *Index {
	x := &Index{
		Lessons: map[string]*report.Lesson{}, Held: report.AllLessons(a), Confirms: map[string][]*report.Lesson{},
		AsksBy: map[*report.Report][]*report.Ask{}, AsksOf: map[*report.Report][]*report.Ask{},
		Teams: map[string]*report.Team{}, at: map[place]*report.Report{}, Reports: map[string][]*report.Report{}, askOf: map[askKey]*report.Ask{}, Short: map[string]string{}, Place: map[*report.Report]int{},
		themes: map[string]bool{},
	}
	for _, t := range a.Teams {
		x.Teams[t.ID] = t
	}
	for r := range a.AllReports() {
		x.at[place{r.Quarter, r.Team.ID}] = r
		x.Place[r] = len(x.Reports[r.Team.ID])
		x.Reports[r.Team.ID] = append(x.Reports[r.Team.ID], r)
		if x.Short[r.Team.ID] == "" && a.Audience.ShowsIDs() {
			x.Short[r.Team.ID] = Prefix(r.Items)
		}
	}
	for _, l := range x.Held {
		x.Lessons[l.ID] = l
		x.themes[l.Theme] = true
		for _, id := range l.Confirms {
			x.Confirms[id] = append(x.Confirms[id], l)
		}
	}
	x.Slips = sync.OnceValue(func() []report.KnockOn { return report.KnockOns(a.Asks, a.Today) })
	x.Hits = sync.OnceValue(func() map[*report.Deliverable][]*report.Hit { return hits(x.Slips()) })
	for _, ask := range a.Asks {
		by, of := x.at[place{ask.Quarter, ask.By.Team.ID}], x.at[place{ask.Quarter, ask.Of.ID}]
		x.AsksBy[by] = append(x.AsksBy[by], ask)
		if of != nil {
			x.AsksOf[of] = append(x.AsksOf[of], ask)
		}
		x.askOf[askKey{ask.By, cmp.Or(ask.What, ask.Of.ID)}] = ask
	}
	return x
}

// ReportOf is the report of a team in a quarter, or nil.
func (x *Index) ReportOf(q *report.Quarter, team string) *report.Report { return x.at[place{q, team}] }

// AskFor is the ask of a deliverable for an id, or for a team's id; nil where there is none.
func (x *Index) AskFor(d *report.Deliverable, what string) *report.Ask {
	return x.askOf[askKey{d, what}]
}

// Prefix is how most ids of a plan begin: "MR" of MR-101; "" where they have no
// such form, or more than one.
func Prefix(items []*report.Deliverable) string {
	found := ""
	for _, d := range items {
		at := strings.IndexByte(d.ID, '-')
		if at < 1 || at > 4 || found != "" && found != d.ID[:at] {
			return ""
		}
		found = d.ID[:at]
	}
	return found
}

// hits are the slips that an item waits for, by the item.
func hits(slips []report.KnockOn) map[*report.Deliverable][]*report.Hit {
	all := slices.Concat(Each(slips, func(k report.KnockOn) []*report.Hit { return k.Hits })...)
	return Group(all, func(h *report.Hit) *report.Deliverable { return h.Item })
}

// Over is what is followed over all quarters of an archive: actions, lessons, groundwork.
// Each is gathered when a page first needs it, so that a preview of another page does
// not pay for it.
type Over struct {
	Tracks  func() map[string][]*report.Track // by team id, in the order of report.Tracks
	newest  func() map[actionKey]*report.Action
	Matcher func() *report.Matcher
	Uses    func() map[string][]*report.Use // by lesson id, newest quarter first
	Ground  func() *report.Ground
	Lives   func() *report.Lives
	// delivered is every delivery, newest first.
	delivered func() []*report.Deliverable
}

// actionKey is an action by what does not change where figures were frozen with a copy of it.
type actionKey struct {
	quarter  report.QuarterID
	team, id string
}

func keyOf(a *report.Action) actionKey {
	return actionKey{a.Quarter.ID, report.TeamID(a.Team), a.ID}
}

// RaisedAgain returns the last action by which later retros raise an action again, nil where none does.
func (x *Over) RaisedAgain(a *report.Action) *report.Action { return x.newest()[keyOf(a)] }

// NewOver follows actions, lessons and groundwork over the quarters of an archive.
func NewOver(a *report.Archive) *Over {
	x := &Over{
		Tracks: sync.OnceValue(func() map[string][]*report.Track {
			return Group(report.Tracks(a), func(t *report.Track) string { return t.Team.ID })
		}),
		Matcher: sync.OnceValue(func() *report.Matcher {
			return report.NewMatcher(a.Quarters, report.AllLessons(a), a.Asks, a.Today)
		}),
		Uses: sync.OnceValue(func() map[string][]*report.Use {
			uses := report.Uses(a)
			slices.Reverse(uses)
			slices.SortStableFunc(uses, func(x, y *report.Use) int {
				return cmp.Or(y.Report.Quarter.ID.Compare(x.Report.Quarter.ID), cmp.Compare(x.Report.Team.Name, y.Report.Team.Name))
			})
			return Group(uses, func(u *report.Use) string { return u.Lesson.ID })
		}),
		Ground: sync.OnceValue(func() *report.Ground { return report.NewGround(a) }),
		Lives:  sync.OnceValue(func() *report.Lives { return report.NewLives(a) }),
		delivered: sync.OnceValue(func() []*report.Deliverable {
			all := slices.DeleteFunc(slices.Collect(a.AllItems()), func(d *report.Deliverable) bool { return !d.Came() })
			slices.SortStableFunc(all, ByDelivery)
			return all
		}),
	}
	x.newest = sync.OnceValue(func() map[actionKey]*report.Action {
		newest := map[actionKey]*report.Action{}
		for _, tracks := range x.Tracks() {
			for _, t := range tracks {
				for _, a := range t.Actions[:t.RaisedAgain()] {
					newest[keyOf(a)] = t.Last()
				}
			}
		}
		return newest
	})
	return x
}
