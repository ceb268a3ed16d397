package generator_test

import (
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/content"
	"quarterdeck/generator/importer"
)

// site.toml knows the formats and the fields that the importer has, and no others.
func TestImportHasOneListOfWords(t *testing.T) {
	for _, table := range content.Reference() {
		switch table.ID {
		case "site.imports":
			_, formats, _ := strings.Cut(strings.TrimSuffix(table.Keys[0].Meaning, "."), ": ")
			if formats != strings.Join(importer.Names(), ", ") {
				t.Errorf("site.toml has the formats %s, the importer %v", formats, importer.Names())
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
