package generator_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/render"
	"quarterdeck/generator/svg"
	"quarterdeck/generator/testsite"
)

var drawn = sync.OnceValue(testsite.NewCharts)

// charts is where the tests of this package keep drawn charts.
func charts() string { return drawn().Dir() }

func TestMain(m *testing.M) {
	code := m.Run()
	drawn().Close()
	os.RemoveAll(exampleOut)
	os.Exit(code)
}

// build makes the sites of a workspace in a new folder and returns it.
func build(t testing.TB, w *generator.Workspace) string {
	t.Helper()
	out := t.TempDir()
	_, problems, err := generator.Build(context.Background(), w, generator.Options{Out: out, CacheDir: charts()})
	if err != nil {
		t.Fatalf("%v\n%v", err, problems)
	}
	return out
}

// notDrawn stands for a chart where its picture does not matter.
type notDrawn struct{}

func (notDrawn) Draw(context.Context, svg.Job) (string, error) { return "<svg ></svg>", nil }

// undrawn is the site of a workspace for the audience at a place of site.toml, without pictures.
func undrawn(t testing.TB, w *generator.Workspace, audience int) *generator.Site {
	t.Helper()
	archive, problems := w.Read(0)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	renderer, problems := render.New(render.Config{Drawer: notDrawn{}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	site, problems := generator.SiteOf(w, archive.For(archive.Site.Audiences[audience]), renderer)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	return site
}

// open opens a workspace in a folder.
func open(t testing.TB, folder string) *generator.Workspace {
	t.Helper()
	w, err := generator.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

// exampleOut is where example puts the site, or "".
var exampleOut string

// example is the site of the repository's own content, built once for all tests
// that only read it.
var example = sync.OnceValues(func() (string, error) {
	out, err := os.MkdirTemp("", "quarterdeck-example-")
	if err != nil {
		return "", err
	}
	exampleOut = out
	w, err := generator.Open("..")
	if err != nil {
		return "", err
	}
	defer w.Close()
	_, _, err = generator.Build(context.Background(), w, generator.Options{Out: out, CacheDir: charts()})
	return out, err
})

// exampleSite returns the folder of the example's site for an audience.
func exampleSite(t testing.TB, audience string) string {
	t.Helper()
	out, err := example()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(out, audience)
}

// eachBuilt calls visit for every file below a folder, with its slash-separated
// path in it.
func eachBuilt(t testing.TB, folder string, visit func(name string, data []byte)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		visit(name, data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
