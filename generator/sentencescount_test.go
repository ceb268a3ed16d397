package generator_test

import (
	"slices"

	"quarterdeck/generator/report"
)

// plainRow is an item of a quarter with what became of it.
type plainRow struct {
	ID, Team, Kind, Phase        string
	Planned, Removed, Export     bool
	Size, NowSize                float64
	Due, NowDue, Added, Finished report.Day
	Status, Reason               string
	Actual                       float64
	Customers, Reworded          bool
	Needs, Serves, Enables, Was  []string
	From, Handed                 string     // the team that had it before, and that has it now
	Awaited                      bool       // no team that has it has an export
	Whole                        bool       // it goes on in others of the quarter
	Part                         bool       // it is counted with what it goes on with
	Done                         float64    // of what was partly delivered: how much of it was, where that is said
	Early                        bool       // it was done before the plan was committed
	quarter                      report.Day // its first day
}

// plainScope is what a sentence may be about: a quarter, and a team in it or all of them.
type plainScope struct {
	space *plainSpace
	q     *plainQuarter
	team  string
}

func (c plainScope) state() report.State { return c.q.state(c.space.Today) }

// plan reports whether this is a plan edition, which knows no outcomes.
func (c plainScope) planEdition() bool { return c.space.Of == report.PlanEdition }

func (c plainScope) ahead() bool { return c.state() == report.Ahead || c.planEdition() }

// reports are those counted, by name of team.
func (c plainScope) reports() []*plainReport {
	return remembered(&c.space.known.reports, c, func() []*plainReport {
		var all []*plainReport
		for _, t := range c.space.Teams {
			if r := c.q.report(t.ID); r != nil && (c.team == "" || c.team == t.ID) && r.any() {
				all = append(all, r)
			}
		}
		return all
	})
}

// any reports whether a team has a file in the quarter.
func (r *plainReport) any() bool {
	return r.There || r.Plan != nil || r.Metrics != nil || r.Retro != nil || len(r.Updates) > 0
}

// rows are the items counted: those of the plan, those that left it, and what the export alone
// knows, but for what was done before the plan was committed.
func (c plainScope) rows() []plainRow {
	return remembered(&c.space.known.rows, c, func() []plainRow {
		return slices.DeleteFunc(slices.Clone(c.everyRow()), func(r plainRow) bool { return r.Early || r.Part })
	})
}

func (c plainScope) everyRow() []plainRow {
	if c.team == "" {
		return c.whole()
	}
	return remembered(&c.space.known.every, c, c.own)
}

func (c plainScope) rowsOf(r *plainReport) []plainRow {
	var all []plainRow
	seen := map[string]bool{}
	promise := map[string]*plainItem{}
	for _, i := range c.q.Promised[r.Team] {
		promise[i.ID] = i
	}
	add := func(i *plainItem, removed bool) {
		row := plainRow{ID: i.ID, Team: r.Team, Kind: i.Kind, Phase: i.Phase, Size: i.Size, NowSize: i.Size, Due: i.Due, NowDue: i.Due, Added: i.Added,
			Customers: i.Customers, Reworded: i.Reworded, Needs: i.Needs, Serves: i.Serves, Enables: i.Enables, Removed: removed, From: i.From, Handed: i.Handed, Was: i.Was, quarter: c.q.Start}
		row.Planned = i.Added == 0
		if c.q.Promised != nil {
			row.Planned = promise[i.ID] != nil
			if was := promise[i.ID]; was != nil {
				row.Size, row.Due = was.Size, was.Due
			}
		}
		seen[i.ID] = true
		all = append(all, row)
	}
	if r.Plan != nil {
		for _, i := range r.Plan.Items {
			add(i, false)
		}
	}
	for _, i := range c.q.Promised[r.Team] {
		if !seen[i.ID] {
			add(i, true)
		}
	}
	if r.Metrics == nil {
		return all
	}
	for _, o := range r.Metrics.Outcomes {
		at := slices.IndexFunc(all, func(row plainRow) bool { return row.ID == o.ID })
		if at < 0 {
			at = len(all)
			all = append(all, plainRow{ID: o.ID, Team: r.Team, Kind: o.Kind, Export: true, quarter: c.q.Start})
		}
		row := &all[at]
		row.Status = o.Status
		if o.HandedTo != "" {
			row.Handed = o.HandedTo
		}
		row.Finished = o.Finished
		if o.Status == "delivered" {
			row.Actual = o.Size
		} else {
			row.Reason, row.Done = o.Reason, o.Done
		}
		row.Early = row.Planned && isDone(*row) && row.Finished < c.cutOff(r)
	}
	return all
}

// where counts rows.
func (c plainScope) where(fits ...func(plainRow) bool) (n int) {
	for _, row := range c.rows() {
		if !slices.ContainsFunc(fits, func(f func(plainRow) bool) bool { return !f(row) }) {
			n++
		}
	}
	return n
}

