package chart

import (
	"bytes"
	"encoding/json"
	"testing"

	"quarterdeck/generator/testsite"
)

// TestGolden compares whole charts with testdata: what stands around the picture,
// and both options.
func TestGolden(t *testing.T) {
	for page, charts := range pages(t) {
		for _, c := range charts {
			testsite.Golden(t, page+"/"+c.ID+".json", goldenOf(t, c))
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
