package chart

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

// TestGolden compares whole charts with testdata: what stands around the picture,
// and both options.
func TestGolden(t *testing.T) {
	for page, charts := range pages(t) {
		for _, c := range charts {
			got := goldenOf(t, c)
			file := filepath.Join("testdata", page, c.ID+".json")
			if *update {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs: look at it, then run go test -update", file)
			}
		}
	}
}

func goldenOf(t *testing.T, c Chart) []byte {
	t.Helper()
	type picture struct {
		Width, Height int
		Option        json.RawMessage
	}
	view := struct {
		Title, Summary, Absent string
		Keys                   []KeyRow
		CSV                    string
		Wide, Narrow           *picture
	}{Title: c.Title, Summary: c.Summary, Absent: c.Absent, Keys: c.Keys, CSV: string(c.Table.CSV())}
	if c.Wide.Option != nil {
		view.Wide = &picture{c.Wide.Width, c.Wide.Height, c.Wide.Option}
		view.Narrow = &picture{c.Narrow.Width, c.Narrow.Height, c.Narrow.Option}
	}
	b := bytes.Buffer{}
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(view); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
