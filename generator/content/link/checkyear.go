package link

import (
	"fmt"

	"quarterdeck/generator/report"
)

// yearOff is a hint for the days of the i-th quarter, where all of them are in the quarter of
// the same number of the year before or after; else it is "".
func (a *assembler) yearOff(i int) string {
	if a.blindSite {
		return ""
	}
	q, fiscal := a.archive.Quarters[i], a.archive.Site.Fiscal
	days := a.daysOf(i)
	for _, years := range []int{-1, 1} {
		other := report.QuarterID{Year: q.ID.Year + years, N: q.ID.N}
		if !allIn(days, other, fiscal) {
			continue
		}
		hint := fmt.Sprintf("all dates of %s are in %s: ", q.ID, other)
		switch {
		case fiscal.Starts > 1 && years < 0 && !fiscal.ByEnd:
			return hint + `is the fiscal year named by its end? then write fiscal_year_named_by = "end" in site.toml`
		case fiscal.Starts > 1 && years > 0 && fiscal.ByEnd:
			return hint + `is the fiscal year named by its start? then remove fiscal_year_named_by from site.toml`
		}
		return hint + "correct the years, or rename the folder"
	}
	return ""
}

// allIn reports whether there are several days, and all of them are in a quarter.
func allIn(days []report.Day, q report.QuarterID, f report.Fiscal) bool {
	start, end := q.Range(f)
	for _, d := range days {
		if d < start || d >= end {
			return false
		}
	}
	return len(days) > 1
}

// daysOf are the days of a quarter that have to lie in it. The cut-off may lie before it.
func (a *assembler) daysOf(i int) (days []report.Day) {
	add := func(d report.Day) {
		if d != 0 {
			days = append(days, d)
		}
	}
	for _, r := range a.reports[i] {
		for _, d := range r.Items {
			add(d.Due)
			add(d.Outcome.Finished)
		}
		if r.Metrics != nil {
			for _, s := range r.Metrics.Sprints {
				add(s.Start)
			}
		}
		for _, u := range r.Updates {
			add(u.Day)
		}
	}
	return days
}
