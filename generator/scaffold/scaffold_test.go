package scaffold_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/content/link"
	"quarterdeck/generator/report"
	"quarterdeck/generator/scaffold"
)

// Whatever a title or an id is, in whatever fiscal year: what new writes has no
// problem, and begins with what was asked for.
func TestScaffoldsHaveNoProblems(t *testing.T) {
	today := report.DayOf(2026, 11, 20)
	for _, title := range []string{"Delivery reports", `Our "reports" \ more`, "Größe, 数, 🚢", "bell\a and\nline", "broken \xff", "no \u2028 line", ""} {
		for fiscal := 1; fiscal <= 12; fiscal++ {
			year := report.Fiscal{Starts: fiscal}
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
			add(scaffold.Quarter(q, []string{"firewall", "managed-rules", "a-1"}, year))
			add(scaffold.Plan(q, "x", year))
			archive, _ := link.Read(files, link.Options{Today: today})
			first, _ := q.Range(year)
			updates := 0
			if first <= today { // else nobody can write one yet
				updates = 1
				add(scaffold.Update(q, "x", first, archive.Quarters[0].Report("x").Items))
			}
			left := archive.Quarters[0].Report("x").Items
			add(scaffold.Retro(q, "x", archive.Site.Retro, left, year))
			archive, problems := link.Read(files, link.Options{Today: today})
			for _, p := range problems {
				if p.Code != "unexplained" { // the quarter may have ended
					t.Errorf("%q, fiscal year from month %d: %v", title, fiscal, p)
				}
			}
			if archive.Site.Fiscal != year {
				t.Fatalf("the fiscal year is %v, want %v", archive.Site.Fiscal, year)
			}
			if r := archive.Quarters[0].Report("x"); len(r.Items) != 1 || r.Retro == nil || len(r.Retro.Actions) != 1 ||
				len(r.Updates) != updates || updates > 0 && (r.Updates[0].Health != report.OnTrack || r.Updates[0].Body.Empty()) {
				t.Errorf("fiscal year from month %d: the report of x is not what the scaffold says", fiscal)
			}
		}
	}
}

// The notes of an update are ready to be written: without the # each is one of a deliverable.
func TestNotesOfAnUpdate(t *testing.T) {
	q := report.QuarterID{Year: 2026, N: 4}
	made := scaffold.Update(q, "x", report.DayOf(2026, 11, 20), []*report.Deliverable{{ID: "X-1"}, {ID: "x.y_2"}})
	text := string(bytes.ReplaceAll(bytes.ReplaceAll(made[0].Data, []byte("# "), nil), []byte(`""`), []byte(`"Waits."`)))
	files := fstest.MapFS{"site.toml": {}, "content/teams/x.md": {}, made[0].Path: {Data: []byte(strings.Replace(text, "  on track | at risk | off track", "", 1))}}
	files[made[0].Path].Data = bytes.Replace(files[made[0].Path].Data, []byte("one sentence for each deliverable that needs one"), nil, 1)
	files["content/2026-q4/x/plan.md"] = &fstest.MapFile{Data: []byte("+++\ncommitted = 2026-10-01\n+++\n\n## A\n\n```toml\nid = \"X-1\"\nkind = \"debt\"\n```\n\n## B\n\n```toml\nid = \"x.y_2\"\nkind = \"debt\"\n```\n")}
	archive, problems := link.Read(files, link.Options{Today: report.DayOf(2026, 11, 20)})
	if len(problems) > 0 {
		t.Fatalf("%v in\n%s", problems, files[made[0].Path].Data)
	}
	notes := archive.Quarters[0].Reports[0].Updates[0].Notes
	if len(notes) != 2 || notes[0].ID != "X-1" || notes[1].ID != "x.y_2" || notes[1].Text != "Waits." {
		t.Errorf("the notes are %+v", notes)
	}
}

func TestName(t *testing.T) {
	for id, want := range map[string]string{"firewall": "Firewall", "managed-rules": "Managed Rules", "a--b": "A  B"} {
		if got := scaffold.Name(id); got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}
