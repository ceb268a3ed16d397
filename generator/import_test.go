package generator_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/content"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// site.toml knows the formats and the fields that the importer has, and no others.
func TestImportHasOneListOfWords(t *testing.T) {
	for _, table := range content.Reference() {
		switch table.ID {
		case "site.imports":
			named := table.Keys[slices.IndexFunc(table.Keys, func(k content.Key) bool { return k.Name == "<format>" })]
			_, formats, _ := strings.Cut(strings.TrimSuffix(named.Meaning, "."), ": ")
			if known := append(importer.Names(), importer.SourceNames()...); formats != strings.Join(known, ", ") {
				t.Errorf("site.toml has the formats %s, the importer %v", formats, known)
			}
		case "site.import.columns":
			var fields []string
			for _, k := range table.Keys {
				fields = append(fields, k.Name)
			}
			if !slices.Equal(fields, importer.TableFields) {
				t.Errorf("site.toml has the fields %v, the importer %v", fields, importer.TableFields)
			}
		}
	}
}

// Nothing waits to be imported into the example.
func TestNothingWaitsInTheExample(t *testing.T) {
	live := generator.NewLive(open(t, ".."), generator.LiveOptions{})
	t.Cleanup(live.Close)
	now := live.Snapshot()
	for _, q := range now.Archive.Quarters {
		for _, w := range now.Waiting(q.ID) {
			t.Errorf("%s: %s %v", q.ID, w.Files, w.Problems)
			for _, e := range w.Changes {
				t.Log(e.Diff())
			}
		}
	}
}

// The newest quarter of the example is what its exports say: importing them again changes nothing.
// None of them is published.
func TestExampleIsWhatItsExportsSay(t *testing.T) {
	names, err := filepath.Glob("../content/import/*.*")
	if err != nil || len(names) != 2 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer text.Close()
		out, problems, err := generator.Import(open(t, ".."), []generator.Export{{Name: name, Text: text}}, generator.ImportOptions{Quarter: report.QuarterID{Year: 2026, N: 4}})
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		if len(out.Files) == 0 {
			t.Errorf("%s is of no team", name)
		}
		for _, f := range out.Files {
			if f.Changed() {
				t.Errorf("%s would change %s to\n%s", name, f.Path, f.New)
			}
		}
	}
	for _, audience := range []string{"internal", "customers"} {
		for name := range files(t, exampleSite(t, audience)) {
			if strings.Contains(name, "import/") {
				t.Errorf("%s is published for %s", name, audience)
			}
		}
	}
}
