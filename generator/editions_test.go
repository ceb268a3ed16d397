package generator_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/content"
	"quarterdeck/generator/numbers"
	"quarterdeck/generator/report"
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
	return w
}

func (w workspace) put(name string, data []byte) {
	w.t.Helper()
	file := filepath.Join(w.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		w.t.Fatal(err)
	}
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

// freeze makes an edition of the quarter as it now lies there. more are further lines of
// edition.toml.
func (w workspace) freeze(quarter, id, day, more string) {
	w.t.Helper()
	plan := id == report.PlanEdition
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(w.folder), ".", func(name string, e fs.DirEntry, err error) error {
		its := strings.HasPrefix(name, "content/"+quarter+"/")
		switch {
		case err != nil:
			return err
		case e.IsDir() && e.Name() == "editions":
			return fs.SkipDir
		case e.IsDir() || !its && name != "site.toml" && !strings.HasPrefix(name, "content/teams/"):
			return nil
		case plan && (e.Name() == "retro.md" || e.Name() == "metrics.toml"):
			return nil
		}
		files[name], err = os.ReadFile(filepath.Join(w.folder, name))
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	on, err := report.ParseDay(day)
	if err != nil {
		w.t.Fatal(err)
	}
	q, err := report.ParseQuarter(quarter)
	if err != nil {
		w.t.Fatal(err)
	}
	folder := "content/" + quarter + "/editions/" + id + "/"
	put := func() {
		sums := ""
		for _, name := range slices.Sorted(maps.Keys(files)) {
			w.put(folder+name, files[name])
			sums += fmt.Sprintf("%q = \"%x\"\n", name, sha256.Sum256(files[name]))
		}
		w.put(folder+"edition.toml", fmt.Appendf(nil, "id = %q\nquarter = %q\nfrozen = %sT09:00:00Z\ntool = \"0.9\"\n%sbefore = \"\"\n[files]\n%s", id, quarter, day, more, sums))
	}
	put()
	archive, _ := content.Read(os.DirFS(w.folder), content.Options{Today: on})
	for _, e := range find(archive, q).Editions {
		if e.ID == id {
			archive = e.Archive()
		}
	}
	if files["figures.json"], err = numbers.Freeze(numbers.Compute(archive), q); err != nil {
		w.t.Fatal(err)
	}
	put()
}

func find(a *report.Archive, q report.QuarterID) *report.Quarter {
	i := slices.IndexFunc(a.Quarters, func(x *report.Quarter) bool { return x.ID == q })
	return a.Quarters[i]
}

// frozenExample is the example with a plan edition and two published ones of one quarter,
// and the plan of the running one. Texts of editions want to be scripts.
func frozenExample(t *testing.T) workspace {
	w := exampleCopy(t)
	undo := w.replace("content/2026-q3/managed-rules/plan.md", "size = 8", "size = 5")
	w.freeze("2026-q3", "plan", "2026-07-03", "")
	undo()
	metrics := w.replace("content/2026-q3/managed-rules/metrics.toml", `status = "delivered"`, `status = "dropped"`)
	retro := w.replace("content/2026-q3/managed-rules/retro.md", "six alpha customers", "six `<script>alert(1)</script>` customers")
	w.freeze("2026-q3", "1", "2026-10-05", "forced = \"<script>alert(2)</script>\"\nmissing = [\"<script>alert(3)</script>\"]\n")
	metrics()
	retro()
	w.freeze("2026-q3", "2", "2026-10-12", "note = \"<script>alert(4)</script> was dropped\"\n")
	w.freeze("2026-q4", "plan", "2026-10-05", "")
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
		"2026-q3/editions/1/index.html":               {"Superseded:", "&lt;script&gt;alert(2)", "&lt;script&gt;alert(3)", `href="../../index.html"`},
		"2026-q3/editions/index.html":                 {"<del>&lt;script&gt;alert(1)", "<ins>", "delivered"},
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
