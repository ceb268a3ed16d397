package generator_test

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/preview"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// The preview adds a panel to each page, and has pages of its own. Problems are English in
// every language, and count as written.
func TestEveryWordOfThePreviewIsAMessageOrInTheWorkspace(t *testing.T) {
	folder := inPseudo(t)
	edit := func(file, old, now string) {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(folder, file))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), old) {
			t.Fatalf("%s has no %q", file, old)
		}
		testsite.Write(t, folder, file, strings.Replace(string(data), old, now, 1))
	}
	edit("content/2026-q4/managed-rules/plan.md", "\nsize = ", "\nsise = ")
	if err := os.Remove(filepath.Join(folder, "content/2026-q3/managed-rules/retro.md")); err != nil {
		t.Fatal(err)
	}
	pages := map[string]int{
		"": 200, "2026-q3/managed-rules/": 200, "2026-q4/managed-rules/": 200, "teams/": 200, "numbers/": 200,
		"nowhere/": 404, "-/problems": 200, "-/nothing": 404,
	}
	lookAtPreview(t, folder, "internal", pages)

	// Nothing can be shown of an audience that is not there, which is told once site.toml is mended.
	edit("site.toml", "\n", "\ntitel = \"x\"\n")
	lookAtPreview(t, folder, "board", map[string]int{"": 500})
}

// inPseudo is a copy of the example in the pseudo-language, with nothing frozen.
func inPseudo(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "content"), os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	frozen, err := filepath.Glob(filepath.Join(folder, "content", "*", "editions"))
	if err != nil {
		t.Fatal(err)
	}
	for _, editions := range frozen {
		if err := os.RemoveAll(editions); err != nil {
			t.Fatal(err)
		}
	}
	settings, err := os.ReadFile("../site.toml")
	if err != nil {
		t.Fatal(err)
	}
	testsite.Write(t, folder, "site.toml", strings.Replace(string(settings), `"en-GB"`, `"en-XA"`, 1))
	return folder
}

// drawing is a drawn chart, which breaks a text over lines. Its words are those of its option,
// which TestEveryWordIsAMessageOrInTheWorkspace looks at.
var drawing = regexp.MustCompile(`(?s)<svg.*?</svg>`)

// lookAtPreview serves a workspace, and looks at pages that have these statuses.
func lookAtPreview(t *testing.T, folder, audience string, pages map[string]int) {
	t.Helper()
	w := open(t, folder)
	left := &unmarked{written: written(t, folder), bare: bareMessages(), by: map[string]map[string]bool{}}
	_, problems := w.Read(report.Day(0))
	for _, p := range problems {
		left.written.names[plainText(p.Text)] = true
		left.written.text += plainText(p.Text) + " " + plainText(p.Hint) + "\n"
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- preview.Serve(ctx, w, preview.Options{Folder: folder, Audience: audience, Host: "127.0.0.1", Messages: io.Discard,
			Live: generator.LiveOptions{CacheDir: charts()}, Ready: func(address string) { ready <- address }})
	}()
	defer func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()
	var address string
	select {
	case address = <-ready:
	case err := <-ended:
		t.Fatal(err)
	}
	for page, want := range pages {
		answer, err := http.Get(address + page)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode != want || !strings.Contains(string(data), "⟦") {
			t.Errorf("/%s: %d, want %d with messages: %.200s", page, answer.StatusCode, want, data)
		}
		left.markup("/"+page, drawing.ReplaceAllString(string(data), ""))
	}
	left.report(t)
}
