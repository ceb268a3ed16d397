package report

import (
	"cmp"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// QuarterID names a quarter: 2026-q3 is {2026, 3}.
type QuarterID struct{ Year, N int }

var quarterForm = regexp.MustCompile(`^(\d{4})-q([1-4])$`)

// ParseQuarter reads "2026-q3".
func ParseQuarter(s string) (QuarterID, error) {
	m := quarterForm.FindStringSubmatch(s)
	if m == nil || m[1] == "0000" {
		return QuarterID{}, fmt.Errorf("%q is not a quarter: write it as 2026-q3", s)
	}
	year, _ := strconv.Atoi(m[1])
	n, _ := strconv.Atoi(m[2])
	return QuarterID{year, n}, nil
}

// String returns "2026-q3".
func (q QuarterID) String() string { return fmt.Sprintf("%04d-q%d", q.Year, q.N) }

// Title returns "2026 Q3".
func (q QuarterID) Title() string { return fmt.Sprintf("%04d Q%d", q.Year, q.N) }

// YearQuarter returns the year and the number of the quarter in it.
func (q QuarterID) YearQuarter() (year, n int) { return q.Year, q.N }

// Index counts quarters since year 0; the difference of two is their distance.
func (q QuarterID) Index() int { return q.Year*4 + q.N - 1 }

// Next returns the quarter after q.
func (q QuarterID) Next() QuarterID { return quarterAt(q.Index() + 1) }

// Prev returns the quarter before q.
func (q QuarterID) Prev() QuarterID { return quarterAt(q.Index() - 1) }

func quarterAt(i int) QuarterID { return QuarterID{i / 4, i%4 + 1} }

// Compare orders quarters by time.
func (q QuarterID) Compare(r QuarterID) int { return cmp.Compare(q.Index(), r.Index()) }

// Fiscal says how fiscal years lie in the calendar. The zero value is the calendar's own years.
type Fiscal struct {
	Starts int // month, 1 to 12; 0 = January
	// ByEnd is set where a fiscal year has the name of the calendar year in which it ends,
	// and not of that in which it starts.
	ByEnd bool
}

// first is the month, counted from the year 0, in which the fiscal year 0 starts.
func (f Fiscal) first() int {
	month := max(f.Starts, 1)
	if f.ByEnd && month > 1 {
		return month - 12
	}
	return month
}

// Range returns the half-open range of days [start, end) of the quarter.
func (q QuarterID) Range(f Fiscal) (start, end Day) {
	m := time.Month(f.first() + 3*(q.N-1))
	return DayOf(q.Year, m, 1), DayOf(q.Year, m+3, 1)
}

// QuarterOf returns the quarter in which d lies.
func QuarterOf(d Day, f Fiscal) QuarterID {
	t := d.Time()
	months := t.Year()*12 + int(t.Month()) - f.first()
	return quarterAt(months / 3)
}

// State is where a quarter stands on the day of the build.
type State string

const (
	Ahead   State = "ahead"   // has not begun
	Running State = "running" // has begun, has not ended
	Closed  State = "closed"  // has ended
)

// Quarter is one quarter with the reports of its teams.
type Quarter struct {
	ID         QuarterID
	Start, End Day // half-open: End is the first day of the next quarter
	State      State
	Foreword   *Document // index.md, or nil
	Reports    []*Report // one a team that has any file in this quarter, by team name

	// Editions of the quarter: the plan, where it was frozen, then those published, oldest first.
	Editions []*Edition
	// Shown is the edition whose figures are those of the quarter: the newest published one
	// whose files are those of the quarter still. Nil where figures are counted.
	Shown *Edition
	// Differs are the files that are not as the newest published edition has them, by path.
	Differs []Difference
}

// AllReports goes through the reports of all quarters, oldest first.
func (a *Archive) AllReports() iter.Seq[*Report] {
	return func(yield func(*Report) bool) {
		for _, q := range a.Quarters {
			for _, r := range q.Reports {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// AllItems goes through the items of all reports, in the order of [Archive.AllReports].
func (a *Archive) AllItems() iter.Seq[*Deliverable] {
	return func(yield func(*Deliverable) bool) {
		for r := range a.AllReports() {
			for _, d := range r.Items {
				if !yield(d) {
					return
				}
			}
		}
	}
}

// Quarter returns the quarter with an id, or nil.
func (a *Archive) Quarter(id QuarterID) *Quarter {
	return Find(a.Quarters, func(q *Quarter) bool { return q.ID == id })
}

// LastDay is the last day that belongs to the quarter.
func (q *Quarter) LastDay() Day { return q.End - 1 }

// Report returns the report of a team in this quarter, or nil.
func (q *Quarter) Report(team string) *Report {
	return Find(q.Reports, func(r *Report) bool { return r.Team.ID == team })
}

// Find returns the first of a list that fits, or nil.
func Find[T any](list []*T, fits func(*T) bool) *T {
	if i := slices.IndexFunc(list, fits); i >= 0 {
		return list[i]
	}
	return nil
}
