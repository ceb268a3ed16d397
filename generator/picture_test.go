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
