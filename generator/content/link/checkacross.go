package link

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// checkAcross checks what reports say of one another, in other quarters too. So it looks at
// all of them each time, whatever was taken over. It speaks of quarters that have not closed,
// and of what moved out of the last one before them: elsewhere nothing can be mended any more, and
// what went wrong there is on the pages.
func (a *assembler) checkAcross() {
	if a.blindSite { // which decides when a quarter closes
		return
	}
	asks := slices.DeleteFunc(slices.Clone(a.archive.Asks), func(k *report.Ask) bool { return k.Quarter.State == report.Closed })
	for _, k := range asks {
		a.checkAsk(k)
	}
	a.checkCircles(asks)
	a.checkMoved()
	var matcher *report.Matcher
	for i, q := range a.archive.Quarters {
		if q.State == report.Closed {
			continue
		}
		a.checkLoads(q, asks)
		a.checkTouched(i, asks)
		if matcher == nil {
			// The lessons come in any order: the matcher sorts them.
			matcher = report.NewMatcher(a.archive.Quarters, slices.Collect(maps.Values(a.lessons)), asks, a.archive.Today)
		}
		uses := make([][]*report.Use, len(a.reports[i]))
		content.InParallel(len(uses), func(n int) { uses[n] = matcher.Unanswered(a.reports[i][n].Report) })
		for n, r := range a.reports[i] {
			a.checkUses(r, uses[n])
		}
	}
}

// checkMoved wants what moved out of the newest quarter that has closed to be in a plan since: by
// then the next plans are being written.
func (a *assembler) checkMoved() {
	last := len(a.archive.Quarters) - 1
	planned := map[string]bool{}
	for ; last >= 0 && a.archive.Quarters[last].State != report.Closed; last-- {
		for _, r := range a.reports[last] {
			for _, d := range r.Items {
				if d.FromExport || d.Removed {
					continue
				}
				planned[d.ID] = true
				for _, was := range d.Was {
					planned[was] = true
				}
			}
		}
	}
	if last < 0 {
		return
	}
	for _, r := range a.reports[last] {
		for _, d := range r.Items {
			if d.Outcome.Status == report.Moved && d.Outcome.Finished == 0 && d.InPlan() && !planned[d.ID] && !a.blindItems {
				a.problems.Warnf(d.Pos, "moved-nowhere", "plan it in the quarter that it moved to, or write status = \"dropped\"",
					"%q moved out of %s, and no later plan has it yet", d.ID, d.Quarter.ID)
			}
		}
	}
}

// blockOf returns the block of a deliverable, or nil.
func (a *assembler) blockOf(d *report.Deliverable) *content.Block {
	if l := a.at[reportKey{d.Quarter.ID, d.Team.ID}]; l != nil {
		if i, ok := a.placeOf(l, d); ok && l.from[i].block.Has("id") && !d.Removed {
			return l.from[i].block
		}
	}
	return nil
}

// placeOf is where a report has an item among all of its own. It is not to be asked for by
// several quarters at once.
func (a *assembler) placeOf(l *linked, d *report.Deliverable) (int, bool) {
	places := a.places[l]
	if places == nil {
		places = make(map[*report.Deliverable]int, len(l.Items))
		for i, item := range l.Items {
			places[item] = i
		}
		a.places[l] = places
	}
	i, ok := places[d]
	return i, ok
}

// keyOf is where a key of a deliverable is, or else the deliverable.
func (a *assembler) keyOf(d *report.Deliverable, key string) diag.Pos {
	if b := a.blockOf(d); b != nil && b.Has(key) {
		return b.At(key)
	}
	return d.Pos
}

// voice is where a team would answer in a quarter: its plan, or, without one, its own file.
func (a *assembler) voice(t *report.Team, q *report.Quarter) diag.Pos {
	if l := a.at[reportKey{q.ID, t.ID}]; l != nil && l.Plan != nil {
		return l.Plan.Pos
	}
	return t.Pos
}

// checkUses wants a plan to answer the lessons that were held before it was committed, unless the
// team has an answer that still counts.
func (a *assembler) checkUses(r *linked, uses []*report.Use) {
	if a.blindLessons {
		return
	}
	for _, u := range uses {
		open := r.Plan.Committed == 0 || r.Plan.Committed > a.archive.Today // what is being written is told too
		if !u.Due && !open || r.plan == nil || r.plan.Plan == nil || r.plan.Broken {
			continue
		}
		if r.plan.Plan.Block.Table("lessons").Has(u.Lesson.ID) {
			continue // answered in words that are not known: that is a problem of its own
		}
		a.problems.Warnf(r.plan.Plan.Block.At("lessons"), "unanswered-lesson",
			fmt.Sprintf(`write %s = "adopted", or "deferred: why", or "not applicable: why", under [lessons]`, u.Lesson.ID),
			"lesson %q matches %s and is not answered: %s", u.Lesson.ID, idsOf(u.Items), u.Lesson.Pos)
	}
}

// mostNamed is how many things a message names.
const mostNamed = 4

// idsOf names items: "MR-101", "MR-102" and 3 more.
func idsOf(items []*report.Deliverable) string {
	var names []string
	for _, d := range items {
		names = append(names, fmt.Sprintf("%q", d.ID))
	}
	return listed(names)
}

// listed joins the first of some words, and says how many there are besides.
func listed(words []string) string {
	if len(words) <= mostNamed {
		return strings.Join(words, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(words[:mostNamed], ", "), len(words)-mostNamed)
}
