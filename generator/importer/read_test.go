package importer

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// read reads a text as a format, by its columns.
func read(t testing.TB, name, text string, m *Mapping) (*Format, []*Issue, []string) {
	t.Helper()
	in := NewInput(name, strings.NewReader(text))
	format, problems := Recognise(in, func(string) *Mapping { return m })
	var issues []*Issue
	if format != nil {
		problems = format.Read(in, m, func(i *Issue) { issues = append(issues, i) })
	}
	var said []string
	for _, p := range problems {
		said = append(said, p.String())
	}
	return format, issues, said
}

// Each export is recognised by its columns, and read as it was recorded.
func TestExports(t *testing.T) {
	names, err := filepath.Glob("testdata/exports/*.*")
	if err != nil || len(names) < 13 {
		t.Fatalf("%d exports, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			format, issues, problems := read(t, filepath.Base(name), string(text), nil)
			if format == nil {
				t.Fatal(problems)
			}
			var got bytes.Buffer
			e := json.NewEncoder(&got)
			e.SetIndent("", " ")
			e.SetEscapeHTML(false)
			if err := e.Encode(map[string]any{"format": format.Name, "issues": issues, "problems": problems}); err != nil {
				t.Fatal(err)
			}
			for _, person := range []string{"Person", "@example.com", "user-0"} {
				if strings.Contains(got.String(), person) {
					t.Errorf("a person is read: %s", person)
				}
			}
			golden := "testdata/issues/" + filepath.Base(name) + ".golden"
			if testsite.Updating() {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("read otherwise than recorded:\n%s", got.String())
			}
		})
	}
}

// Files come in the encodings and with the separators that programs write.
func TestFilesAsTheyAre(t *testing.T) {
	const text = "Issue key,Summary,Status,Resolved\r\nA-1,\"One,\r\ntwo\",Done,2026-08-02T23:30:00.000-0800\r\nA-2\r\n"
	wide := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	for name, text := range map[string]string{
		"plain": text, "with a byte order mark": "\ufeff" + text, "UTF-16": string(wide),
		"semicolons": strings.NewReplacer(",", ";", "One;", "One,").Replace(strings.ReplaceAll(text, "One,", "One\x00")),
		"tabs":       strings.NewReplacer(",", "\t").Replace(strings.ReplaceAll(text, "One,", "One\x00")),
	} {
		text = strings.ReplaceAll(text, "One\x00", "One,")
		_, issues, problems := read(t, "x.csv", text, nil)
		if len(problems) > 0 || len(issues) != 2 {
			t.Errorf("%s: %d issues, %v", name, len(issues), problems)
			continue
		}
		if i := issues[0]; i.ID != "A-1" || i.Title != "One,\ntwo" || i.Status != "Done" || i.Finished.String() != "2026-08-02" {
			t.Errorf("%s: read as %+v", name, i)
		}
		if i := issues[1]; i.ID != "A-2" || i.Title != "" || i.Status != "" {
			t.Errorf("%s: a short row is read as %+v", name, i)
		}
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nothing":        {"", "x: the file is empty (hint: export it again)"},
		"other columns":  {"Issue key,Summary,Estimate\nA-1,x,2\n", `x: no format fits; this is not a CSV export of Jira: the column "Status" is missing (hint: name the format: quarterdeck import azure|github|gitlab|jira|linear|table|trello|actions|devlake|gitlab-dora|incidents|releases FILE)`},
		"other table":    {"Task ID,Name,Section/Column\n1,x,Done\n", `x: no format fits; the first row is Task ID, Name, Section/Column (hint: name its columns under [import.table.columns] in site.toml, then: quarterdeck import table FILE)`},
		"a template":     {"Title,Description,Status,Priority,Estimate,Labels\nx,,Done,High,3,bug\n", `x: no format fits; this is not a CSV export of Linear: the columns "ID", "Team", "Created", "Completed", "Archived" are missing`},
		"another page":   {"caf\xe9,Summary\n", "x: this file is neither UTF-8 nor UTF-16 with a byte order mark (hint: save it as UTF-8)"},
		"unclear day":    {"Issue key,Summary,Status,Due date\nA-1,x,Done,8/12/2025\n", `x:2:12: column "Due date": "8/12/2025" could be read with the day first or the month first (hint: write dates = "D/M/YYYY" or dates = "M/D/YYYY" for this format in site.toml)`},
		"no day":         {"Issue key,Summary,Status,Due date\nA-1,x,Done,soon\n", `x:2:12: column "Due date": "soon" is no day that can be read (hint: write the layout under dates, such as dates = "YYYY-MM-DD")`},
		"no number":      {"Issue key,Summary,Status,Custom field (Story Points)\nA-1,x,Done,many\n", `x:2:12: column "Custom field (Story Points)": "many" is no estimate (hint: write a number from 0)`},
		"no key":         {"Issue key,Summary,Status\n,x,Done\n", "x:2:1: this row has no issue key (hint: export it again)"},
		"cut-off JSON":   {`{"issues": [{"key": "A-1", "fields": {}}, {"key": `, "x:1:43: the file ends in the midst of record 2 (hint: export it again)"},
		"a part of JSON": {`{"total": 2, "issues": [{"key": "A-1", "fields": {}}]}`, "x: this is only a part: 1 of 2 issues (hint: ask for the rest with startAt=1, or pass --partial)"},
		"another JSON":   {`{"things": [{"a": 1}]}`, "x: this JSON is of nothing that is known (hint: export it again, or as CSV)"},
	} {
		_, _, problems := read(t, "x", c.text, nil)
		if len(problems) == 0 || !strings.Contains(strings.Join(problems, "\n"), c.want) {
			t.Errorf("%s: %q\nwant %s", name, problems, c.want)
		}
	}
}

// What Jira calls the categories of its statuses is known as the name of a status, too: exports with
// few columns have no category.
func TestCategoriesAreKnownStatuses(t *testing.T) {
	want := map[Category]report.Meaning{New: report.MeansOpen, Active: report.MeansOpen, Done: report.MeansDelivered}
	for word, category := range jiraCategories {
		if word == "indeterminate" {
			continue // the key of a category, and never a status
		}
		if got, ok := new(Mapping).Means("jira", &Issue{Status: word}); !ok || got != want[category] {
			t.Errorf("%q means %q, want %q", word, got, want[category])
		}
	}
}
