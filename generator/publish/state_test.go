package publish

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	seam "quarterdeck/generator/publish/target"
)

// A clock that goes back changes no order.
func TestClockGoesBack(t *testing.T) {
	target := withoutLocks(t)
	var ids []string
	for n, hours := range []int{0, -5, -3, 2} {
		about := About{When: time.Date(2026, 10, 1, 12+hours, 0, 0, 0, time.UTC), Audience: "internal"}
		r, err := Publish(t.Context(), target, build(t, site(n)), about, Options{Keep: 3})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, r.Release)
	}
	if !slices.IsSorted(ids) {
		t.Errorf("names are out of order: %v", ids)
	}
	list, live, err := Releases(t.Context(), target)
	if err != nil || len(list) != 3 || live != ids[3] || list[2].ID != ids[1] {
		t.Fatalf("kept are %d releases, %s is live: %v", len(list), live, err)
	}
	if got := list[1].When.Hour(); got != 9 {
		t.Errorf("a release was made at %d, want the hour of the clock", got)
	}
	if r, err := Rollback(t.Context(), target, "", About{When: time.Now()}, Options{}); err != nil || r.Release != ids[2] {
		t.Errorf("rolled back to %s (%v), want %s", r.Release, err, ids[2])
	}
}

// A run that was killed went on for a while after the next one had read what is there.
func TestKilledWhileAnotherLooks(t *testing.T) {
	target := withoutLocks(t)
	c := newClock()
	publish := func(n int, o Options) {
		t.Helper()
		if _, err := Publish(t.Context(), target, build(t, site(n)), c.about(), o); err != nil {
			t.Fatal(err)
		}
	}
	publish(0, impatient)
	left := journal{Line: Line{didPublish, newRecord(Files{}, c.about(), nil)}, Touched: []string{"late.html"}}
	if err := open(target, impatient).writeJSON(t.Context(), pendingName, left); err != nil {
		t.Fatal(err)
	}
	o := impatient
	o.Confirm = func(Plan) (bool, error) {
		return true, target.Store.Write(t.Context(), "late.html", []byte("late"), seam.As{})
	}
	publish(1, o)
	if data, err := target.Store.Read(t.Context(), "late.html"); err == nil {
		t.Errorf("readers see %q, which is part of no release", data)
	}
}

func TestWayBack(t *testing.T) {
	line := func(did, id string) Line { return Line{did, Record{ID: id}} }
	p := func(id string) Line { return line(didPublish, id) }
	r := func(id string) Line { return line(didRollback, id) }
	for _, c := range []struct {
		what    string
		history []Line
		kept    []string
		live    string
		want    string
	}{
		{"one", []Line{p("a")}, []string{"a"}, "a", ""},
		{"two", []Line{p("a"), p("b")}, []string{"b", "a"}, "b", "a"},
		{"back twice", []Line{p("a"), p("b"), p("c"), r("b")}, []string{"c", "b", "a"}, "b", "a"},
		{"past a mistake", []Line{p("a"), p("b"), r("a"), p("c")}, []string{"c", "b", "a"}, "c", "a"},
		{"forward by name", []Line{p("a"), p("b"), r("a"), r("b")}, []string{"b", "a"}, "b", "a"},
		{"what went", []Line{p("a"), p("b"), p("c")}, []string{"c", "a"}, "c", "a"},
		{"killed before the log", []Line{p("a")}, []string{"b", "a"}, "b", "a"},
		{"without a log", nil, []string{"b", "a"}, "b", "a"},
	} {
		st := &state{ids: c.kept, live: c.live, history: c.history}
		if got := st.lastGood(); got != c.want {
			t.Errorf("%s: back to %q, want %q", c.what, got, c.want)
		}
	}
}

