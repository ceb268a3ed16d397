package content

import (
	"fmt"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"quarterdeck/generator/content/tomlscan"
	"quarterdeck/generator/diag"
)

func parseMetrics(src string) string {
	_, l := Parse(File{Path: "content/2026-q3/a/metrics.toml", Data: []byte(src)})
	return lines(l.Sorted())
}

// The library reports the type of an early [[item]] at the line of the last one.
func TestTypeErrorStandsAtItsOwnItem(t *testing.T) {
	got := parseMetrics(`[[item]]
id = "A-1"
status = "open"
size = "eight"

[[item]]
id = "A-2"
status = "open"
size = 8
`)
	want := "content/2026-q3/a/metrics.toml:4:1: size \"eight\" is a word, and site.toml has no [sizes] (hint: write size = 8, or add [sizes] to site.toml, such as S = 2)\n"
	if got != want {
		t.Errorf("got %s want %s", got, want)
	}
}

// Of two bad values the library reports one, not always the same.
func TestEveryBadValueIsReportedInOrder(t *testing.T) {
	src := `[[item]]
id = 1
title = 2
status = 3
size = "4"
note = 5
finished = 2026-02-30
`
	var want strings.Builder
	for i, what := range []string{
		`id must be a string; found an integer (hint: write id = "MR-101")`,
		`title must be a string; found an integer (hint: write title = "Emergency rule for a new CVE")`,
		`status must be a string; found an integer (hint: write status = "delivered")`,
		`size "4" is a word, and site.toml has no [sizes] (hint: write size = 8, or add [sizes] to site.toml, such as S = 2)`,
		`note must be a string; found an integer (hint: write note = "Screens arrived in week ten")`,
		`finished: "2026-02-30" is not a date (hint: write finished = 2026-10-01)`,
	} {
		fmt.Fprintf(&want, "content/2026-q3/a/metrics.toml:%d:1: %s\n", i+2, what)
	}
	for range 20 {
		if got := parseMetrics(src); got != want.String() {
			t.Fatalf("got\n%swant\n%s", got, want.String())
		}
	}
}

// The library knows where each key stands, but does not tell.
func TestKeyPositions(t *testing.T) {
	src := `# a comment with [brackets] and key = "value"
top = 1
"quoted key" = 2
a.b.'c d' = 3
multi = """
not = "a key"
[neither]
""" # end
literal = '''
x = 1'''
list = [ 1, # first
  [2, "],"],
  { in = 1, deeper = { still = 2 } },
]
when = 2026-07-01 09:00:00
[table]
  indented = true
[table.sub]
x.y = { z = [1, 2] }
[[item]]
id = "one"
[[item]]
id = "two"
[[item.part]]
name = "p"
[item.part.of]
name = "q"
`
	txt, ok := newText(File{Path: "f", Data: []byte(src)}, &diag.List{})
	if !ok {
		t.Fatal("not a text")
	}
	var l diag.List
	b := readTOML(txt, 0, len(src), &l)
	if b == nil {
		t.Fatal(lines(l))
	}
	for _, c := range []struct {
		path []any
		want string
	}{
		{[]any{"top"}, "2:1"},
		{[]any{"quoted key"}, "3:1"},
		{[]any{"a", "b"}, "4:3"},
		{[]any{"a", "b", "c d"}, "4:5"},
		{[]any{"multi"}, "5:1"},
		{[]any{"literal"}, "9:1"},
		{[]any{"list", 0}, "11:10"},
		{[]any{"list", 1, 1}, "12:7"},
		{[]any{"list", 2, "in"}, "13:5"},
		{[]any{"list", 2, "deeper", "still"}, "13:24"},
		{[]any{"when"}, "15:1"},
		{[]any{"table"}, "16:1"},
		{[]any{"table", "indented"}, "17:3"},
		{[]any{"table", "sub", "x", "y", "z", 1}, "19:17"},
		{[]any{"item", 0, "id"}, "21:1"},
		{[]any{"item", 1}, "22:1"},
		{[]any{"item", 1, "id"}, "23:1"},
		{[]any{"item", 1, "part", 0, "name"}, "25:1"},
		{[]any{"item", 1, "part", 0, "of", "name"}, "27:1"},
		{[]any{"item", 7, "id"}, "20:1"}, // what is not there: what would hold it
	} {
		if got := b.At(c.path...); fmt.Sprintf("%d:%d", got.Line, got.Col) != c.want {
			t.Errorf("%v stands at %d:%d, want %s", c.path, got.Line, got.Col, c.want)
		}
	}
}

