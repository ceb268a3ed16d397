package report

import "slices"

// Load is what teams ask of a shared team in a quarter, beside what it can take on.
type Load struct {
	Team     *Team
	Quarter  *Quarter
	Capacity float64 // size: of its plan, else of its file; 0 = not said
	Asks     []*Ask  // of the quarter, towards it
	// Answers are the items of the quarter that answer an ask, each once, by id, without those
	// that moved or were dropped. Size is the sum of their sizes as planned; Unsized of them say none.
	Answers []*Deliverable
	Size    float64
	Unsized int
	// Unanswered asks have no size: nobody but the team asked knows how large the answer is.
	Unanswered, Declined int
}

// Over reports whether more is asked than the team can take on, as far as it is known.
func (l *Load) Over() bool { return l.Capacity > 0 && l.Size > l.Capacity }

// Loads returns the load of every shared team that is asked for something in a quarter, by
// name. Of the asks, in any order, those of other quarters are left out.
func Loads(q *Quarter, asks []*Ask) []*Load {
	by := map[*Team]*Load{}
	var all []*Load
	for _, k := range asks {
		if k.Quarter != q || !k.Of.Shared {
			continue
		}
		l := by[k.Of]
		if l == nil {
			l = &Load{Team: k.Of, Quarter: q, Capacity: k.Of.Capacity}
			if r := q.Report(k.Of.ID); r != nil && r.Plan != nil && r.Plan.Capacity > 0 {
				l.Capacity = r.Plan.Capacity
			}
			by[k.Of] = l
			all = append(all, l)
		}
		l.Asks = append(l.Asks, k)
	}
	slices.SortFunc(all, func(x, y *Load) int { return x.Team.Compare(y.Team) })
	for _, l := range all {
		l.sum()
	}
	return all
}

func (l *Load) sum() {
	slices.SortFunc(l.Asks, compareAsks)
	seen := map[*Deliverable]bool{}
	for _, k := range l.Asks {
		switch d := k.Answer; {
		case k.State == Declined:
			l.Declined++
		case d == nil:
			l.Unanswered++
		case d.Quarter == l.Quarter && !seen[d] && d.Outcome.Status != Moved && d.Outcome.Status != Dropped:
			seen[d] = true
			l.Answers = append(l.Answers, d)
		}
	}
	slices.SortFunc(l.Answers, compareItems)
	for _, d := range l.Answers {
		l.Size += d.Size
		if d.Size == 0 {
			l.Unsized++
		}
	}
}
