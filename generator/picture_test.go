package generator_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/render"
	"quarterdeck/generator/testsite"
)

// No reader gets what a picture tells beside what is seen, whoever the site is for.
func TestPicturesTellNothing(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	text := "\x00\x00\x00\x10tEXtWhere\x00secret bay\x00\x00\x00\x00"
	told := string(plain[:33]) + text + string(plain[33:])
	w := generator.New(testsite.Texts(map[string]string{
		"site.toml": "", "content/index.md": "![A view](view.png)\n", "content/view.png": told,
	}))
	defer w.Close()
	archive, problems := w.Read(0)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	r, problems := render.New(render.Config{Drawer: drawnAsText{}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s, problems := generator.SiteOf(w, archive.For(archive.Site.Audiences[0]), r)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	_, data, err := s.File(t.Context(), "view.png")
	if err != nil || !bytes.Equal(data, plain) || strings.Contains(string(data), "secret") {
		t.Errorf("readers get %q, %v", data, err)
	}
	if data, err = s.Bytes(t.Context(), "view.png"); err != nil || !bytes.Equal(data, plain) {
		t.Errorf("a preview answers %q, %v", data, err)
	}
}

// The same of a drawing; one that cannot be read is a problem at its place, and is in no site.
func TestDrawingsTellNothing(t *testing.T) {
	w := generator.New(testsite.Texts(map[string]string{
		"site.toml": "", "content/index.md": "![A view](view.svg) ![Another](broken.svg)\n", "content/broken.svg": "<svg>\n<!-- secret",
		"content/view.svg": `<svg xmlns="http://www.w3.org/2000/svg"><!-- secret bay --><metadata>secret</metadata><g/></svg>`,
	}))
	defer w.Close()
	archive, problems := w.Read(0)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	r, problems := render.New(render.Config{Drawer: drawnAsText{}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s, problems := generator.SiteOf(w, archive.For(archive.Site.Audiences[0]), r)
	if len(problems) != 1 || problems[0].Code != "malformed-svg" || !strings.HasPrefix(problems[0].String(), "content/broken.svg:2:") {
		t.Errorf("problems: %v", problems)
	}
	_, data, err := s.File(t.Context(), "view.svg")
	if want := `<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>`; err != nil || string(data) != want {
		t.Errorf("readers get %s, %v", data, err)
	}
	if _, _, err := s.File(t.Context(), "broken.svg"); err == nil {
		t.Error("readers get what cannot be cleaned")
	}
	if n, _ := generator.Check(w, 0).Count(); n != 1 {
		t.Errorf("check finds %d errors", n)
	}
}
