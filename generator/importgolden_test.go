package generator_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"quarterdeck/generator"
	"quarterdeck/generator/testsite"
)

// extract is a trimmed export of a real tracker, and how it is imported.
type extract struct {
	file, quarter string
	partial       bool   // it is only a part of what the tracker has
	unknown       string // the day of what is done without one
}

var extracts = []extract{
	{file: "azure-devops-query.csv", quarter: "2026-q3", unknown: "2026-09-30"},
	{file: "github-projects.json", quarter: "2026-q3", unknown: "2026-09-30"},
	{file: "github-projects-utf16-cut.json", quarter: "2026-q3", unknown: "2026-09-30", partial: true},
	{file: "gitlab-rest-issues.json", quarter: "2017-q1", unknown: "2017-03-31"},
	{file: "jira-cloud-all-fields-bom.csv", quarter: "2026-q1"},
	{file: "jira-cloud-filter-fields.csv", quarter: "2026-q1"},
	{file: "jira-cloud-links-epic-link.csv", quarter: "2021-q3"},
	{file: "jira-cloud-own-types.csv", quarter: "2023-q1"},
	{file: "jira-cloud-polish.csv", quarter: "2021-q1"},
	{file: "jira-rest-changelog.json", quarter: "2016-q1", partial: true},
	{file: "jira-rest-sprint.json", quarter: "2015-q4", partial: true},
	{file: "linear-25-columns.csv", quarter: "2023-q1"},
	{file: "trello-board-japanese.json", quarter: "2015-q1"},
}

const exportsFolder = "importer/testdata/exports"

func (e extract) name() string { return strings.TrimSuffix(e.file, filepath.Ext(e.file)) }

// workspace is that of the extract, which has its mapping and what was planned by hand.
func (e extract) workspace(t testing.TB) fstest.MapFS {
	t.Helper()
	text, err := os.ReadFile("testdata/import/" + e.name() + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	return testsite.Txtar(string(text))
}

// into imports the extract into a workspace, with a plan or without one, and puts the files there.
// It returns what the command says of it.
func (e extract) into(t testing.TB, files fstest.MapFS, plan bool) (*generator.Imported, string) {
	t.Helper()
	text, err := os.Open(filepath.Join(exportsFolder, e.file))
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	o := generator.ImportOptions{Quarter: testsite.Quarter(e.quarter), Partial: e.partial, Plan: plan, Exported: time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)}
	if e.unknown != "" {
		o.Unknown = testsite.Day(e.unknown)
	}
	out, problems, err := generator.Import(generator.New(files), []generator.Export{{Name: e.file, Text: text}}, o)
	if err != nil {
		t.Fatal(err, problems)
	}
	var said strings.Builder
	fmt.Fprintf(&said, "%s: %d issues\n", out.Title, out.Rows)
	for _, line := range out.Said {
		said.WriteString(line + "\n")
	}
	for _, p := range problems {
		said.WriteString(p.String() + "\n")
	}
	for _, f := range out.Files {
		files[f.Path] = &fstest.MapFile{Data: f.New}
	}
	return out, said.String()
}

// What an import makes of each extract is recorded, and is a workspace without errors whose pages
// can all be made.
func TestImportOfExtracts(t *testing.T) {
	names, err := filepath.Glob(exportsFolder + "/*.*")
	if err != nil || len(names) != len(extracts) {
		t.Fatalf("%d extracts, %d of them are tested (%v)", len(names), len(extracts), err)
	}
	for _, e := range extracts {
		t.Run(e.file, func(t *testing.T) {
			for _, plan := range []bool{false, true} {
				files := e.workspace(t)
				out, said := e.into(t, files, plan)
				golden := "import/" + e.name() + ".golden"
				if plan {
					golden = "import/" + e.name() + ".plan.golden"
				}
				var got strings.Builder
				got.WriteString(said)
				for _, f := range out.Files {
					fmt.Fprintf(&got, "-- %s --\n%s", f.Path, f.New)
				}
				testsite.Golden(t, golden, []byte(got.String()))
				everyPage(t, files)
			}
		})
	}
}

// everyPage checks a workspace, and makes every page of every audience.
func everyPage(t testing.TB, files fstest.MapFS) {
	t.Helper()
	w := generator.New(files)
	archive, _ := w.Read(0)
	for audience := range archive.Site.Audiences {
		site := undrawn(t, w, audience)
		for _, name := range site.Paths() {
			// A chart that has nothing to show has no file.
			if _, err := site.Bytes(t.Context(), name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