// What somebody altered by hand is told, not followed.
func TestAlteredByHand(t *testing.T) {
	published := func(t *testing.T) (*Target, string) {
		target := withoutLocks(t)
		c := newClock()
		var live string
		for n := range 2 {
			r, err := Publish(t.Context(), target, build(t, site(n)), c.about(), Options{})
			if err != nil {
				t.Fatal(err)
			}
			live = r.Release
		}
		return target, live
	}
	edit := func(t *testing.T, target *Target, name string, change func(string) string) {
		t.Helper()
		data, err := target.Store.Read(t.Context(), name)
		if err == nil {
			err = target.Store.Write(t.Context(), name, []byte(change(string(data))), seam.As{})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	garbage := func(string) string { return "{" }
	outside := func(s string) string { return strings.Replace(s, `"index.html"`, `"../../outside"`, 1) }
	for _, c := range []struct {
		what, name string
		change     func(string) string
	}{
		{"a record cut short", "record", garbage},
		{"a record with a name outside", "record", outside},
		{"a record with another name", "record", func(s string) string { return strings.Replace(s, "teams/3/", "teams/x/", 1) }},
		{"a list of retired files", retiredName, func(string) string { return `{"../../outside": {"sum": "00", "size": 1}}` }},
		{"a journal", pendingName, func(string) string { return `{"touched": ["../outside"]}` }},
		{"a log", logName, garbage},
		{"what is live", liveName, func(string) string { return "../../outside" }},
	} {
		t.Run(c.what, func(t *testing.T) {
			target, live := published(t)
			name := c.name
			if name == "record" {
				name = recordName(live)
			}
			if name == pendingName {
				if err := target.Store.Write(t.Context(), name, nil, seam.As{}); err != nil {
					t.Fatal(err)
				}
			}
			edit(t, target, name, c.change)
			_, err := Publish(t.Context(), target, build(t, site(3)), newClock().about(), impatient)
			var known *seam.Error
			if !errors.As(err, &known) || known.Hint == "" || !errors.Is(err, ErrAltered) && !errors.Is(err, seam.ErrForeign) {
				t.Errorf("the error is %v", err)
			}
			if data, err := target.Store.Read(t.Context(), "index.html"); err != nil || string(data) != site(1)["index.html"] {
				t.Errorf("readers do not see the old release: %v", err)
			}
		})
	}
	t.Run("a release whose files are lost", func(t *testing.T) {
		target, _ := published(t)
		list, _, err := Releases(t.Context(), target)
		if err != nil {
			t.Fatal(err)
		}
		e := list[1].Files["index.html"]
		if err := target.Store.Remove(t.Context(), blob(target, "index.html", e)); err != nil {
			t.Fatal(err)
		}
		_, err = Rollback(t.Context(), target, "", newClock().about(), impatient)
		if !errors.Is(err, ErrRelease) || !strings.Contains(err.Error(), "has lost index.html") {
			t.Errorf("the error is %v", err)
		}
	})
	t.Run("a log that is gone", func(t *testing.T) {
		target, _ := published(t)
		if err := target.Store.Remove(t.Context(), logName); err != nil {
			t.Fatal(err)
		}
		if list, _, err := Releases(t.Context(), target); err != nil || len(list) != 2 {
			t.Errorf("%d releases: %v", len(list), err)
		}
		if _, err := Rollback(t.Context(), target, "", newClock().about(), impatient); err != nil {
			t.Error(err)
		}
	})
	t.Run("a built site", func(t *testing.T) {
		target, _ := published(t)
		tree := build(t, site(4))
		if err := os.WriteFile(filepath.Join(tree.Folder, "index.html"), []byte("by hand"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Publish(t.Context(), target, tree, newClock().about(), impatient); !errors.Is(err, ErrAltered) || !strings.Contains(err.Error(), "build again") {
			t.Errorf("the error is %v", err)
		}
	})
}

// A file takes the place of a folder, and the other way round.
func TestFilesAndFolders(t *testing.T) {
	eachKind(t, func(t *testing.T, p place) {
		c := newClock()
		with := func(more ...string) map[string]string {
			files := site(0)
			for _, name := range more {
				files[name] = "text of " + name
			}
			return files
		}
		for n, files := range []map[string]string{with("x/a.txt", "y"), with("x", "y/b.txt"), with("x/a.txt", "y"), with("x", "y/b/c.txt")} {
			if _, err := Publish(t.Context(), p.open(t), build(t, files), c.about(), impatient); err != nil {
				t.Fatalf("%d: %v", n, err)
			}
			for name, want := range files {
				if strings.HasPrefix(name, "x") || strings.HasPrefix(name, "y") {
					p.shows(t, name, want)
				}
			}
		}
		tidy(t, p)
	})
}

func TestNames(t *testing.T) {
	e, _ := sum(strings.NewReader("text"))
	for name, want := range map[string]bool{
		"assets/site." + e.Sum[:8] + ".css": true,
		"site." + e.Sum[:12] + ".js":        true,
		"report.20261001.csv":               false, // a date of eight digits
		"site.css":                          false,
		"a." + e.Sum[:7] + ".css":           false,
	} {
		if hashed(name, e) != want {
			t.Errorf("hashed(%q) is %v", name, !want)
		}
	}
	for _, name := range []string{"", ".", "../x", "/x", "a//b", ".quarterdeck", ".quarterdeck/live", `a\b`, "a\x00b"} {
		if nameable(name) {
			t.Errorf("%q may be the name of a file", name)
		}
	}
	for _, name := range []string{"x", ".well-known/security.txt", "_headers", "grüße & küsse 100%.txt", ".quarterdeck-x"} {
		if !nameable(name) {
			t.Errorf("%q may be no name of a file", name)
		}
	}
}

func TestPages(t *testing.T) {
	old := Files{"index.html": {Sum: "1"}, "2026-q3/firewall/index.html": {Sum: "1"}, "2026-q3/data.json": {Sum: "1"}, "lessons/x/index.html": {Sum: "1"}}
	p := compare(old, Files{"index.html": {Sum: "2"}, "2026-q3/firewall/index.html": {Sum: "2"}, "2026-q3/data.json": {Sum: "2"},
		"2026-q3/index.html": {Sum: "1"}, "2026-q3/editions/index.html": {Sum: "1"}, "2026-q3/summary/index.html": {Sum: "1"}}).Pages()
	want := Pages{Added: []string{"2026-q3/editions/", "2026-q3/", "2026-q3/summary/"}, Changed: []string{"2026-q3/firewall/", ""},
		Removed: []string{"lessons/x/"}, Reports: []string{"2026-q3/", "2026-q3/firewall/"}}
	got, err := json.Marshal(p)
	expected, _ := json.Marshal(want)
	if err != nil || string(got) != string(expected) {
		t.Errorf("got  %s\nwant %s", got, expected)
	}
}
