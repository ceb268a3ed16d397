package link_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/content/link"
	"quarterdeck/generator/report"
)

// An item may join between a cut-off that lies before the quarter and the quarter.
func TestAddedBetweenCutOffAndQuarter(t *testing.T) {
	for added, want := range map[string]string{
		"2026-06-10": "before the cut-off",
		"2026-06-20": "",
		"2026-06-25": "",
		"2026-09-30": "",
		"2026-10-01": "outside 2026-q3",
	} {
		files := fstest.MapFS{
			"site.toml":                  {Data: []byte("title = \"x\"\n")},
			"content/teams/fw.md":        {Data: []byte("+++\nname = \"FW\"\n+++\n")},
			"content/2026-q3/fw/plan.md": {Data: []byte("+++\nsummary = \"s\"\ncommitted = 2026-06-20\n+++\n\n## A\n\n```toml\nid = \"A-1\"\nkind = \"debt\"\nadded = " + added + "\n```\n")},
		}
		_, problems := link.Read(files, link.Options{Today: report.DayOf(2026, 8, 1)})
		if want == "" && len(problems) > 0 {
			t.Errorf("added %s: %v", added, problems)
		}
		if want != "" && (len(problems) != 1 || problems[0].Line != 11 || !strings.Contains(problems[0].Text, want)) {
			t.Errorf("added %s: got %v, want %q at line 11", added, problems, want)
		}
	}
}