func inPlan(r plainRow) bool { return r.Planned }
func joined(r plainRow) bool { return !r.Planned }
func isDone(r plainRow) bool { return r.Status == "delivered" }
func isMoved(r plainRow) bool {
	return r.Status == "moved"
}
func isPartly(r plainRow) bool  { return r.Status == "partly" }
func isDropped(r plainRow) bool { return r.Status == "dropped" }
func isLeft(r plainRow) bool {
	return r.Status == "" || r.Status == "open"
}
func forAll(r plainRow) bool { return r.Customers }

func not(f func(plainRow) bool) func(plainRow) bool { return func(r plainRow) bool { return !f(r) } }

// hasPlan reports whether there is a promise to compare with.
func (c plainScope) hasPlan() bool {
	return slices.ContainsFunc(c.reports(), func(r *plainReport) bool {
		if c.q.Promised != nil {
			return c.q.Promised[r.Team] != nil
		}
		return r.Plan != nil
	})
}

// exported reports whether any counted team has an export.
func (c plainScope) exported() bool {
	return slices.ContainsFunc(c.reports(), func(r *plainReport) bool { return r.Metrics != nil })
}

// told reports whether any counted team has said what became of its items: in an export, or that it
// handed one over.
func (c plainScope) told() bool {
	return slices.ContainsFunc(c.reports(), func(r *plainReport) bool {
		return r.Metrics != nil || slices.ContainsFunc(plainScope{c.space, c.q, r.Team}.everyRow(), func(r plainRow) bool { return isHanded(r) || r.Status != "" && !r.Whole })
	})
}

// awaited counts the planned items of which nobody said what became of them, as their team has no
// export in a quarter that has closed, and unexplained those that a team left out of its export.
func (c plainScope) awaited() int     { return c.leftBy(false) }
func (c plainScope) unexplained() int { return c.leftBy(true) }

func (c plainScope) leftBy(exported bool) (n int) {
	if c.state() != report.Closed {
		return 0
	}
	return c.where(inPlan, isLeft, func(r plainRow) bool { return r.Awaited != exported })
}

// cutOffs are the different days on which plans were committed.
func (c plainScope) cutOffs() (days []report.Day) {
	for _, r := range c.reports() {
		if r.Plan == nil {
			continue
		}
		day := r.Plan.Committed
		if day == 0 && c.q.Promised[r.Team] != nil {
			day = c.q.Start + 3 // when it was frozen
		}
		if day != 0 && !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	slices.Sort(days)
	return days
}

// cutOff is when a plan was committed, as far as is known.
func (c plainScope) cutOff(r *plainReport) report.Day {
	switch {
	case r.Plan != nil && r.Plan.Committed != 0:
		return r.Plan.Committed
	case r.Plan != nil && c.q.Promised[r.Team] != nil:
		return c.q.Start + 3
	}
	return c.q.Start
}

// partly sums how much was delivered of what was partly delivered.
func (c plainScope) partly(fits ...func(plainRow) bool) (sum float64, n int) {
	for _, row := range c.rows() {
		if isPartly(row) && !slices.ContainsFunc(fits, func(f func(plainRow) bool) bool { return !f(row) }) {
			sum, n = sum+min(row.Done, row.Size), n+1
		}
	}
	return sum, n
}

// sizes sums the planned sizes of rows, and counts those without one.
func (c plainScope) sizes(fits ...func(plainRow) bool) (sum float64, without int) {
	for _, row := range c.rows() {
		switch {
		case slices.ContainsFunc(fits, func(f func(plainRow) bool) bool { return !f(row) }):
		case row.Size > 0:
			sum += row.Size
		default:
			without++
		}
	}
	return sum, without
}

// took sums the sizes that delivered rows turned out to have.
func (c plainScope) took() (sum float64, with, without int) {
	for _, row := range c.rows() {
		size := row.Actual
		if size == 0 {
			size = row.Size
		}
		switch {
		case isPartly(row):
			sum += row.Done
		case !isDone(row):
		case size > 0:
			sum, with = sum+size, with+1
		default:
			without++
		}
	}
	return sum, with, without
}

// missed is in how many earlier quarters an item was planned and not delivered, since it was last
// delivered. Only what is decided counts: the quarter has closed, or it moved or was dropped.
func (c plainScope) missed(id string) int {
	return remembered(&c.space.known.missed, c.q.ID.String()+" "+id, func() int { return c.countMissed(id) })
}

// carried counts planned items that were missed once, and more often.
func (c plainScope) carried() (once, more int) {
	for _, row := range c.rows() {
		if !row.Planned {
			continue
		}
		switch n := c.missed(row.ID); {
		case n == 1:
			once++
		case n > 1:
			more++
		}
	}
	return once, more
}
