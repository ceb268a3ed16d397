package generator_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quarterdeck/generator"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// What was frozen stays inside as well, also what stands in no file of the workspace but
// those of an edition any more.
func TestNothingLeaksFromEditions(t *testing.T) {
	p := plant(t)
	folder := t.TempDir()
	write := func(name string, data []byte) {
		t.Helper()
		testsite.Write(t, folder, name, data)
	}
	for name, f := range p.files {
		write(name, f.Data)
	}
	q := report.QuarterID{Year: 2026, N: 3}
	freeze := func(day string, o generator.FreezeOptions) {
		t.Helper()
		on, err := report.ParseDay(day)
		if err != nil {
			t.Fatal(err)
		}
		o.Today, o.Tool = on, p.plant(t, "edition: frozen with", "", "")
		if _, problems, err := generator.Freeze(open(t, folder), q, o); err != nil {
			t.Fatal(err, problems)
		}
	}
	home := "content/2026-q3/" + p.by["team id: public"] + "/"
	freeze("2026-07-12", generator.FreezeOptions{AsPlan: true, Force: p.plant(t, "edition: why the plan was forced", "", "")})
	freeze("2026-10-10", generator.FreezeOptions{Force: p.plant(t, "edition: why it was forced", "", "")})
	// From here on, some of the retro is only in an edition.
	var kept []string
	for line := range strings.Lines(string(p.files[home+"retro.md"].Data)) {
		if !strings.Contains(line, p.by["retro: intro"]) && !strings.Contains(line, p.by["retro file: picture"]) {
			kept = append(kept, line)
		}
	}
	write(home+"retro.md", []byte(strings.Join(kept, "")))
	if err := os.Remove(filepath.Join(folder, filepath.FromSlash(home+p.by["retro file: picture"]+".png"))); err != nil {
		t.Fatal(err)
	}
	freeze("2026-10-20", generator.FreezeOptions{Note: p.plant(t, "edition: what it corrects", "", ""), Force: "still"})

	w := open(t, folder)
	archive, problems := w.Read(0)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	out := build(t, w)
	for i, to := range archive.Site.Audiences {
		built := files(t, filepath.Join(out, to.ID))
		pass := none
		if archive.For(to).Sees(report.Numbers) {
			pass = p.number
		}
		seen := p.search(built, pass)
		for _, leak := range leaks(seen, rune(letters[i])) {
			t.Errorf("%s: %s", to.ID, leak)
		}
		inside := letters[i] == 'i' || letters[i] == 'm'
		if _, there := built["editions.json"]; there != inside {
			t.Errorf("%s: editions.json is there: %v", to.ID, there)
		}
		if letters[i] != 'i' {
			continue
		}
		// So that nothing is missed for want of pages.
		found := map[string]string{}
		for s := range seen {
			if strings.Contains(s.file, "2026-q3/editions/") {
				found[s.origin] = s.file
			}
		}
		for _, origin := range []string{"edition: why the plan was forced", "edition: why it was forced", "edition: what it corrects", "edition: frozen with",
			"retro: intro", "retro file: picture", "lesson: title", "inside title: moved", "body: delivered"} {
			if p.by[origin] == "" {
				t.Errorf("there is no mark of %s", origin)
			} else if found[origin] == "" {
				t.Errorf("no edition shows «%s»", origin)
			}
		}
	}
}
