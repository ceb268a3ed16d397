package link

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/diag"
)

// filed is a workspace with more files than its prose leads to.
func filed() fstest.MapFS {
	fsys := fstest.MapFS{
		"site.toml":                     {Data: []byte("today = 2026-08-01\n[look]\nlogo = \"Größe.png\"\n")},
		"content/teams/ours.md":         {Data: []byte("+++\nname = \"Ours\"\n+++\n\n[A paper](paper.pdf)\n")},
		"content/2026-q3/ours/plan.md":  {Data: []byte("+++\ncommitted = 2026-07-01\n+++\n\n![One](a.png) [two](" + "G\u00f6teborg.svg" + ") [three](Zu\u0308rich.csv)\n")},
		"content/2026-q3/ours/retro.md": {Data: []byte("## What went well\n\n![Seen](../seen.png)\n")},
	}
	for _, name := range []string{"Gro\u0308ße.png", "teams/paper.pdf", "2026-q3/ours/a.png", "2026-q3/ours/Go\u0308teborg.svg", "2026-q3/ours/Z\u00fcrich.csv", "2026-q3/seen.png",
		"unused.pdf", "2026-q3/ours/b.png"} {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte("x")}
	}
	return fsys
}

// Only files that prose leads to, and the logo, are for the site, in whichever form of Unicode either
// of them has the name; each other one is told of once.
func TestUnusedFiles(t *testing.T) {
	fsys := filed()
	a, problems := Read(fsys, Options{})
	var files, unused []string
	for _, f := range a.Files {
		files = append(files, f.Path)
	}
	for _, p := range problems {
		if p.Code == "unused-file" && p.Severity == diag.Hint {
			unused = append(unused, p.File)
		} else {
			t.Error(p)
		}
	}
	want := []string{"2026-q3/ours/Go\u0308teborg.svg", "2026-q3/ours/Z\u00fcrich.csv", "2026-q3/ours/a.png", "2026-q3/seen.png", "Gro\u0308ße.png", "teams/paper.pdf"}
	if !slices.Equal(files, want) || a.Site.Look.Logo != "Gro\u0308ße.png" {
		t.Errorf("files %q, want %q; the logo is %q", files, want, a.Site.Look.Logo)
	}
	if want := []string{"content/2026-q3/ours/b.png", "content/unused.pdf"}; !slices.Equal(unused, want) {
		t.Errorf("unused are %q, want %q", unused, want)
	}
	// A name that is there exactly wins over one that only looks the same.
	fsys["content/2026-q3/ours/G\u00f6teborg.svg"] = &fstest.MapFile{Data: []byte("y")}
	a, _ = Read(fsys, Options{})
	for _, f := range a.Files {
		if f.Path == "2026-q3/ours/Go\u0308teborg.svg" {
			t.Error("a link leads to another file than that of its name")
		}
	}
	// While a file cannot be read, nobody knows what it leads to.
	fsys["content/2026-q3/ours/retro.md"] = &fstest.MapFile{Data: []byte("+++\nheld = \n+++\n")}
	a, problems = Read(fsys, Options{})
	if len(a.Files) != 9 || strings.Contains(lines(problems), "unused-file") {
		t.Errorf("%d files, and %s", len(a.Files), lines(problems))
	}
}

// With a memory, files come and go as they do without one.
func TestUnusedFilesOverSaves(t *testing.T) {
	fsys, memory := filed(), &Memory{}
	for range 2 {
		a, problems := Read(fsys, Options{Memory: memory})
		if _, hints := problems.Hints(); len(a.Files) != 6 || len(hints) != 2 {
			t.Errorf("%d files and %d hints, want 6 and 2", len(a.Files), len(hints))
		}
	}
	fsys["content/2026-q3/ours/plan.md"] = &fstest.MapFile{Data: []byte("+++\ncommitted = 2026-07-01\n+++\n\n![](b.png)\n")}
	a, problems := Read(fsys, Options{Memory: memory})
	if _, hints := problems.Hints(); len(a.Files) != 4 || len(hints) != 4 {
		t.Errorf("%d files and %d hints, want 4 and 4", len(a.Files), len(hints))
	}
}
