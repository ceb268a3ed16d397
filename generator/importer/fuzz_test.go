package importer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quarterdeck/generator/content/tomledit"
	"quarterdeck/generator/report"
)

// Whatever a file is, reading it ends with issues or problems, and what they mean can be written
// and read back, twice the same.
func FuzzImport(f *testing.F) {
	names, err := filepath.Glob("testdata/exports/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	columns := &Mapping{Mapping: report.Mapping{Columns: map[string]string{"id": "ID", "status": "Status", "title": "Title", "finished": "Completed"}}}
	f.Fuzz(func(t *testing.T, text string) {
		for i := range Formats {
			format := &Formats[i]
			var issues []*Issue
			problems := format.Read(NewInput("x", strings.NewReader(text)), columns, func(i *Issue) { issues = append(issues, i) })
			for _, p := range problems {
				if p.File == "" || p.Text == "" {
					t.Errorf("a problem without a place: %+v", p)
				}
			}
			r := asked()
			r.Format, r.Team, r.Plan, r.Unknown, r.Mapping.Kind = format, "firewall", true, r.Start, "feature"
			d, _ := Decide(r, issues)
			merged, err := Merge(nil, d.Rows["firewall"], format.Name, exported)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := Merge(merged, d.Rows["firewall"], format.Name, exported); err != nil || string(again) != string(merged) {
				t.Fatalf("%v\n%s\n%s", err, merged, again)
			}
			if _, err := Draft(nil, d.Plans["firewall"]); err != nil {
				t.Fatal(err)
			}
			if _, err := tomledit.Parse([]byte(Suggest(format, r.Mapping, issues))); err != nil {
				t.Fatal(err)
			}
		}
	})
}
