package page

import (
	"slices"

	"quarterdeck/generator/report"
)

// Worth is what a deliverable should change for customers or the business, and what it did
// change: sentences, or "".
type Worth struct{ Value, Result string }

// worth is nil where neither is said.
func worth(d *report.Deliverable) *Worth {
	if d.Value == "" && d.Outcome.Result == "" {
		return nil
	}
	return &Worth{endSentence(d.Value), endSentence(d.Outcome.Result)}
}

// WorthStep is the worth of an item in one quarter.
type WorthStep struct {
	Quarter Link
	Worth
	Due bool // delivered, and nothing says yet what it did change
}

// worthSteps tells of every quarter that says anything, newest first. Those who are outside hear of none.
func (p *planner) worthSteps(id string) []WorthStep {
	if !p.inside() {
		return nil
	}
	var out []WorthStep
	for _, d := range slices.Backward(p.book.Item(id)) {
		if w := worth(d); w != nil {
			out = append(out, WorthStep{Link{Text: d.Quarter.ID.Title(), Path: p.rowOf(d)}, *w, w.Result == "" && d.Outcome.Status == report.Delivered})
		}
	}
	return out
}
