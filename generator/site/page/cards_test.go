package page

import (
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/card"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// Whatever can become of a planned item has a place in the pictures, and a word: no bar is
// shorter than that of the plan above it.
func TestEveryOutcomeIsDrawn(t *testing.T) {
	c := english()
	c.Archive.Audience.Shows = report.Parts
	for _, state := range []report.State{report.Running, report.Closed} {
		for _, status := range append([]report.Status{""}, report.Statuses...) {
			for _, exported := range []bool{true, false} {
				f := oneOutcome(state, status, exported)
				word := site.StatusWord(f.P[0])
				got := withFigures(c, card.Card{}, f).Bars[1]
				parts := slices.DeleteFunc(got.Parts, func(p card.Part) bool { return p.N == 0 })
				if len(parts) != 1 || parts[0].N != 1 || parts[0].Key != "1 "+c.T("status."+word) {
					t.Errorf("%s, %q, exported %t is %s: the bar has %+v", state, status, exported, word, parts)
				}
				if first := c.T("status-first." + word); !strings.EqualFold(first, c.T("status."+word)) {
					t.Errorf("%s is %q at the start of a line", word, first)
				}
			}
		}
	}
}

// Each outcome has a colour, and none but that of what is not known is used twice.
func TestOutcomesHaveColours(t *testing.T) {
	used := map[card.Ink]string{}
	for _, o := range (&metrics.Figures{Quarter: &report.Quarter{}}).Outcomes() {
		ink, ok := outcomeInks[o.Word]
		if before := used[ink]; !ok || before != "" && before != "open" {
			t.Errorf("%s has no colour of its own; %q has it", o.Word, before)
		}
		used[ink] = o.Word
	}
}

// oneOutcome are the figures of one planned item.
func oneOutcome(state report.State, status report.Status, exported bool) *metrics.Figures {
	q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 3}, State: state}
	team := &report.Team{ID: "rules"}
	d := &report.Deliverable{ID: "R-1", Team: team, Quarter: q, Outcome: report.Outcome{Status: status}}
	q.Reports = []*report.Report{{Team: team, Quarter: q, Plan: &report.Plan{}, Items: []*report.Deliverable{d}}}
	if exported {
		q.Reports[0].Metrics = &report.Metrics{}
	}
	return metrics.Compute(&report.Archive{Teams: []*report.Team{team}, Quarters: []*report.Quarter{q}}).Team(q.ID, "rules")
}
