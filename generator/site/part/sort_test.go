package part

import (
	"quarterdeck/generator/report"
	"testing"
)

func TestSortOf(t *testing.T) {
	for want, d := range map[string]report.Deliverable{
		"feature, beta":  {Kind: report.Feature, Phase: report.Beta},
		"groundwork, GA": {Kind: report.Groundwork, Phase: report.GA},
		"debt":           {Kind: report.Debt},
		"GA":             {Phase: report.GA},
		"":               {},
	} {
		if got := sortOf(english(), &d); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
