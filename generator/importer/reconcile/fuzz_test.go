package reconcile

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"quarterdeck/generator/content/tomledit"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

func FuzzAzure(f *testing.F)  { fuzz(f, "azure") }
func FuzzGitHub(f *testing.F) { fuzz(f, "github") }
func FuzzGitLab(f *testing.F) { fuzz(f, "gitlab") }
func FuzzJira(f *testing.F)   { fuzz(f, "jira") }
func FuzzLinear(f *testing.F) { fuzz(f, "linear") }
func FuzzTable(f *testing.F)  { fuzz(f, "table") }
func FuzzTrello(f *testing.F) { fuzz(f, "trello") }

// inventedSeeds are shapes of which there is no extract, by format.
var inventedSeeds = map[string][]string{
	"github": {`[{"number": 3, "title": "One", "state": "CLOSED", "stateReason": "COMPLETED", "url": "https://github.com/acme/app/issues/3", "closedAt": "2026-08-12T10:00:00Z",
 "labels": [{"name": "bug"}], "milestone": {"title": "Q3"}}]`},
	"gitlab": {"Title,Description,Issue ID,URL,State,Labels,Milestone,Weight,Created At (UTC),Closed At (UTC),Due Date\nOne,,7,https://gitlab.com/acme/app/-/issues/7,Closed,\"bug,late\",Q3,3,2026-07-01 10:00:00,2026-08-12 10:00:00,2026-08-15\n"},
	"jira": {`{"issues": [{"key": "A-1", "id": "1", "fields": {"summary": "One", "status": {"name": "Done", "statusCategory": {"key": "done"}}, "labels": ["x"]}, "changelog": {"total": 1, "histories":
 [{"created": "2026-07-04T10:00:00.000+0200", "items": [{"field": "status", "fromString": "To Do", "toString": "Done"}]}]}}], "total": 1}`},
	"table": {"ID;Title;Status;Completed\n1;One;Done;2026-08-12\n2;\"Two\nlines\";Open;\n", "ID\tStatus\n\"1\tDone\n"},
}

// wholeFile are the codes of problems that are of no one row.
var wholeFile = map[string]bool{"cut-export": true, "cut-history": true, "not-an-export": true, "empty-file": true, "not-utf8": true, "workbook": true, "unreadable": true}

// workbookSeed is a small workbook.
func workbookSeed(f *testing.F) string {
	book := excelize.NewFile()
	for cell, text := range map[string]string{"A1": "ID", "B1": "Status", "C1": "Completed", "A2": "1", "B2": "Done", "C2": "46246"} {
		if err := book.SetCellValue("Sheet1", cell, text); err != nil {
			f.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		f.Fatal(err)
	}
	return b.String()
}

// fuzz holds of one format: whatever a file is, reading it ends with issues or with problems that
// say where, takes memory in proportion to the file, and what the issues mean can be written and
// read back, twice the same.
func fuzz(f *testing.F, name string) {
	format := importer.Find(name)
	m := &importer.Mapping{Mapping: report.Mapping{Kind: report.Feature}}
	if name == "table" {
		m.Columns = map[string]string{"id": "ID", "status": "Status", "title": "Title", "finished": "Completed"}
		f.Add(workbookSeed(f))
	}
	names, err := filepath.Glob("../testdata/exports/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range names {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if of, _ := importer.Recognise(importer.NewInput(file, bytes.NewReader(text)), func(string) *importer.Mapping { return nil }); of == format || name == "table" {
			f.Add(string(text))
		}
	}
	for _, text := range inventedSeeds[name] {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		issues := readWithin(t, format, m, text)
		r := asked()
		r.Format, r.Mapping, r.Team, r.Plan, r.Unknown = format, m, "firewall", true, r.Start
		r.Teams = []Team{{ID: "firewall"}}
		d, problems := Decide(r, issues)
		for _, p := range problems {
			if p.File == "" || p.Text == "" || p.File == "x" && p.Line == 0 {
				t.Errorf("a problem without a place: %+v", p)
			}
		}
		scopes(t, r, issues)
		merged, err := Merge(nil, d.Rows["firewall"], name, exported)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := Merge(merged, d.Rows["firewall"], name, exported); err != nil || string(again) != string(merged) {
			t.Fatalf("%v\n%s\n%s", err, merged, again)
		}
		drafted, err := Draft(nil, d.Plans["firewall"])
		if err != nil {
			t.Fatal(err)
		}
		if again, err := Draft(drafted, d.Plans["firewall"]); err != nil || string(again) != string(drafted) {
			t.Fatalf("%v\n%s\n%s", err, drafted, again)
		}
		if _, err := tomledit.Parse([]byte(Suggest(format, r.Mapping, issues))); err != nil {
			t.Fatal(err)
		}
	})
}

// scopes holds that what was in scope at a cut-off, and since an earlier export, can be told of any
// issues, whichever deliverable they are parts of.
func scopes(t *testing.T, r Request, issues []*importer.Issue) {
	t.Helper()
	mapping := *r.Mapping
	r.Mapping, r.CutOff = &mapping, r.Start+2
	for _, mapping.Key = range []string{"", report.KeyEpic, report.KeyOwn, report.KeyLabel + "b"} {
		d, _ := Decide(r, issues)
		if _, err := Draft(Begin(r.CutOff), d.Plans["firewall"]); err != nil {
			t.Fatal(err)
		}
		c, _ := Compare(r, issues[:len(issues)/2], issues, r.End-1)
		if _, err := Draft(nil, c.Joined["firewall"]); err != nil {
			t.Fatal(err)
		}
		if same, _ := Compare(r, issues, issues, r.End-1); len(same.Differences) > 0 {
			t.Fatalf("an export differs from itself: %+v", same.Differences)
		}
	}
}

// readWithin reads a file, and fails where a problem has no place or too much memory was taken.
func readWithin(t *testing.T, format *importer.Format, m *importer.Mapping, text string) (issues []*importer.Issue) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	problems := format.Read(importer.NewInput("x", strings.NewReader(text)), m, func(i *importer.Issue) { issues = append(issues, i) })
	runtime.ReadMemStats(&after)
	if taken, most := after.TotalAlloc-before.TotalAlloc, uint64(64<<20+4096*len(text)); taken > most {
		t.Errorf("%d bytes were taken to read %d", taken, len(text))
	}
	for _, p := range problems {
		if p.File == "" || p.Text == "" || p.File == "x" && p.Line == 0 && !wholeFile[p.Code] {
			t.Errorf("a problem without a place: %+v", p)
		}
	}
	return issues
}
