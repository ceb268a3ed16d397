package importer

import (
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// The fields of changes that tell how an issue was on an earlier day.
const (
	changedStatus     = "status"
	changedResolution = "resolution"
	changedSprint     = "sprint"
	changedVersion    = "version"
	changedDue        = "due"
	changedPoints     = "points"
)

// AsOf is an issue as it was at the end of a day, by its history; nil where there was none yet.
func (i *Issue) AsOf(day report.Day, m *Mapping) *Issue {
	if i.Created > day {
		return nil
	}
	then := *i
	days := newDays(m)
	for _, c := range slices.Backward(i.Changes) {
		if c.Day <= day {
			break
		}
		then.undo(c, days)
	}
	if then.Finished > day {
		then.Finished = 0
	}
	return &then
}

// undo takes one change back.
func (i *Issue) undo(c Change, days *days) {
	switch c.Field {
	case changedStatus:
		i.Status, i.Category = c.From, "" // the category is the one of today
	case changedResolution:
		i.Resolution = c.From
	case changedSprint:
		i.Sprints = sprintsOf(c.From)
	case changedVersion: // one change for each that came or went
		i.Versions = slices.DeleteFunc(slices.Clone(i.Versions), func(v string) bool { return v == c.To })
		if c.From != "" {
			i.Versions = append(i.Versions, c.From)
		}
	case changedDue:
		i.Due, _ = days.day(c.From) // what cannot be read was said when the file was read
	case changedPoints:
		i.Points = nil
		if n, err := number(c.From); err == nil && n >= 0 {
			i.Points = []Points{{changedPoints, n}}
		}
	}
}

// sprintsOf are the sprints of a history's entry, parted by commas. A name may have a comma itself,
// so the whole is a word as well.
func sprintsOf(text string) []string {
	names := parts(text, ",")
	if len(names) > 1 {
		names = append(names, strings.TrimSpace(text))
	}
	return names
}

// underWay are the usual statuses of work that has begun.
var underWay = []string{"In Progress", "In Development", "In Review", "Active", "Doing", "Started", "W toku", "In Arbeit"}

// Began is the day on which an issue first came into a status of work that has begun; 0 = not
// known. The day on which it was created is none.
func (i *Issue) Began() report.Day {
	for _, c := range i.Changes {
		if c.Field == "status" && IsOneOf(c.To, underWay) {
			return c.Day
		}
	}
	return 0
}

// lastInto is the day on which an issue came into its status for the last time; 0 = not known.
func (i *Issue) lastInto(status string) report.Day {
	for _, c := range slices.Backward(i.Changes) {
		if c.Field == "status" {
			if c.To == status && c.From != "" {
				return c.Day
			}
			return 0
		}
	}
	return 0
}

// Ended is the day on which an issue came to its end; 0 = not known.
func (i *Issue) Ended() report.Day {
	if i.Finished != 0 {
		return i.Finished
	}
	return i.lastInto(i.Status)
}
