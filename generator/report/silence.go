package report

// SilentAfter is how many days a team may go without an update in a running quarter. One
// more, and it is silent.
const SilentAfter = 14

// Silence is a stretch of a quarter in which a team wrote no update for more than
// [SilentAfter] days.
type Silence struct {
	// After is the day of the update before it, or the quarter's first day; Until that of
	// the update that ended it, or the day up to which was looked.
	After, Until Day
}

// Days is how long it lasted.
func (s Silence) Days() int { return int(s.Until - s.After) }

// Silences are the silent stretches of a report's quarter up to a day, oldest first. The
// last one goes on if its Until is that day. A quarter is looked at to its last day at most.
func (r *Report) Silences(on Day) []Silence {
	var all []Silence
	after, end := r.Quarter.Start, min(on, r.Quarter.LastDay())
	add := func(until Day) {
		if s := (Silence{after, until}); s.Days() > SilentAfter {
			all = append(all, s)
		}
		after = max(after, until)
	}
	for _, u := range r.Updates {
		if u.Day <= end {
			add(u.Day)
		}
	}
	add(end)
	return all
}

// Standing is how a team says that its running quarter goes.
type Standing struct {
	Report *Report
	Newest *Update // nil where there is none
	// Days since the newest update, or since the quarter began where there is none since.
	Days   int
	Silent bool // for more than SilentAfter days
}

// Standing is how a report's team says on a day that its quarter goes. In a quarter that
// does not run nobody is silent, and Days is 0.
func (r *Report) Standing(on Day) Standing {
	s := Standing{Report: r, Newest: r.NewestUpdate(on)}
	if r.Quarter.State != Running {
		return s
	}
	since := r.Quarter.Start
	if s.Newest != nil {
		since = max(since, s.Newest.Day)
	}
	s.Days = max(0, int(on-since))
	s.Silent = s.Days > SilentAfter
	return s
}

// Standings are those of all teams of a quarter, in the order of its reports; nil where
// no team has ever written an update, so that who does without them is not told of silence.
func (q *Quarter) Standings(on Day) []Standing {
	var all []Standing
	written := false
	for _, r := range q.Reports {
		all = append(all, r.Standing(on))
		written = written || len(r.Updates) > 0
	}
	if !written {
		return nil
	}
	return all
}
