package yamlscan

import (
	"strings"
	"testing"

	"quarterdeck/generator/content/tomlscan"
)

// FuzzRead looks for texts of which a value has no place, or one outside the text.
func FuzzRead(f *testing.F) {
	for _, src := range []string{
		"a: 1\nb:\n  c: [x, {d: 'e'}]\n  \"f g\": |\n    h\n    i\n",
		"a: &x 1\nb: *x\n", "<<: {a: 1}\n", "? [a]\n: b\n", "a: !!binary x\n", "%TAG ! x\n---\na: 1\n",
		"- a\n- b\n", "a: 2026-02-30\nb: [2026-02-30, ~, 010, 0x1F, 1_0.5e3, 12:30:00]\n", "\ufeffa: 1\r\u2028b: 2\n",
		"a: [[[[[", "a: \"x\n", "a:\n\tb: 1\n", "a: 1\n--- x\n", "a: 1\n...\n%x\n", "", "# a", "\x00", "a: \x7f", strings.Repeat("a: {", 40),
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		r := Read(src)
		if r.Wrong != nil && (r.Wrong.Message == "" || r.Wrong.Offset < 0 || r.Wrong.Offset > len(src) || strings.Contains(r.Wrong.Message, "library failed")) {
			t.Fatalf("%q: %+v", src, r.Wrong)
		}
		if r.Deep > len(src) {
			t.Fatalf("%q: too deep at %d", src, r.Deep)
		}
		for _, d := range r.BadDates {
			if !d.Spot.Bad || d.Start < 0 || d.End > len(src) {
				t.Fatalf("%q: %+v", src, d)
			}
		}
		if r.Wrong == nil && r.Deep < 0 {
			checkPlaces(t, r.Values, r.Root, src)
		}
	})
}

func checkPlaces(t *testing.T, v any, s *tomlscan.Spot, src string) {
	t.Helper()
	if s == nil || s.Key < 0 || s.Key > len(src) {
		t.Fatalf("%q: %v is at %+v", src, v, s)
	}
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			checkPlaces(t, inner, s.Kids[k], src)
		}
	case []any:
		if len(v) != len(s.Elems) {
			t.Fatalf("%q: %d elements, %d places", src, len(v), len(s.Elems))
		}
		for i, inner := range v {
			checkPlaces(t, inner, s.Elems[i], src)
		}
	}
}

// Each word is what TOML would make of it, or text.
func TestPlainWords(t *testing.T) {
	for word, want := range map[string]any{
		"yes": "yes", "No": "No", "on": "on", "y": "y", "True": true, "false": false, "~": nil,
		"0": int64(0), "-17": int64(-17), "1_000": int64(1000), "0x1F": int64(31), "0o17": int64(15), "0b11": int64(3),
		"010": "010", "1__0": "1__0", "_1": "_1", "1_": "1_", "08": "08", "1.5": 1.5, "1e3": 1e3, ".5": .5, "5.": 5., "-": "-", "+": "+", ".": ".",
		"99999999999999999999": 99999999999999999999., "inf": "inf", "1:30": "1:30", "2026-w1": "2026-w1", "2026-Q3": "2026-Q3", "MR-101": "MR-101",
		"1.2.3": "1.2.3", "24:00:00": "24:00:00",
	} {
		if got, _ := plain(word); got != want {
			t.Errorf("%s is %v (%T), want %v (%T)", word, got, got, want, want)
		}
	}
	if _, bad := plain("2026-13-01"); !bad {
		t.Error("2026-13-01 is taken for a date")
	}
}

// Offsets count bytes, and every line end of the library counts.
func TestOffsets(t *testing.T) {
	src := "\ufeffä: é # \u2028ü: [ö, {x: y}]\rz: 1\n"
	r := Read(src)
	if r.Wrong != nil {
		t.Fatal(r.Wrong)
	}
	for want, path := range map[string][]any{"ä": {"ä"}, "ü": {"ü"}, "ö": {"ü", 0}, "{x": {"ü", 1}, "x:": {"ü", 1, "x"}, "z": {"z"}} {
		s, ok := r.Root.Find(path...)
		if !ok || !strings.HasPrefix(src[s.Key:], want) {
			t.Errorf("%v is at %d", path, s.Key)
		}
	}
}
