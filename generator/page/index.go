package page

import (
	"strings"
	"sync"

	"quarterdeck/generator/report"
)

// index is what several pages look up, gathered once for the whole archive.
type index struct {
	lessons  map[string]*report.Lesson
	held     []*report.Lesson                 // all lessons, oldest first
	asksBy   map[*report.Report][]*report.Ask // by the team that waits
	asksOf   map[*report.Report][]*report.Ask // by the team that is asked
	teams    map[string]*report.Team
	at       map[place]*report.Report
	reports  map[string][]*report.Report // by team id, oldest first
	place    map[*report.Report]int      // of a report in reports
	askOf    map[askKey]*report.Ask
	confirms map[string][]*report.Lesson // lessons that confirm a lesson, by its id
	quarters map[report.QuarterID]bool
	themes   map[string]bool                              // that have a lesson
	short    map[string]string                            // how the ids of a team's deliverables begin, by team id
	slips    func() []report.KnockOn                      // that somebody waits for
	hits     func() map[*report.Deliverable][]*report.Hit // the slips that an item waits for
}

// place is a team in a quarter.
type place struct {
	quarter *report.Quarter
	team    string
}

// askKey is what a deliverable needs.
type askKey struct {
	by   *report.Deliverable
	what string // an id, or a team's id
}

func newIndex(a *report.Archive) *index {
	x := &index{
		lessons: map[string]*report.Lesson{}, confirms: map[string][]*report.Lesson{},
		asksBy: map[*report.Report][]*report.Ask{}, asksOf: map[*report.Report][]*report.Ask{},
		teams: map[string]*report.Team{}, at: map[place]*report.Report{}, reports: map[string][]*report.Report{}, askOf: map[askKey]*report.Ask{}, short: map[string]string{}, place: map[*report.Report]int{},
		quarters: map[report.QuarterID]bool{}, themes: map[string]bool{},
	}
	for _, t := range a.Teams {
		x.teams[t.ID] = t
	}
	for _, q := range a.Quarters {
		x.quarters[q.ID] = true
		for _, r := range q.Reports {
			x.at[place{q, r.Team.ID}] = r
			x.place[r] = len(x.reports[r.Team.ID])
			x.reports[r.Team.ID] = append(x.reports[r.Team.ID], r)
			if x.short[r.Team.ID] == "" {
				x.short[r.Team.ID] = prefix(r.Items)
			}
			if r.Retro == nil {
				continue
			}
			for _, l := range r.Retro.Lessons {
				x.lessons[l.ID] = l
				x.themes[l.Theme] = true
				x.held = append(x.held, l)
				for _, id := range l.Confirms {
					x.confirms[id] = append(x.confirms[id], l)
				}
			}
		}
	}
	x.slips = sync.OnceValue(func() []report.KnockOn { return report.KnockOns(a.Asks, a.Today) })
	x.hits = sync.OnceValue(func() map[*report.Deliverable][]*report.Hit { return hits(x.slips()) })
	for _, ask := range a.Asks {
		by, of := x.at[place{ask.Quarter, ask.By.Team.ID}], x.at[place{ask.Quarter, ask.Of.ID}]
		x.asksBy[by] = append(x.asksBy[by], ask)
		if of != nil {
			x.asksOf[of] = append(x.asksOf[of], ask)
		}
		what := ask.What
		if what == "" {
			what = ask.Of.ID
		}
		x.askOf[askKey{ask.By, what}] = ask
	}
	return x
}

// prefix is how most ids of a plan begin: "MR" of MR-101; "" where they have no
// such form, or more than one.
func prefix(items []*report.Deliverable) string {
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
