package report

import "testing"

func TestMatchFits(t *testing.T) {
	d := &Deliverable{Kind: Feature, Phase: Beta, Components: []string{"engine", "api"}, Needs: []string{"DS-1", "logs", "XX-1"}}
	teamOf := func(need string) string { return map[string]string{"DS-1": "design"}[need] }
	for _, c := range []struct {
		name string
		m    Match
		want bool
	}{
		{"nothing named", Match{}, false},
		{"its kind", Match{Kinds: []Kind{Debt, Feature}}, true},
		{"another kind", Match{Kinds: []Kind{Debt}}, false},
		{"its phase", Match{Phases: []Phase{Beta}}, true},
		{"its kind in another phase", Match{Kinds: []Kind{Feature}, Phases: []Phase{GA}}, false},
		{"one of its components", Match{Components: []string{"store", "api"}}, true},
		{"another component", Match{Components: []string{"store"}}, false},
		{"a team that it needs", Match{Teams: []string{"logs"}}, true},
		{"a team of which it needs something", Match{Teams: []string{"design"}}, true},
		{"a team that it does not need", Match{Teams: []string{"edge"}}, false},
		{"all four", Match{Kinds: []Kind{Feature}, Phases: []Phase{Beta}, Components: []string{"engine"}, Teams: []string{"design"}}, true},
	} {
		if got := c.m.Fits(d, teamOf); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
