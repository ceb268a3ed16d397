package generator_test

import (
	"encoding/json"
	"os"
	"testing"

	"quarterdeck/generator"
)

// expected is testdata/kubernetes/expected.json, which was counted from the public
// data independently of this project. Its "delivered" is what was planned and delivered.
type expected struct {
	Quarters, Teams map[string]expectedFigures
	Totals          expectedFigures
}

type expectedFigures struct {
	Planned, Delivered, Moved, Dropped, Unplanned int
}

// data is the part of data.json that the comparison needs. The pointers tell a
// figure that is missing from one that is 0.
type data struct {
	Schema  int
	Figures dataFigures
	Teams   []struct {
		Team    string
		Figures dataFigures
	}
}

type dataFigures struct {
	Planned, Kept, Moved, Dropped, Unplanned, Unexplained *int
}

func (f dataFigures) complete() bool {
	return f.Planned != nil && f.Kept != nil && f.Moved != nil && f.Dropped != nil && f.Unplanned != nil && f.Unexplained != nil
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// dataOf reads the data.json of a folder of a site.
func dataOf(t *testing.T, s *generator.Site, folder string) (d data) {
	t.Helper()
	b, err := s.Bytes(t.Context(), folder+"/data.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &d); err != nil {
		t.Fatalf("%s: %v", folder, err)
	}
	return d
}

// The real planning data of a public project gives the figures that were counted
// from it by other means, to the last one.
func TestKubernetesFigures(t *testing.T) {
	var want expected
	readJSON(t, "testdata/kubernetes/expected.json", &want)
	site := undrawn(t, open(t, "testdata/kubernetes"), 0)

	teams := map[string]expectedFigures{}
	var totals expectedFigures
	for quarter, w := range want.Quarters {
		got := dataOf(t, site, quarter)
		if got.Schema != 1 || !got.Figures.complete() {
			t.Fatalf("%s: data.json lacks a figure: %+v", quarter, got.Figures)
		}
		g := expectedFigures{*got.Figures.Planned, *got.Figures.Kept, *got.Figures.Moved, *got.Figures.Dropped, *got.Figures.Unplanned}
		if g != w {
			t.Errorf("%s: figures are %+v, want %+v", quarter, g, w)
		}
		if *got.Figures.Unexplained != 0 {
			t.Errorf("%s: %d items are unexplained, want none", quarter, *got.Figures.Unexplained)
		}
		totals = totals.add(g)
		for _, team := range got.Teams {
			own := dataOf(t, site, quarter+"/"+team.Team)
			if !own.Figures.complete() || *own.Figures.Planned != *team.Figures.Planned || *own.Figures.Kept != *team.Figures.Kept {
				t.Errorf("%s of %s: the team's own data.json says something else than the quarter's", quarter, team.Team)
			}
			sum := teams[team.Team]
			sum.Planned += *team.Figures.Planned
			sum.Delivered += *team.Figures.Kept
			teams[team.Team] = sum
		}
	}
	if totals != want.Totals {
		t.Errorf("totals are %+v, want %+v", totals, want.Totals)
	}
	if len(teams) != len(want.Teams) {
		t.Errorf("%d teams, want %d", len(teams), len(want.Teams))
	}
	for team, w := range want.Teams {
		if g := teams[team]; g.Planned != w.Planned || g.Delivered != w.Delivered {
			t.Errorf("%s: %d of %d delivered, want %d of %d", team, g.Delivered, g.Planned, w.Delivered, w.Planned)
		}
	}
}

func (a expectedFigures) add(b expectedFigures) expectedFigures {
	return expectedFigures{a.Planned + b.Planned, a.Delivered + b.Delivered, a.Moved + b.Moved, a.Dropped + b.Dropped, a.Unplanned + b.Unplanned}
}
