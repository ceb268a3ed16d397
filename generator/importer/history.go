package importer

import (
	"slices"

	"quarterdeck/generator/report"
)

// underWay are the usual statuses of work that has begun.
var underWay = []string{"In Progress", "In Development", "In Review", "Active", "Doing", "Started", "W toku", "In Arbeit"}

// began is the day on which an issue first came into a status of work that has begun; 0 = not
// known. The day on which it was created is none.
func (i *Issue) began() report.Day {
	for _, c := range i.Changes {
		if c.Field == "status" && isOneOf(c.To, underWay) {
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

// ended is the day on which an issue came to its end; 0 = not known.
func (i *Issue) ended() report.Day {
	if i.Finished != 0 {
		return i.Finished
	}
	return i.lastInto(i.Status)
}
