package edition

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/testsite"
)

// A flipped byte anywhere in an edition is found, and its file is named.
func TestEveryByteOfAnEditionCounts(t *testing.T) {
	fsys := frozen(t)
	bytesTried := 0
	for _, name := range slices.Sorted(maps.Keys(fsys)) {
		if !strings.HasPrefix(name, "content/2026-q3/editions/") {
			continue
		}
		was := fsys[name].Data
		for i := range was {
			changed := bytes.Clone(was)
			changed[i] ^= 1 << (i % 8)
			fsys[name] = &fstest.MapFile{Data: changed}
			if _, problems := Check(fsys); len(problems) != 1 || problems[0].File != name || problems[0].Code != "edition-altered" {
				t.Fatalf("byte %d of %s: %v", i, name, lines(problems))
			}
			bytesTried++
		}
		fsys[name] = &fstest.MapFile{Data: was}
	}
	if bytesTried < 4000 {
		t.Errorf("only %d bytes were tried", bytesTried)
	}
}

func TestWhatIsFoundInEditions(t *testing.T) {
	const editions = "content/2026-q3/editions"
	put := func(name, text string) func(fstest.MapFS) {
		return func(fsys fstest.MapFS) { fsys[editions+"/"+name] = &fstest.MapFile{Data: []byte(text)} }
	}
	remove := func(name string) func(fstest.MapFS) {
		return func(fsys fstest.MapFS) {
			move(fsys, editions+"/"+name, "away")
			delete(fsys, editions+"/"+name)
		}
	}
	whole := frozen(t)
	for what, c := range map[string]struct {
		change func(fstest.MapFS)
		want   []string // beginnings of lines
	}{
		"nothing":            {func(fstest.MapFS) {}, nil},
		"a missing file":     {remove("1/content/2026-q3/firewall/retro.md"), []string{editions + "/1/content/2026-q3/firewall/retro.md: is missing from edition 1 of 2026-q3"}},
		"a missing folder":   {remove("1/content/teams"), []string{editions + "/1/content/teams/firewall.md: is missing from edition 1 of 2026-q3"}},
		"missing figures":    {remove("plan/figures.json"), []string{editions + "/plan/figures.json: is missing from the plan edition of 2026-q3"}},
		"an added file":      {put("2/content/2026-q3/firewall/more.md", ""), []string{editions + "/2/content/2026-q3/firewall/more.md: was added to edition 2 of 2026-q3"}},
		"an editor's backup": {put("2/site.toml~", ""), []string{editions + "/2/site.toml~: was added"}},
		"what systems leave": {put("2/content/.DS_Store", ""), nil},
		"a hidden folder":    {put("2/.cache/x", ""), nil},
		"a half made one":    {put(".freeze-ABC/site.toml", ""), nil},
		"a renamed file": {func(fsys fstest.MapFS) {
			fsys[editions+"/1/content/2026-q3/firewall/Retro.md"] = fsys[editions+"/1/content/2026-q3/firewall/retro.md"]
			delete(fsys, editions+"/1/content/2026-q3/firewall/retro.md")
		}, []string{editions + "/1/content/2026-q3/firewall/Retro.md: was added", editions + "/1/content/2026-q3/firewall/retro.md: is missing"}},
		"a link": {func(fsys fstest.MapFS) {
			fsys[editions+"/1/site.toml"] = &fstest.MapFile{Data: []byte("site.toml"), Mode: fs.ModeSymlink}
		}, []string{editions + "/1/site.toml: was altered"}},
		"no edition.toml":        {remove("1/edition.toml"), []string{editions + "/1/edition.toml: edition 1 of 2026-q3 has no edition.toml"}},
		"an empty edition.toml":  {put("3/edition.toml", ""), []string{editions + "/3/edition.toml: was altered: it does not match its own checksum"}},
		"a file among them":      {put("notes.md", ""), []string{editions + "/notes.md: is not an edition of 2026-q3"}},
		"a folder among them":    {put("1 (copy)/x", ""), []string{editions + "/1 (copy): is not an edition of 2026-q3"}},
		"edition 2 removed":      {remove("2"), []string{editions + "/2: edition 2 of 2026-q3 is missing: edition 3 was made after it"}},
		"editions 1, 2 removed":  {func(f fstest.MapFS) { remove("1")(f); remove("2")(f) }, []string{editions + "/1: edition 1 of 2026-q3 is missing: edition 3 was made after it", editions + "/2: edition 2 of 2026-q3 is missing"}},
		"the plan removed":       {remove("plan"), []string{editions + "/plan: the plan edition of 2026-q3 is missing: edition 1 was made after it"}},
		"plan and 1 removed":     {func(f fstest.MapFS) { remove("1")(f); remove("plan")(f) }, []string{editions + "/1: edition 1 of 2026-q3 is missing: edition 2 was made after it"}},
		"the newest one removed": {remove("3"), nil}, // nothing was made after it
		"two swapped": {func(f fstest.MapFS) {
			move(f, editions+"/1", "x")
			move(f, editions+"/2", editions+"/1")
			move(f, "x", editions+"/2")
		}, []string{editions + "/1/edition.toml: belongs to edition 2 of 2026-q3, but is in the folder of edition 1 of 2026-q3", editions + "/2/edition.toml: belongs to edition 1 of 2026-q3"}},
		"one renamed": {func(f fstest.MapFS) { move(f, editions+"/3", editions+"/4") },
			[]string{editions + "/4/edition.toml: belongs to edition 3 of 2026-q3, but is in the folder of edition 4 of 2026-q3"}},
		"in another quarter": {func(f fstest.MapFS) { move(f, editions, "content/2026-q4/editions") },
			[]string{"content/2026-q4/editions/1/edition.toml: belongs to edition 1 of 2026-q3, but is in the folder of edition 1 of 2026-q4", "content/2026-q4/editions/2/", "content/2026-q4/editions/3/", "content/2026-q4/editions/plan/"}},
		"one written anew":    {rewrite("1", func(r *manifest) { r.Tool = "other" }), []string{editions + "/1/edition.toml: was altered after edition 2 of 2026-q3 was made"}},
		"the plan anew":       {rewrite("plan", func(r *manifest) { r.Tool = "other" }), []string{editions + "/plan/edition.toml: was altered after edition 1 of 2026-q3 was made"}},
		"a plan before the 1": {rewrite("1", func(r *manifest) { r.Before = "" }), []string{editions + "/1/edition.toml: was altered after edition 2", editions + "/plan: the plan edition of 2026-q3 was added after edition 1 was made"}},
		"an earlier time":     {rewrite("3", func(r *manifest) { r.Frozen = at("2026-10-05") }), []string{editions + "/3/edition.toml: was frozen at 2026-10-05T00:00:00Z, before edition 2 at 2026-10-06T00:00:00Z"}},
		"no figures in it":    {rewrite("3", func(r *manifest) { delete(r.Files, figuresFile) }), []string{editions + "/3/edition.toml: was altered: figures.json is not listed", editions + "/3/figures.json: was added"}},
	} {
		t.Run(what, func(t *testing.T) {
			fsys := maps.Clone(whole)
			c.change(fsys)
			_, problems := Check(fsys)
			got := lines(problems)
			if len(got) != len(c.want) {
				t.Fatalf("got %q, want %q", got, c.want)
			}
			for i, want := range c.want {
				if !strings.HasPrefix(got[i], want) {
					t.Errorf("got %q, want %q", got[i], want)
				}
			}
		})
	}
}

