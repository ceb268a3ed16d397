package generator_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator"
	"quarterdeck/generator/report"
	"quarterdeck/generator/sample"
)

var frozenQuarter = report.QuarterID{Year: 2026, N: 3}

// sampled is a small workspace in a new folder.
func sampled(t testing.TB) string {
	t.Helper()
	folder := t.TempDir()
	if err := sample.Workspace(3, 3, 1).Write(folder); err != nil {
		t.Fatal(err)
	}
	return folder
}

func freeze(t testing.TB, folder string, o generator.FreezeOptions) *generator.Frozen {
	t.Helper()
	o.Force = "a sample lacks what it lacks"
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	made, problems, err := generator.Freeze(open(t, folder), frozenQuarter, o)
	if err != nil {
		t.Fatalf("%v\n%v", err, problems)
	}
	return made
}

func edit(t testing.TB, folder, name string, change func(string) string) {
	t.Helper()
	file := filepath.Join(folder, filepath.FromSlash(name))
	was, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, []byte(change(string(was))), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func more(text string) func(string) string { return func(was string) string { return was + text } }

func shownQuarter(t testing.TB, folder string) *report.Quarter {
	t.Helper()
	archive, problems := open(t, folder).Read(0)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	for _, q := range archive.Quarters {
		if q.ID == frozenQuarter {
			return q
		}
	}
	t.Fatal("the quarter is gone")
	return nil
}

// What is frozen is read back as it was meant, whatever stands in it, and its figures
// come out the same when they are counted again.
func TestFrozenIsReadBack(t *testing.T) {
	folder := sampled(t)
	notes := []string{"", "", "two lines,\na \"quote\", a \\ and é 漢 \U0001F600\t.", "'''", "]\n[files]\n\"x\" = \"y\""}
	var made []*generator.Frozen
	for i, note := range notes {
		edit(t, folder, "content/2026-q3/index.md", more("One line more.\n"))
		made = append(made, freeze(t, folder, generator.FreezeOptions{AsPlan: i == 0, Note: note, Tool: "v1 \"x\""}))
	}
	q := shownQuarter(t, folder)
	if len(q.Editions) != len(notes) || q.Shown != q.Newest() || q.Draft() {
		t.Fatalf("%d editions, shown %v", len(q.Editions), q.Shown)
	}
	before := ""
	for i, e := range q.Editions {
		if e.Note != strings.Join(strings.Fields(notes[i]), " ") || e.Hash != made[i].Hash || e.Folder() != made[i].Folder || e.ID != made[i].ID || e.Before != before ||
			e.Tool != "v1 \"x\"" || len(e.Sums) != made[i].Files || e.Forced == "" || len(e.Missing) == 0 || len(e.Figures) == 0 {
			t.Errorf("edition %s has the note %q, the hash %s after %s; made was %+v", e.ID, e.Note, e.Hash, e.Before, made[i])
		}
		before = e.Hash
	}
	if n, problems := generator.Verify(open(t, folder)); n != len(notes) || len(problems) > 0 {
		t.Error(n, problems)
	}
	edit(t, folder, "content/2026-q3/index.md", more("A draft.\n"))
	if q := shownQuarter(t, folder); !q.Draft() {
		t.Error("what was changed is shown as published")
	}
	if _, problems := generator.Verify(open(t, folder)); len(problems) > 0 {
		t.Error(problems)
	}
}

// Two freezes of the same workspace on the same day make the same bytes.
func TestFreezingIsRepeatable(t *testing.T) {
	var all []map[string][]byte
	for range 2 {
		folder := sampled(t)
		freeze(t, folder, generator.FreezeOptions{Today: report.DayOf(2026, 10, 5)})
		all = append(all, files(t, folder))
	}
	same(t, "again", all[0], all[1])
}

// An edition is dated to the day on which its figures were counted.
func TestDayOfFreezing(t *testing.T) {
	const unpinned = "title = \"x\"\n[[metric]]\nid = \"support_tickets\"\ntitle = \"T\"\n"
	east := time.FixedZone("east", 10*3600)
	for what, c := range map[string]struct {
		site  string // "" = with its pinned day
		today report.Day
		now   time.Time
		want  string
	}{
		"the clock":              {unpinned, 0, time.Date(2026, 10, 5, 12, 30, 15, 99, time.UTC), "2026-10-05T12:30:15Z"},
		"a day that is given":    {unpinned, report.DayOf(2026, 10, 7), time.Date(2026, 10, 7, 12, 0, 0, 0, time.UTC), "2026-10-07T00:00:00Z"},
		"the pinned day":         {"", 0, time.Date(2026, 12, 5, 12, 0, 0, 0, time.UTC), "2026-11-20T00:00:00Z"},
		"another day than UTC's": {unpinned, 0, time.Date(2026, 10, 6, 3, 0, 0, 0, east), "2026-10-05T17:00:00Z"},
	} {
		t.Run(what, func(t *testing.T) {
			folder := sampled(t)
			if c.site != "" {
				edit(t, folder, "site.toml", func(string) string { return c.site })
			}
			freeze(t, folder, generator.FreezeOptions{Today: c.today, Now: c.now})
			e := shownQuarter(t, folder).Newest()
			if got := e.Frozen.Format(time.RFC3339Nano); got != c.want || e.Archive().Today != report.DayAt(e.Frozen) {
				t.Errorf("frozen at %s, counted on %s", got, e.Archive().Today)
			}
		})
	}
}

// Figures that today's tool would not count are told, and are no error.
func TestRecountWarns(t *testing.T) {
	folder := sampled(t)
	freeze(t, folder, generator.FreezeOptions{})
	const place = "content/2026-q3/editions/1/"
	figures := filepath.Join(folder, place, "figures.json")
	was, err := os.ReadFile(figures)
	if err != nil {
		t.Fatal(err)
	}
	// As a tool would have frozen it that counted sizes otherwise.
	changed := bytes.Replace(was, []byte(`"velocity": {
   "size": `), []byte(`"velocity": {
   "size": 1`), 1)
	if bytes.Equal(changed, was) {
		t.Fatal("no velocity in the figures")
	}
	reseal(t, folder, place, changed)
	_, problems := generator.Verify(open(t, folder))
	if errors, warnings := problems.Count(); errors > 0 || warnings == 0 || problems[0].Code != "recount" ||
		!strings.Contains(problems[0].Text, "when it was frozen; today's tool counts") {
		t.Error(problems)
	}
}

// reseal puts other figures into an edition, with all their hashes.
func reseal(t *testing.T, folder, place string, figures []byte) {
	t.Helper()
	hash := func(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data)) }
	edit(t, folder, place+"edition.toml", func(was string) string {
		text := was[:strings.Index(was, "# sealed ")]
		at := strings.Index(text, `"figures.json" = "`) + len(`"figures.json" = "`)
		text = text[:at] + hash(figures) + text[at+64:]
		return text + "# sealed " + hash([]byte(text)) + "\n"
	})
	edit(t, folder, place+"figures.json", func(string) string { return string(figures) })
}
