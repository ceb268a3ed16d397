package scaffold_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/content"
	"quarterdeck/generator/content/link"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
	"quarterdeck/generator/scaffold"
)

// Whatever a title or an id is, in whatever fiscal year: of what new writes nothing is a fact
// until somebody replaces it, and there is no other problem with it.
func TestScaffoldsAreNoFacts(t *testing.T) {
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
			add(scaffold.Quarter(q, map[string]scaffold.Carried{"firewall": {}, "managed-rules": {}, "a-1": {}}))
			add(scaffold.Plan(q, "x", scaffold.Carried{}))
			first, _ := q.Range(fiscal)
			places := 4*5 + 1 + 4 // of a retro, the foreword, and about each team
			add(scaffold.Retro(q, "x", report.RetroHeadings{Well: "Well", Wrong: "Wrong", Change: "Change", Lessons: "Lessons"}, nil))
			if first <= today { // else nobody can write one yet
				places++
				add(scaffold.Update(q, "x", first, []*report.Deliverable{{ID: "X-1"}}))
			}
			archive, problems := link.Read(files, link.Options{Today: today})
			for _, p := range problems {
				if p.Code == content.CodePlaceholder && p.Severity == diag.Warning && p.Line > 0 {
					places--
				} else {
					t.Errorf("%q, fiscal year from month %d: %v", title, fiscal, p)
				}
			}
			if places != 0 {
				t.Errorf("fiscal year from month %d: %d placeholders too few are reported", fiscal, places)
			}
			if archive.Site.FiscalStart != fiscal {
				t.Fatalf("the fiscal year starts in month %d, want %d", archive.Site.FiscalStart, fiscal)
			}
			if r := archive.Quarters[0].Report("x"); len(r.Items) != 0 || r.Plan != nil || r.Retro != nil || len(r.Updates) != 0 ||
				archive.Quarters[0].Foreword != nil || !r.Team.About.Empty() {
				t.Errorf("fiscal year from month %d: the report of x holds what nobody wrote", fiscal)
			}
		}
	}
}

// The notes of an update are ready to be written: without the # each is one of a deliverable.
func TestNotesOfAnUpdate(t *testing.T) {
	q := report.QuarterID{Year: 2026, N: 4}
	made := scaffold.Update(q, "x", report.DayOf(2026, 11, 20), []*report.Deliverable{{ID: "X-1"}, {ID: "x.y_2"}})
	text := string(bytes.ReplaceAll(bytes.ReplaceAll(made[0].Data, []byte("# "), nil), []byte(`""`), []byte(`"Waits."`)))
	text = strings.Replace(text, `health = "Waits."`, `health = "on track"`, 1)
	text = strings.Replace(text, "What has changed since the last update, and what it means for the plan.", "", 1)
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
