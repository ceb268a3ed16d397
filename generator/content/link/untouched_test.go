package link

import (
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// What nobody has replaced is in no part of the archive; what somebody wrote beside it is.
func TestPlaceholdersAreNoFacts(t *testing.T) {
	files, err := txtar.ParseFile("testdata/problems/placeholder.txtar")
	if err != nil {
		t.Fatal(err)
	}
	a, _ := Read(workspace(files), Options{Movable: movable})
	q := a.Quarters[0]
	r := q.Report("rules")
	if q.Foreword != nil || r.Team.About.Text != "And more that somebody wrote." {
		t.Errorf("the foreword is %v, the team %q", q.Foreword, r.Team.About.Text)
	}
	if r.Plan.Summary != "" || r.Plan.Intro.Text != "Goals, risks, context. And what somebody added." || len(r.Items) != 1 || r.Items[0].ID != "R-1" || !r.Items[0].Body.Empty() {
		t.Errorf("the plan is %+v with %d items", r.Plan, len(r.Items))
	}
	if len(r.Retro.Actions) != 1 || r.Retro.Actions[0].Text.Text != "One thing to change, and more" || r.Retro.Well.Text != "Reviews in pairs." {
		t.Errorf("the retro is %+v", r.Retro)
	}
	if len(r.Updates) != 1 || !r.Updates[0].Body.Empty() {
		t.Errorf("there are %d updates", len(r.Updates))
	}
}
