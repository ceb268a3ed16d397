package scaffold_test

import (
	"bytes"
	"fmt"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/content"
	"quarterdeck/generator/report"
	"quarterdeck/generator/scaffold"
)

// Whatever a title or an id is, in whatever fiscal year: what new writes has no
// problem, and begins with what was asked for.
func TestScaffoldsHaveNoProblems(t *testing.T) {
	today := report.DayOf(2026, 11, 20)
	for _, title := range []string{"Delivery reports", `Our "reports" \ more`, "Größe, 数, 🚢", "bell\a and\nline", "broken \xff", "no \u2028 line", ""} {
		for fiscal := 1; fiscal <= 12; fiscal++ {
			files := fstest.MapFS{}
			add := func(list []scaffold.File) {
				for _, f := range list {
					if files[f.Path] != nil {
						t.Errorf("%s is made twice", f.Path)
					}
					files[f.Path] = &fstest.MapFile{Data: f.Data}
				}
			}
			add(scaffold.Site(title))
			site := files["site.toml"]
			site.Data = bytes.Replace(site.Data, []byte("fiscal_year_starts = 1 "), fmt.Appendf(nil, "fiscal_year_starts = %d ", fiscal), 1)
			for _, team := range []string{"firewall", "managed-rules", "a-1", "x"} {
				add(scaffold.Team(team))
			}
			q := report.QuarterID{Year: 2026, N: fiscal%4 + 1}
			add(scaffold.Quarter(q, []string{"firewall", "managed-rules", "a-1"}, fiscal))
			add(scaffold.Plan(q, "x", fiscal))
			archive, _ := content.Read(files, content.Options{Today: today})
			left := archive.Quarters[0].Report("x").Items
			add(scaffold.Retro(q, "x", archive.Site.Retro, left, fiscal))
			archive, problems := content.Read(files, content.Options{Today: today})
			for _, p := range problems {
				if p.Code != "unexplained" { // the quarter may have ended
					t.Errorf("%q, fiscal year from month %d: %v", title, fiscal, p)
				}
			}
			if archive.Site.FiscalStart != fiscal {
				t.Fatalf("the fiscal year starts in month %d, want %d", archive.Site.FiscalStart, fiscal)
			}
			if r := archive.Quarters[0].Report("x"); len(r.Items) != 1 || r.Retro == nil || len(r.Retro.Actions) != 1 {
				t.Errorf("fiscal year from month %d: the report of x is not what the scaffold says", fiscal)
			}
		}
	}
}

func TestName(t *testing.T) {
	for id, want := range map[string]string{"firewall": "Firewall", "managed-rules": "Managed Rules", "a--b": "A  B"} {
		if got := scaffold.Name(id); got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}
