package site

import (
	"cmp"
	"quarterdeck/generator/report"
	"slices"
	"sync"
)

// Over is what is followed over all quarters of an archive: actions, lessons, groundwork.
// Each is gathered when a page first needs it, so that a preview of another page does
// not pay for it.
type Over struct {
	Tracks  func() map[string][]*report.Track        // by team id, in the order of report.Tracks
	Newest  func() map[*report.Action]*report.Action // of an action that a later retro raises again, the last
	Matcher func() *report.Matcher
	Uses    func() map[string][]*report.Use // by lesson id, newest quarter first
	Ground  func() *report.Ground
	Lives   func() *report.Lives
	// delivered is every delivery, newest first.
	delivered func() []*report.Deliverable
}

func NewOver(a *report.Archive) *Over {
	x := &Over{
		Tracks: sync.OnceValue(func() map[string][]*report.Track {
			of := map[string][]*report.Track{}
			for _, t := range report.Tracks(a) {
				of[t.Team.ID] = append(of[t.Team.ID], t)
			}
			return of
		}),
		Matcher: sync.OnceValue(func() *report.Matcher {
			return report.NewMatcher(a.Quarters, report.AllLessons(a), a.Asks, a.Today)
		}),
		Uses: sync.OnceValue(func() map[string][]*report.Use {
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
		Ground: sync.OnceValue(func() *report.Ground { return report.NewGround(a) }),
		Lives:  sync.OnceValue(func() *report.Lives { return report.NewLives(a) }),
		delivered: sync.OnceValue(func() []*report.Deliverable {
			return slices.SortedStableFunc(deliveries(a), ByDelivery)
		}),
	}
	x.Newest = sync.OnceValue(func() map[*report.Action]*report.Action {
		newest := map[*report.Action]*report.Action{}
		for _, tracks := range x.Tracks() {
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
