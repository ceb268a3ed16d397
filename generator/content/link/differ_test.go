package link

import (
	"slices"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/report"
)

// A draft knows which files are not as its newest edition has them, and where each begins to
// differ.
func TestDifferencesFromAnEdition(t *testing.T) {
	const plan, outcome = "content/2026-q2/ours/plan.md", "content/2026-q2/theirs/metrics.toml"
	put := func(f fstest.MapFS, name, text string) { f[name] = &fstest.MapFile{Data: []byte(text)} }
	for what, c := range map[string]struct {
		change func(fstest.MapFS)
		want   []report.Difference
	}{
		"nothing": {func(fstest.MapFS) {}, nil},
		"a word": {func(f fstest.MapFS) {
			put(f, outcome, "[[item]]\nid = \"B-1\"\nstatus = \"delivered\"\nreason = \"scope\"\n")
		}, []report.Difference{{File: outcome, Part: "metrics", Team: "theirs", Line: 3, Now: `status = "delivered"`, Was: `status = "moved"`}}},
		"a line at the end": {func(f fstest.MapFS) {
			put(f, outcome, string(f[outcome].Data)+"note = \"x\"\n")
		}, []report.Difference{{File: outcome, Part: "metrics", Team: "theirs", Line: 5, Now: `note = "x"`}}},
		"files": {func(f fstest.MapFS) {
			delete(f, plan)
			put(f, "content/2026-q2/index.md", "Hello.\n")
			delete(f, "content/2026-q2/ours/pic.png")
		}, []report.Difference{{File: "content/2026-q2/index.md", Part: "foreword"},
			{File: plan, Part: "plan", Team: "ours"}, {File: "content/2026-q2/ours/pic.png", Team: "ours"}}},
	} {
		t.Run(what, func(t *testing.T) {
			fsys := frozenWorkspace()
			c.change(fsys)
			a, _ := Read(fsys, Options{})
			if got := quarterOf(t, a, "2026-q2").Differs; !slices.Equal(got, c.want) {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func TestWindow(t *testing.T) {
	for _, c := range []struct{ now, was, want string }{
		{"short one", "short two", "short one"},
		{"a line that is long enough to be cut before the new word", "a line that is long enough to be cut before the old word", "…be cut before the new word"},
		{"ünïcödé-ünïcödé-ünïcödé-ünïcödé x", "ünïcödé-ünïcödé-ünïcödé-ünïcödé y", "…x"},
		{"ünïcödéünïcödéünïcödéünïcödéx", "ünïcödéünïcödéünïcödéünïcödéy", "…nïcödéünïcödéx"},
		{"", "was", ""},
	} {
		if got := window(c.now, c.was); got != c.want {
			t.Errorf("%q beside %q is shown as %q, not %q", c.now, c.was, got, c.want)
		}
	}
}