// Positions count from the top of the file, whatever stands above, and neither a
// byte order mark nor line ends of Windows shift them.
func TestPositionsInsideAFile(t *testing.T) {
	src := "+++\nsummary = \"Ä\"\nsize = 1\n+++\n\n## Item\n\n  ```toml\n  id = \"A-1\"\n  kind = \"debt\"\n    size = \"x\"\n  ```\n"
	var known []string
	for _, row := range planKeys.rows {
		known = append(known, row.Name)
	}
	want := "content/2026-q3/a/plan.md:3:1: unknown key \"size\" in the front matter of a plan (hint: known: " + strings.Join(known, ", ") + ")\n" +
		"content/2026-q3/a/plan.md:11:5: size \"x\" is a word, and site.toml has no [sizes] (hint: write size = 8, or add [sizes] to site.toml, such as S = 2)\n"
	for name, text := range map[string]string{
		"plain": src,
		"crlf":  strings.ReplaceAll(src, "\n", "\r\n"),
		"bom":   "\xef\xbb\xbf" + src,
		"both":  "\xef\xbb\xbf" + strings.ReplaceAll(src, "\n", "\r\n"),
	} {
		_, l := Parse(File{Path: "content/2026-q3/a/plan.md", Data: []byte(text)})
		if got := lines(l.Sorted()); got != want {
			t.Errorf("%s: got\n%swant\n%s", name, got, want)
		}
	}
}

// A date may be written in every form of TOML, and as a text.
func TestDates(t *testing.T) {
	for _, form := range []string{"2026-08-20", `"2026-08-20"`, "2026-08-20T23:59:00Z", "2026-08-20T00:30:00+05:00", "2026-08-20 10:00:00", "2026-08-20T10:00:00"} {
		p, l := Parse(File{Path: "content/2026-q3/a/metrics.toml", Data: []byte("exported = " + form + "\n[[item]]\nid = \"A\"\nstatus = \"delivered\"\nfinished = " + form + "\n")})
		if len(l) > 0 {
			t.Errorf("%s: %s", form, lines(l))
			continue
		}
		if got := p.Metrics.Items[0].Outcome.Finished.String(); got != "2026-08-20" {
			t.Errorf("finished = %s is read as %s", form, got)
		}
		if got := p.Metrics.Metrics.Exported.Format("2006-01-02"); got != "2026-08-20" {
			t.Errorf("exported = %s is read as %s", form, got)
		}
	}
	for _, form := range []string{"10:00:00", "2026", "[2026-08-20]", "0001-01-01", `"20 Aug"`, "true", `""`} {
		if _, l := Parse(File{Path: "content/2026-q3/a/metrics.toml", Data: []byte("exported = " + form)}); len(l) != 1 {
			t.Errorf("exported = %s gives %d problems, want 1: %s", form, len(l), lines(l))
		}
	}
}

// Nesting without end must not overflow the stack of the library.
func TestDeepTOML(t *testing.T) {
	n := 200_000
	for name, src := range map[string]string{
		"arrays":        "a = " + strings.Repeat("[", n),
		"closed arrays": "a = " + strings.Repeat("[", n) + strings.Repeat("]", n),
		"inline tables": "a = " + strings.Repeat("{a=", n),
		"dotted keys":   strings.Repeat("a.", n) + "a = 1",
		"headers":       "[" + strings.Repeat("a.", n) + "a]",
	} {
		if got := parseMetrics(src); !strings.Contains(got, "nested more than") {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

// FuzzKeys compares the scanner with the library: of a valid text, it finds every
// key that the library finds.
func FuzzKeys(f *testing.F) {
	f.Add("a = 1\n[b.c]\n\"d e\" = { f = [1, { g = '''x''' }] }\n[[h]]\ni.j = \"\"\"\n\"\"\"\"\"\n")
	f.Add("a = \"\\\"]\" # ]\nb = [\n[1], # [\n]\n")
	f.Fuzz(func(t *testing.T, src string) {
		var values map[string]any
		root, deep, bad := tomlscan.Scan(src)
		if deep >= 0 || len(bad) > 0 || strings.ContainsAny(src, "\r\\\x00") || strings.HasPrefix(src, "\xef\xbb\xbf") {
			return
		}
		if _, err := toml.Decode(src, &values); err != nil {
			return
		}
		compareKeys(t, values, root, src)
	})
}

func compareKeys(t *testing.T, v any, s *tomlscan.Spot, src string) {
	if s == nil {
		t.Fatalf("no spot for %v in %q", v, src)
	}
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			compareKeys(t, inner, s.Kids[k], src)
		}
	case []map[string]any:
		for i, inner := range v {
			compareKeys(t, inner, s.Elems[i], src)
		}
	case []any:
		for i, inner := range v {
			compareKeys(t, inner, s.Elems[i], src)
		}
	}
}
