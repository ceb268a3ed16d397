package content

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

func TestIDs(t *testing.T) {
	for _, id := range []string{"MR-101", "a", "KEP-1440-alpha", "x.y_z", "0"} {
		if !isDeliverableID(id) {
			t.Errorf("%q is refused as the id of a deliverable", id)
		}
	}
	for _, id := range []string{"", "-a", ".", "..", "a/b", "a b", "ä", "index.html", "feed.XML", string(make([]byte, 65))} {
		if isDeliverableID(id) {
			t.Errorf("%q is taken as the id of a deliverable", id)
		}
	}
	for _, id := range []string{"", "A", "a_b", "a.b", "-", "editions", "summary", "themes"} {
		if IsNameID(id) {
			t.Errorf("%q is taken as the id of a team or a lesson", id)
		}
	}
}

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
