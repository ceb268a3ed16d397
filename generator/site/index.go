package site

import (
	"quarterdeck/generator/report"
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
	Confirms map[string][]*report.Lesson // lessons that confirm a lesson, by its id
	quarters map[report.QuarterID]bool
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

func NewIndex(a *report.Archive) *Index {
	x := &Index{
		Lessons: map[string]*report.Lesson{}, Confirms: map[string][]*report.Lesson{},
		AsksBy: map[*report.Report][]*report.Ask{}, AsksOf: map[*report.Report][]*report.Ask{},
		Teams: map[string]*report.Team{}, at: map[place]*report.Report{}, Reports: map[string][]*report.Report{}, askOf: map[askKey]*report.Ask{}, Short: map[string]string{}, Place: map[*report.Report]int{},
		quarters: map[report.QuarterID]bool{}, themes: map[string]bool{},
	}
	for _, t := range a.Teams {
		x.Teams[t.ID] = t
	}
	for _, q := range a.Quarters {
		x.quarters[q.ID] = true
		for _, r := range q.Reports {
			x.at[place{q, r.Team.ID}] = r
			x.Place[r] = len(x.Reports[r.Team.ID])
			x.Reports[r.Team.ID] = append(x.Reports[r.Team.ID], r)
			if x.Short[r.Team.ID] == "" {
				x.Short[r.Team.ID] = Prefix(r.Items)
			}
			if r.Retro == nil {
				continue
			}
			for _, l := range r.Retro.Lessons {
				x.Lessons[l.ID] = l
				x.themes[l.Theme] = true
				x.Held = append(x.Held, l)
				for _, id := range l.Confirms {
					x.Confirms[id] = append(x.Confirms[id], l)
				}
			}
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
		what := ask.What
		if what == "" {
			what = ask.Of.ID
		}
		x.askOf[askKey{ask.By, what}] = ask
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
	by := map[*report.Deliverable][]*report.Hit{}
	for _, k := range slips {
		for _, h := range k.Hits {
			by[h.Item] = append(by[h.Item], h)
		}
	}
	return by
}
