package generator_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/testsite"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site/page"
)

// Every JSON file that names a schema is what that schema says, and the schema is there.
func TestDataIsAsItsSchemaSays(t *testing.T) {
	for _, audience := range []string{"internal", "customers"} {
		folder := exampleSite(t, audience)
		seen := map[string]int{}
		eachBuilt(t, folder, func(name string, data []byte) {
			var head struct {
				Form string `json:"$schema"`
			}
			if path.Ext(name) != ".json" || json.Unmarshal(data, &head) != nil || head.Form == "" || strings.HasPrefix(name, "data/schema/") {
				return
			}
			at, ok := strings.CutPrefix(head.Form, "https://reports.tidewall.example/")
			if !ok {
				t.Errorf("%s: its schema is %s", name, head.Form)
			}
			seen[path.Base(at)]++
			validates(t, schemaIn(t, filepath.Join(folder, filepath.FromSlash(at))), audience+" "+name, data)
		})
		if seen["shipped.json"] < 5 || audience == "internal" && (seen["data.json"] < 30 || seen["deliverables.json"] != 1) || audience == "customers" && len(seen) != 1 {
			t.Errorf("%s: files by schema: %v", audience, seen)
		}
	}
	s := schemaIn(t, filepath.Join(exampleSite(t, "internal"), "data", "schema", "1", "shipped.json"))
	if s.Validate(map[string]any{"$schema": "x", "schema": 1.0, "deliveries": []any{map[string]any{"id": 7.0}}}) == nil {
		t.Error("the schema accepts anything")
	}
}

// A spreadsheet opens the CSV as it is meant: each text in a cell of its own, whatever is in it, and
// nothing is run as a formula.
func TestASpreadsheetOpensTheCSV(t *testing.T) {
	ssconvert := testsite.Need(t, "ssconvert")
	titles := []string{"=1+1", "=HYPERLINK(\"https://example.com\",\"x\")", "+1+1", "-1+1", "@SUM(1;1)", " =2+2", "Say \"hi\", now", "Größe 数 🚢", "a;b\tc", "plain", "00123"}
	a := &report.Archive{Site: report.Site{Title: "x", Language: "en"}, Today: report.DayOf(2026, 8, 1), Audience: report.Audience{ID: "internal", Shows: report.Parts}}
	team := &report.Team{ID: "ours", Name: "=2*3"}
	q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 2}, State: report.Closed}
	q.Start, q.End = q.ID.Range(report.Fiscal{})
	r := &report.Report{Team: team, Quarter: q, Plan: &report.Plan{Committed: q.Start}}
	for i, title := range titles {
		r.Items = append(r.Items, &report.Deliverable{ID: "A-" + string(rune('a'+i)), Title: title, Team: team, Quarter: q, Kind: report.Feature,
			Outcome: report.Outcome{Status: report.Delivered, Finished: q.Start + report.Day(i), Note: "=cmd|' /C calc'!A0"}})
	}
	q.Reports = []*report.Report{r}
	a.Quarters, a.Teams = []*report.Quarter{q}, []*report.Team{team}
	site := page.Plan(a, metrics.Compute(a), i18n.English())
	for name, column := range map[string]int{"data/deliverables.csv": 4, "shipped/shipped.csv": 5} {
		data, err := site.Page(name).Bytes()
		if err != nil {
			t.Fatal(err)
		}
		folder := t.TempDir()
		in, out := filepath.Join(folder, "in.csv"), filepath.Join(folder, "out.csv")
		if err := os.WriteFile(in, data, 0o666); err != nil {
			t.Fatal(err)
		}
		c := exec.Command(ssconvert, "--import-type=Gnumeric_stf:stf_csvtab", "--export-type=Gnumeric_stf:stf_assistant", "--export-options=separator=, quoting-mode=always format=preserve", in, out)
		c.Env = append(os.Environ(), "HOME="+folder)
		if said, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		f, err := os.Open(out)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil || len(lines) != len(titles)+1 || lines[0][0] != "quarter" {
			t.Fatalf("%s: %d lines, the first %q: %v", name, len(lines), lines[0], err)
		}
		got := map[string]bool{}
		for _, line := range lines[1:] {
			if len(line) != len(lines[0]) {
				t.Errorf("%s: a line has %d cells, the first has %d", name, len(line), len(lines[0]))
			}
			got[strings.TrimLeft(line[column], "'")] = true
			for _, cell := range line {
				if cell == "2" || cell == "6" || cell == "4" && name == "shipped/shipped.csv" || strings.Contains(cell, "#NAME") || strings.Contains(cell, "#VALUE") {
					t.Errorf("%s: a formula was run: %q", name, line)
				}
			}
		}
		for _, title := range titles {
			if title = strings.Join(strings.Fields(title), " "); title == "00123" {
				title = "123" // a number to a spreadsheet, which a script reads from the JSON
			}
			found := false
			for cell := range got {
				found = found || strings.Join(strings.Fields(cell), " ") == title
			}
			if !found {
				t.Errorf("%s: %q became something else: %v", name, title, got)
			}
		}
	}
}