// rewrite changes an edition.toml as somebody would who knows how it is made.
func rewrite(id string, change func(*manifest)) func(fstest.MapFS) {
	return func(fsys fstest.MapFS) {
		name := "content/2026-q3/editions/" + id + "/edition.toml"
		r, err := decode(fsys[name].Data)
		if err != nil {
			panic(err)
		}
		change(r)
		fsys[name] = &fstest.MapFile{Data: r.encode()}
	}
}

func TestCheckWithoutEditions(t *testing.T) {
	for _, fsys := range []fstest.MapFS{{}, {"content/2026-q3/x/plan.md": {}}, {"content/2026-q3/editions": {Mode: fs.ModeDir}}} {
		if n, problems := Check(fsys); n != 0 || len(problems) > 0 {
			t.Errorf("%v: %d, %v", fsys, n, problems)
		}
	}
}

// BenchmarkCheck is the part of every build that editions cost: 40 quarters of 20 teams.
func BenchmarkCheck(b *testing.B) {
	fsys := fstest.MapFS{}
	text := bytes.Repeat([]byte("Prose about what was planned.\n"), 200)
	for i := range 40 {
		before := ""
		for _, id := range []string{"plan", "1"} {
			folder := fmt.Sprintf("content/%d-q%d/editions/%s/", 2010+i/4, i%4+1, id)
			r := &manifest{ID: id, Quarter: folder[8:15], Before: before, Files: map[string]string{figuresFile: sum(text)}}
			fsys[folder+figuresFile] = &fstest.MapFile{Data: text}
			for n := range 60 {
				name := fmt.Sprintf("content/%s/team-%d.md", r.Quarter, n)
				fsys[folder+name] = &fstest.MapFile{Data: text}
				r.Files[name] = sum(text)
			}
			fsys[folder+manifestFile] = &fstest.MapFile{Data: r.encode()}
			before = sum(r.encode())
		}
	}
	folder := b.TempDir()
	if err := os.CopyFS(folder, fsys); err != nil {
		b.Fatal(err)
	}
	disk := testsite.Root(b, folder)
	for b.Loop() {
		if n, problems := Check(disk); n != 80 || len(problems) > 0 {
			b.Fatal(n, problems)
		}
	}
	b.ReportMetric(float64(len(fsys)), "files")
}
