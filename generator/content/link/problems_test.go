package link

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/testsite"
)

// workspace makes a workspace of a txtar text. The file "want" is left out.
func workspace(archive *txtar.Archive) fstest.MapFS {
	fsys := ws(string(txtar.Format(archive)))
	delete(fsys, "want")
	return fsys
}

// ws makes a workspace of a txtar text.
func ws(text string) fstest.MapFS {
	fsys := testsite.Txtar(text)
	fsys["content"] = &fstest.MapFile{Mode: os.ModeDir | 0o755}
	return fsys
}

func lines(l diag.List) string {
	var b strings.Builder
	for _, p := range l {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

// TestProblems reads the workspaces of testdata/problems and compares the whole
// list of problems with the file "want" in each.
func TestProblems(t *testing.T) {
	paths, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no workspaces in testdata/problems")
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			fsys := workspace(archive)
			_, l := Read(fsys, Options{Movable: movable})
			checkPositions(t, fsys, l)
			for _, p := range l {
				if p.Code == "" || strings.HasSuffix(p.Text, ".") || strings.HasSuffix(p.Hint, ".") {
					t.Errorf("%v: not in the house style", p)
				}
			}
			got := []byte(lines(l))
			last := len(archive.Files) - 1
			if testsite.Updating() {
				if archive.Files[last].Name == "want" {
					archive.Files = archive.Files[:last]
				}
				archive.Files = append(archive.Files, txtar.File{Name: "want", Data: got})
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := archive.Files[last]; want.Name != "want" || !bytes.Equal(got, want.Data) {
				t.Errorf("problems differ; got:\n%s\nwant:\n%s", got, want.Data)
			}
		})
	}
}

// checkPositions wants every position to lie inside its file.
func checkPositions(t *testing.T, fsys fstest.MapFS, l diag.List) {
	t.Helper()
	for _, p := range l {
		if p.Line == 0 {
			continue
		}
		f := fsys[p.File]
		if f == nil {
			t.Errorf("%v: there is no such file", p)
			continue
		}
		text := strings.Split(string(f.Data), "\n")
		if p.Line > len(text) || p.Col < 1 || p.Col > len(text[p.Line-1])+1 {
			t.Errorf("%v: the position lies outside the file", p)
		}
	}
}
