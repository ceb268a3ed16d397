package generator_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// workspace is a copy of the example's content in a folder, without editions of its own.
type workspace struct {
	t      *testing.T
	folder string
}

func exampleCopy(t *testing.T) workspace {
	t.Helper()
	w := workspace{t, t.TempDir()}
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && name != "." && name != "content" && !strings.HasPrefix(name, "content/") || e.IsDir() && e.Name() == "editions":
			return fs.SkipDir
		case e.IsDir() || name != "site.toml" && !strings.HasPrefix(name, "content/"):
			return nil
		}
		data, err := os.ReadFile(filepath.Join("..", name))
		if err == nil {
			w.put(name, data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	// Only the plan edition has it.
	w.replace("content/2026-q4/edge-cache/metrics.toml", "id = \"EC-21\"\n", "id = \"EC-21\"\ntitle = \"Purge by tag in the console\"\nkind = \"feature\"\n")
	return w
}

func (w workspace) put(name string, data []byte) {
	w.t.Helper()
	testsite.Write(w.t, w.folder, name, data)
}

// replace changes a file, and returns what undoes it.
func (w workspace) replace(name, old, now string) (undo func()) {
	w.t.Helper()
	was, err := os.ReadFile(filepath.Join(w.folder, name))
	if err != nil || !bytes.Contains(was, []byte(old)) {
		w.t.Fatalf("%s holds no %q (%v)", name, old, err)
	}
	w.put(name, bytes.Replace(was, []byte(old), []byte(now), 1))
	return func() { w.put(name, was) }
}

// freeze makes the next edition of a quarter as it now lies there. What is missing does not
// matter here.
func (w workspace) freeze(quarter, day string, o generator.FreezeOptions) {
	w.t.Helper()
	q, err := report.ParseQuarter(quarter)
	if err != nil {
		w.t.Fatal(err)
	}
	if o.Today, err = report.ParseDay(day); err != nil {
		w.t.Fatal(err)
	}
	o.Now, o.Tool = o.Today.Time(), "0.9"
	if o.Force == "" {
		o.Force = "a test"
	}
	if _, problems, err := generator.Freeze(open(w.t, w.folder), q, o); err != nil {
		w.t.Fatalf("%s is not frozen: %v\n%v", quarter, err, problems)
	}
}

// frozenExample is the example with a plan edition and two published ones of one quarter,
// and the plan of the running one. Texts of editions want to be scripts.
func frozenExample(t *testing.T) workspace {
	w := exampleCopy(t)
	undo := w.replace("content/2026-q3/managed-rules/plan.md", "size = 8", "size = 5")
	w.freeze("2026-q3", "2026-07-03", generator.FreezeOptions{AsPlan: true})
	undo()
	metrics := w.replace("content/2026-q3/managed-rules/metrics.toml", "size = 13", "size = 11")
	owner := w.replace("content/2026-q3/managed-rules/retro.md", "@managed-rules, due 2026-11-13", "due 2026-11-13") // so that something is missing
	retro := w.replace("content/2026-q3/managed-rules/retro.md", "six alpha customers", "six `<script>alert(1)</script>` customers")
	w.freeze("2026-q3", "2026-10-05", generator.FreezeOptions{Force: "<script>alert(2)</script>"})
	metrics()
	retro()
	owner()
	w.freeze("2026-q3", "2026-10-12", generator.FreezeOptions{Note: "<script>alert(4)</script> was dropped"})
	w.freeze("2026-q4", "2026-10-05", generator.FreezeOptions{AsPlan: true})
	w.replace("content/2026-q4/firewall/plan.md", "size = ", "size = 1")
	return w
}

var styleElement = regexp.MustCompile(`(?s)<style>.*?</style>`)

func TestSiteWithEditions(t *testing.T) {
	w := frozenExample(t)
	out := build(t, open(t, w.folder))
	internal, customers := filepath.Join(out, "internal"), filepath.Join(out, "customers")
	t.Run("internal", func(t *testing.T) { checkSite(t, files(t, internal)) })
	t.Run("customers", func(t *testing.T) { checkSite(t, files(t, customers)) })

	eachBuilt(t, internal, func(name string, data []byte) {
		if strings.HasSuffix(name, ".html") && bytes.Contains(data, []byte("<script>alert")) {
			t.Errorf("%s runs a script of an edition", name)
		}
		// The newest edition shows what the quarter shows, to the byte where no address stands.
		at, ok := strings.CutPrefix(name, "2026-q3/editions/2/")
		if ok && !strings.HasSuffix(name, ".html") {
			now, err := os.ReadFile(filepath.Join(internal, "2026-q3", at))
			if err != nil || !bytes.Equal(now, data) {
				t.Errorf("%s is not what the quarter shows (%v)", name, err)
			}
		}
	})
	for name, wants := range map[string][]string{
		"2026-q3/editions/2/managed-rules/index.html": {`src="versions.svg"`, `<link rel="canonical" href="https://reports.tidewall.example/2026-q3/managed-rules/">`},
		"2026-q3/editions/1/index.html":               {"Superseded:", "&lt;script&gt;alert(2)", "&lt;script&gt;alert(4)", `href="../../index.html"`},
		"2026-q3/editions/index.html":                 {"<del>&lt;script&gt;alert(1)", "<ins>", "actual size"},
		"2026-q3/index.html":                          {"Edition 2", "published 12\u00a0October\u00a02026"},
		"2026-q4/index.html":                          {"Working copy", "the plan was frozen on 5\u00a0October\u00a02026", `href="#scope"`},
	} {
		data, err := os.ReadFile(filepath.Join(internal, filepath.FromSlash(name)))
		if err != nil {
			t.Error(err)
		}
		for _, want := range wants {
			if !bytes.Contains(data, []byte(want)) {
				t.Errorf("%s does not say %s", name, want)
			}
		}
	}
	eachBuilt(t, customers, func(name string, data []byte) {
		text := strings.ToLower(string(styleElement.ReplaceAll(data, nil)))
		if strings.Contains(name, "edition") || !strings.HasPrefix(name, "assets/") && strings.Contains(text, "edition") {
			t.Errorf("customers hear of editions in %s", name)
		}
	})
}

// What a preview answers for an edition is what a build writes.
func TestEditionsLiveAreAsBuilt(t *testing.T) {
	w := frozenExample(t)
	source := open(t, w.folder)
	out := build(t, source)
	live := generator.NewLive(source, generator.LiveOptions{CacheDir: charts()})
	defer live.Close()
	for _, name := range []string{"2026-q3/editions/1/managed-rules/index.html", "2026-q3/editions/plan/index.html", "2026-q3/editions/index.html", "2026-q3/editions/2/managed-rules/versions.svg", "editions.json"} {
		got, _, err := live.Snapshot().Bytes(context.Background(), "internal", name)
		want, readErr := os.ReadFile(filepath.Join(out, "internal", filepath.FromSlash(name)))
		if err != nil || readErr != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: live and built differ (%v, %v)", name, err, readErr)
		}
	}
}
