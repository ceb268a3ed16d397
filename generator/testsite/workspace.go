package testsite

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
)

// Texts is a workspace in memory, of its files by their paths.
func Texts(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// Txtar is a workspace in memory, of a text in the format of package txtar.
func Txtar(text string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(text)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// Write writes a file below a folder, over what is there. The name is slash-separated.
func Write[T string | []byte](t testing.TB, folder, name string, data T) {
	t.Helper()
	file := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

// WriteAll writes files below a folder, by their paths.
func WriteAll(t testing.TB, folder string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		Write(t, folder, name, text)
	}
}

// Root is a folder as the command sees it: nothing outside it can be read, until the test ends.
func Root(t testing.TB, folder string) fs.FS {
	t.Helper()
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root.FS()
}
