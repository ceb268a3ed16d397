package generator_test

import (
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// shrunk drops files and editions of a workspace as long as it still fails.
func shrunk(s *plainSpace, fails func(*plainSpace) bool) *plainSpace {
	for {
		at := 0
		smaller := false
		for {
			c := copied(s)
			if !c.drop(at) {
				break
			}
			if c.sound() && fails(c) {
				s, smaller = c, true
				continue // what was next has this number now
			}
			at++
		}
		if !smaller {
			return s
		}
	}
}

// drop takes the n-th thing that can be dropped out of a workspace; false where there is none.
func (s *plainSpace) drop(n int) bool {
	var drops []func()
	drops = append(drops, func() { s.Notices = nil })
	if len(s.Notices) == 0 {
		drops = nil
	}
	if len(s.Quarters) > 1 {
		drops = append(drops, func() { s.Quarters = s.Quarters[1:] }, func() { s.Quarters = s.Quarters[:len(s.Quarters)-1] })
	}
	for _, q := range s.Quarters {
		if q.Published > 0 {
			drops = append(drops, func() { q.Published-- })
		}
		if q.Frozen {
			drops = append(drops, func() { q.Frozen = false })
		}
		for i, r := range q.Reports {
			if len(q.Reports) > 1 {
				drops = append(drops, func() { q.Reports = slices.Delete(q.Reports, i, i+1) })
			}
			if r.Plan != nil {
				drops = append(drops, func() { r.Plan = nil; r.planless() })
				for n := range r.Plan.Items {
					drops = append(drops, func() { r.dropItem(n) })
				}
			}
			if r.Metrics != nil {
				drops = append(drops, func() { r.Metrics = nil })
				for n, o := range r.Metrics.Outcomes {
					if o.Kind != "" {
						drops = append(drops, func() { r.Metrics.Outcomes = slices.Delete(r.Metrics.Outcomes, n, n+1) })
					}
				}
			}
			if r.Retro != nil {
				drops = append(drops, func() { r.Retro = nil })
			}
			if len(r.Updates) > 0 {
				drops = append(drops, func() { r.Updates = nil })
			}
		}
	}
	if n >= len(drops) {
		return false
	}
	drops[n]()
	return true
}

// planless leaves in an export what needs no plan.
func (r *plainReport) planless() {
	if r.Metrics != nil {
		r.Metrics.Outcomes = slices.DeleteFunc(r.Metrics.Outcomes, func(o *plainOutcome) bool { return o.Kind == "" })
	}
}

func (r *plainReport) dropItem(n int) {
	id := r.Plan.Items[n].ID
	r.Plan.Items = slices.Delete(r.Plan.Items, n, n+1)
	if r.Metrics != nil {
		r.Metrics.Outcomes = slices.DeleteFunc(r.Metrics.Outcomes, func(o *plainOutcome) bool { return o.ID == id })
	}
}

// forget drops what left the plan after the cut-off: only the frozen plan knew of it.
func (r *plainReport) forget() {
	for r.Plan != nil {
		n := slices.IndexFunc(r.Plan.Items, func(i *plainItem) bool { return i.Gone })
		if n < 0 {
			return
		}
		r.dropItem(n)
	}
}

// sound takes away what names what is dropped. It is false where nothing is left.
func (s *plainSpace) sound() bool {
	known, lessons, texts := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, t := range s.Teams {
		known[t.ID] = true
	}
	files := 0
	for _, q := range s.Quarters {
		if !slices.ContainsFunc(q.Reports, (*plainReport).any) {
			q.Frozen, q.Published = false, 0 // it has no files
		}
		q.Frozen = q.Frozen && q.planned()
		for _, r := range q.Reports {
			if !q.Frozen {
				r.forget()
			}
			if r.any() {
				files++
			}
			if r.Plan != nil {
				for _, i := range r.Plan.Items {
					known[i.ID] = true
				}
			}
			if r.Metrics != nil {
				for _, o := range r.Metrics.Outcomes {
					known[o.ID] = true
				}
			}
			if r.Retro == nil {
				continue
			}
			for _, l := range r.Retro.Lessons {
				lessons[l.ID] = true
			}
			for _, a := range r.Retro.Actions {
				a.Again = a.Again && texts[a.Text]
				texts[a.Text] = true
			}
		}
	}
	s.soundParts()
	gone := func(known map[string]bool) func(string) bool { return func(id string) bool { return !known[id] } }
	for _, q := range s.Quarters {
		for _, r := range q.Reports {
			if r.Plan != nil {
				for _, i := range r.Plan.Items {
					i.Needs, i.Serves = slices.DeleteFunc(i.Needs, gone(known)), slices.DeleteFunc(i.Serves, gone(known))
				}
				r.Plan.Declines = slices.DeleteFunc(r.Plan.Declines, gone(known))
				for id := range r.Plan.Answers {
					if !lessons[id] {
						delete(r.Plan.Answers, id)
					}
				}
			}
			if r.Retro != nil {
				for _, l := range r.Retro.Lessons {
					l.Confirms = slices.DeleteFunc(l.Confirms, gone(lessons))
				}
			}
			for i := range r.Updates {
				r.Updates[i].Notes = slices.DeleteFunc(r.Updates[i].Notes, func(id string) bool { return !r.names(id) })
			}
		}
	}
	s.Notices = slices.DeleteFunc(s.Notices, func(n plainNotice) bool { return !known[n.ID] })
	return files > 0
}

// names reports whether a team has an item in its plan or its export.
func (r *plainReport) names(id string) bool {
	return r.Plan != nil && slices.ContainsFunc(r.Plan.Items, func(i *plainItem) bool { return i.ID == id }) ||
		r.Metrics != nil && slices.ContainsFunc(r.Metrics.Outcomes, func(o *plainOutcome) bool { return o.ID == id })
}

// soundParts takes away what names an item that it was, or a team that had it, and is dropped.
func (s *plainSpace) soundParts() {
	known := map[string]bool{} // ids so far, and with the team that has them
	for _, q := range s.Quarters {
		for _, r := range q.Reports {
			if r.Plan != nil {
				for _, i := range r.Plan.Items {
					known[i.ID], known[i.ID+" "+r.Team] = true, true
				}
			}
		}
		for _, r := range q.Reports {
			if r.Plan == nil {
				continue
			}
			for _, i := range r.Plan.Items {
				i.Was = slices.DeleteFunc(i.Was, func(id string) bool { return !known[id] })
				if i.From == "" {
					continue
				}
				if !known[i.ID+" "+i.From] {
					i.From = ""
				} else if giver := q.report(i.From); giver != nil && giver.Plan != nil {
					if given := report.Find(giver.Plan.Items, func(other *plainItem) bool { return other.ID == i.ID }); given != nil && !giver.gave(given) {
						given.Handed = r.Team
					}
				}
			}
		}
	}
}

// history says what the files alone do not: which editions were frozen.
func (s *plainSpace) history() string {
	var b strings.Builder
	for _, q := range s.Quarters {
		if q.Frozen {
			fmt.Fprintf(&b, "The plan of %s is frozen on %s.\n", q.ID, q.Start+3)
		}
		if q.Published > 0 {
			fmt.Fprintf(&b, "%s is published %d times on %s.\n", q.ID, q.Published, q.End+1)
		}
	}
	return b.String()
}
