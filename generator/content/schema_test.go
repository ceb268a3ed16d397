package content

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// Every table that files are read with is in the reference.
func TestEveryTableIsInTheReference(t *testing.T) {
	reference, err := os.ReadFile("reference.go")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		code, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^(?:var|func) (\w+Keys)\b.*\btable\[`).FindAllSubmatch(code, -1) {
			if !bytes.Contains(reference, m[1]) {
				t.Errorf("%s: %s is not in the reference", name, m[1])
			}
		}
	}
}
