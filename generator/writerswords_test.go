package generator_test

import (
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/report"
)

// anyCase is a mark however its letters are written, and a full stop after it that begins no ending of a file.
var anyCase = regexp.MustCompile(`((?i:zq\d+qz))(\.(?:[^0-9a-z]|$))?`)

// theirStop is a mark before a full stop of its writer, who may have a link around it.
var theirStop = regexp.MustCompile(`(zq\d+qz)(?:\]\]|\]\([^)]*\))?\.\s`)

// nameKinds are the kinds of marks that are names. A sentence of ours may end in a name; it never
// ends in a sentence of somebody else.
var nameKinds = []string{"site", "team name", "team id", "team", "component", "id", "coming id", "nameKinds id", "inside id", "nameKinds lesson", "title", "inside title", "measure", "metrics", "lesson theme"}

// What somebody wrote is on every page, in every feed and in every digest as it was written: no
// letter of it is made a capital, and no full stop is added to it.
func TestWritersWordsAreNotChanged(t *testing.T) {
	p := plant(t)
	w, archive := p.archive(t)
	out := build(t, w)
	ended := map[string]bool{} // marks that their writer ends a sentence with
	for _, file := range p.files {
		for _, at := range theirStop.FindAllSubmatch(file.Data, -1) {
			ended[string(at[1])] = true
		}
	}
	found := 0
	for _, to := range archive.Site.Audiences {
		all := files(t, filepath.Join(out, to.ID))
		if archive.For(to).Sees(report.Shipped) {
			maps.Copy(all, digests(t, w, archive, to))
		}
		for _, name := range slices.Sorted(maps.Keys(all)) {
			for _, at := range anyCase.FindAllSubmatch(all[name], -1) {
				mark := string(at[1])
				origin := p.marks[mark]
				kind, _, _ := strings.Cut(strings.Replace(origin, "lesson: theme", "lesson theme", 1), ":")
				switch found++; {
				case mark != strings.ToLower(mark):
					t.Errorf("%s, %s: «%s» is written %s", to.ID, name, p.marks[strings.ToLower(mark)], mark)
				case len(at[2]) > 0 && !ended[mark] && !slices.Contains(nameKinds, kind):
					t.Errorf("%s, %s: a full stop is added to «%s»", to.ID, name, origin)
				}
			}
		}
	}
	if found == 0 {
		t.Error("no page has a mark")
	}
}
