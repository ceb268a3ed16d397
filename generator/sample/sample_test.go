package sample_test

import (
	"maps"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/content/link"
	"quarterdeck/generator/report"
	"quarterdeck/generator/sample"
)

func TestSamplesReadWithoutProblems(t *testing.T) {
	for _, size := range []struct{ teams, quarters int }{{1, 1}, {1, 3}, {3, 2}, {12, 9}, {60, 2}} {
		fsys := fstest.MapFS{}
		for name, text := range sample.Workspace(size.teams, size.quarters, 1) {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		archive, problems := link.Read(fsys, link.Options{})
		for i, p := range problems {
			if i == 5 {
				break
			}
			t.Errorf("%v: %v", size, p)
		}
		if len(archive.Quarters) != size.quarters || len(archive.Teams) != size.teams {
			t.Fatalf("%v: %d quarters and %d teams", size, len(archive.Quarters), len(archive.Teams))
		}
		newest := archive.Quarters[size.quarters-1]
		if newest.State != report.Running {
			t.Errorf("%v: the newest quarter is %s", size, newest.State)
		}
		for _, q := range archive.Quarters {
			for _, r := range q.Reports {
				if r.Plan == nil || r.Metrics == nil || len(r.Items) < 11 || (r.Retro == nil) != (q == newest) {
					t.Fatalf("%v: the report of %s in %s is not whole", size, r.Team.ID, q.ID)
				}
			}
		}
		if size.teams > 1 && len(archive.Asks) == 0 {
			t.Errorf("%v: no team needs another", size)
		}
	}
}

func TestSampleIsTheSameEveryTime(t *testing.T) {
	one := sample.Workspace(4, 3, 7)
	if !maps.Equal(one, sample.Workspace(4, 3, 7)) {
		t.Error("two samples with the same seed differ")
	}
	if maps.Equal(one, sample.Workspace(4, 3, 8)) {
		t.Error("two samples with different seeds are the same")
	}
}
