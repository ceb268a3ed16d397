package link

import (
	"slices"
	"testing"
)

// The sections of a retro are in the writer's order, under the writer's headings, and are for
// what the team, site.toml or the built-in names say.
func TestSectionsOfARetro(t *testing.T) {
	const site = `
-- site.toml --
today = 2026-10-20
[retro]
well = ["What went well", "Sunny", "Same"]
wrong = "Cloudy"
[retro.languages.de]
change = ["Neu"]
-- content/teams/rules.md --
+++
[retro]
wrong = ["Same", "Stormy"]
+++
-- content/teams/design.md --
-- content/2026-q3/TEAM/retro.md --
`
	for _, c := range []struct {
		team, retro string
		want        []string
	}{
		{"design", "## Thanks\n\n## Start\n\n- [ ] A\n\n## STOP\n\n## Continue\n", []string{":Thanks", "change:Start", "wrong:STOP", "well:Continue"}},
		{"design", "## Liked\n\n## Learned\n\n## Lacked\n\n## Longed for\n", []string{"well:Liked", "lessons:Learned", "wrong:Lacked", "change:Longed for"}},
		{"design", "## Sunny\n\n## Cloudy\n\n## Neu\n\n## Same\n\n## Stormy\n", []string{"well:Sunny", "wrong:Cloudy", "change:Neu", "well:Same", ":Stormy"}},
		{"rules", "## Same\n\n## Stormy\n\n## Sunny\n", []string{"wrong:Same", "wrong:Stormy", "well:Sunny"}},
		{"design", "## Was gut lief\n\n## Ce qui n'a pas marché\n\n## Co zmieniamy\n\n## Wnioski\n", []string{"well:Was gut lief", "wrong:Ce qui n'a pas marché", "change:Co zmieniamy", "lessons:Wnioski"}},
	} {
		fsys := ws(site)
		fsys["content/2026-q3/"+c.team+"/retro.md"] = fsys["content/2026-q3/TEAM/retro.md"]
		delete(fsys, "content/2026-q3/TEAM/retro.md")
		fsys["content/2026-q3/"+c.team+"/retro.md"].Data = []byte(c.retro)
		a, _ := Read(fsys, Options{})
		var got []string
		for _, s := range a.Quarters[0].Report(c.team).Retro.Sections {
			got = append(got, string(s.Kind)+":"+s.Title)
			if s.Kind == "change" && s.Title == "Start" && len(s.Actions) != 1 {
				t.Errorf("the section %s has %d actions", s.Title, len(s.Actions))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.team, got, c.want)
		}
	}
}
