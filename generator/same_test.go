package generator_test

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/testsite"
)

// shuffled is a tree whose folders list their files in another order each time.
type shuffled struct{ fs.FS }

func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(s.FS, name)
	rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list, err
}

// The same input gives the same bytes: twice, in any order of files, and from
// another folder.
func TestBuildsAreByteIdentical(t *testing.T) {
	first := files(t, filepath.Dir(exampleSite(t, "internal")))

	copied := filepath.Join(t.TempDir(), "elsewhere", "copy")
	for _, name := range []string{"content", "site.toml", "templates"} {
		copyTree(t, filepath.Join("..", name), filepath.Join(copied, name))
	}
	for name, w := range map[string]*generator.Workspace{
		"again":          open(t, ".."),
		"shuffled":       generator.New(shuffled{os.DirFS("..")}),
		"another folder": open(t, copied),
	} {
		same(t, name, first, files(t, build(t, w)))
	}
}

func files(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	eachBuilt(t, folder, func(name string, data []byte) { all[name] = data })
	return all
}

func same(t *testing.T, name string, want, got map[string][]byte) {
	t.Helper()
	for file, data := range want {
		if other, ok := got[file]; !ok {
			t.Errorf("%s: %s is missing", name, file)
		} else if !bytes.Equal(data, other) {
			t.Errorf("%s: %s differs", name, file)
		}
	}
	for file := range got {
		if _, ok := want[file]; !ok {
			t.Errorf("%s: %s is new", name, file)
		}
	}
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	info, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	if info.IsDir() {
		err = os.CopyFS(to, os.DirFS(from))
	} else {
		var data []byte
		if data, err = os.ReadFile(from); err == nil {
			testsite.Write(t, filepath.Dir(to), filepath.Base(to), data)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}
