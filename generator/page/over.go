package page

import (
	"cmp"
	"slices"
	"sync"

	"quarterdeck/generator/report"
)

// over is what is followed over all quarters of an archive: actions, lessons, groundwork.
// Each is gathered when a page first needs it, so that a preview of another page does
// not pay for it.
type over struct {
	tracks  func() map[string][]*report.Track        // by team id, in the order of report.Tracks
	newest  func() map[*report.Action]*report.Action // of an action that a later retro raises again, the last
	matcher func() *report.Matcher
	uses    func() map[string][]*report.Use // by lesson id, newest quarter first
	ground  func() *report.Ground
	lives   func() *report.Lives
	// delivered is every delivery, newest first.
	delivered func() []*report.Deliverable
}

func newOver(a *report.Archive) *over {
	x := &over{
		tracks: sync.OnceValue(func() map[string][]*report.Track {
			of := map[string][]*report.Track{}
			for _, t := range report.Tracks(a) {
				of[t.Team.ID] = append(of[t.Team.ID], t)
			}
			return of
		}),
		matcher: sync.OnceValue(func() *report.Matcher {
			return report.NewMatcher(a.Quarters, report.AllLessons(a), a.Asks, a.Today)
		}),
		uses: sync.OnceValue(func() map[string][]*report.Use {
			of := map[string][]*report.Use{}
			for _, u := range slices.Backward(report.Uses(a)) {
				of[u.Lesson.ID] = append(of[u.Lesson.ID], u)
			}
			for _, uses := range of {
				slices.SortStableFunc(uses, func(x, y *report.Use) int {
					return cmp.Or(y.Report.Quarter.ID.Compare(x.Report.Quarter.ID), cmp.Compare(x.Report.Team.Name, y.Report.Team.Name))
				})
			}
			return of
		}),
		ground: sync.OnceValue(func() *report.Ground { return report.NewGround(a) }),
		lives:  sync.OnceValue(func() *report.Lives { return report.NewLives(a) }),
		delivered: sync.OnceValue(func() []*report.Deliverable {
			return slices.SortedStableFunc(deliveries(a), byDelivery)
		}),
	}
	x.newest = sync.OnceValue(func() map[*report.Action]*report.Action {
		newest := map[*report.Action]*report.Action{}
		for _, tracks := range x.tracks() {
			for _, t := range tracks {
				for _, a := range t.Actions[:t.RaisedAgain()] {
					newest[a] = t.Last()
				}
			}
		}
		return newest
	})
	return x
}

// fiscal is the month in which the years of the quarters start.
func (p *planner) fiscal() int { return cmp.Or(p.archive.Site.FiscalStart, 1) }

// showsAnswers reports whether the audience sees how plans answer lessons.
func (p *planner) showsAnswers() bool { return p.shows(report.Plans) && p.shows(report.Lessons) }
