package i18n

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

type day int

func (d day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

func dayOf(year int, month time.Month, d int) day {
	return day(time.Date(year, month, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

type quarter struct{ year, n int }

func (q quarter) YearQuarter() (int, int) { return q.year, q.n }

type share struct{ of float64 }

func (s share) Format(l *Locale) string { return "half of " + l.Number(s.of) }

type (
	color string
	link  struct{ to string }
)

// with returns English with some messages more.
func with(t testing.TB, messages map[string]string) *Locale {
	t.Helper()
	l, err := Open("en")
	if err != nil {
		t.Fatal(err)
	}
	for id, text := range messages {
		m, err := parse(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		l.messages[id] = m
	}
	return l
}

func TestMessages(t *testing.T) {
	july := dayOf(2026, time.July, 3)
	for _, c := range []struct {
		message string
		args    []any
		want    string
	}{
		{"", nil, ""},
		{"Plans", nil, "Plans"},
		{"Hello, {who}!", []any{"who", "Ann"}, "Hello, Ann!"},
		{"{ who }", []any{"who", "Ann"}, "Ann"},
		{"{a}{b}{a}", []any{"a", 1, "b", "x"}, "1x1"},
		{"{who}", nil, "⟨who⟩"},
		{"{a}", []any{"a", nil}, ""},
		{"{a}", []any{"a", color("red")}, "red"},
		{"{a}", []any{"a", int64(7)}, "7"},
		{"{a}", []any{"a", link{"x"}}, "{x}"},
		{"{a}", []any{"a", true}, "true"},

		// numbers
		{"{n} items", []any{"n", 9999}, "9999 items"},
		{"{n} items", []any{"n", 10000}, "10,000 items"},
		{"{n} items", []any{"n", -1234567}, "-1,234,567 items"},
		{"{n}", []any{"n", 7.5}, "7.5"},
		{"{n}", []any{"n", 8.0}, "8"},
		{"{n}", []any{"n", 0.335}, "0.34"},
		{"{n}", []any{"n", 12345.678}, "12,345.68"},
		{"{n}", []any{"n", math.NaN()}, "0"},
		{"{n}", []any{"n", math.Copysign(0, -1)}, "0"},
		{"{n, percent}", []any{"n", 78}, "78\u00a0%"},

		// white space and escapes
		{"{n}~items", []any{"n", 3}, "3\u00a0items"},
		{`a\~b \* \\ \x`, nil, `a~b * \ \x`},
		{"it''s", nil, "it's"},
		{"it's", nil, "it's"},
		{"'{n}' is {n}", []any{"n", 1}, "{n} is 1"},
		{"open '{", nil, "open {"},
		{"**Three** of four", nil, "Three of four"},
		{"# of #", nil, "# of #"},

		// plurals
		{"{n, plural, one {# item} other {# items}}", []any{"n", 1}, "1 item"},
		{"{n, plural, one {# item} other {# items}}", []any{"n", 0}, "0 items"},
		{"{n, plural, one {# item} other {# items}}", []any{"n", 1.5}, "1.5 items"},
		{"{n, plural, one {# item} other {# items}}", []any{"n", 300}, "300 items"},
		{"{n, plural, one {# item} other {# items}}", []any{"n", "one"}, "one items"},
		{"{n,plural,=0{none}=1{a single one}other{#}}", []any{"n", 0}, "none"},
		{"{n,plural,=0{none}=1{a single one}other{#}}", []any{"n", 1}, "a single one"},
		{"{n,plural,=0{none}=1{a single one}other{#}}", []any{"n", 21}, "21"},
		{"{n, plural, one {'#' is #} other {\\# is #}}", []any{"n", 2}, "# is 2"},
		{"{n, plural,\n\tone {one}\n\tother {many}\n}.", []any{"n", 5}, "many."},

		// choices
		{"{who, select, we {We are} other {{who} is}} here", []any{"who", "we"}, "We are here"},
		{"{who, select, we {We are} other {{who} is}} here", []any{"who", "Bots"}, "Bots is here"},
		{"{late, select, true {late} other {on time}}", []any{"late", true}, "late"},
		{"{c, select, red {stop} other {go}}", []any{"c", color("red")}, "stop"},
		{"{n, plural, one {{who, select, we {we #} other {they #}}} other {{m, plural, one {#} other {all #}} in #}}", []any{"n", 1, "who", "we"}, "we 1"},
		{"{n, plural, one {{who, select, we {we #} other {they #}}} other {{m, plural, one {#} other {all #}} in #}}", []any{"n", 3, "m", 4}, "all 4 in 3"},

		// counts in words
		{"{n, spell-first} {n, plural, one {is} other {are}} open", []any{"n", 1}, "One is open"},
		{"{n, spell} left", []any{"n", 0}, "no left"},
		{"{n, spell} left", []any{"n", 12}, "twelve left"},
		{"{n, spell} left", []any{"n", 13}, "13 left"},
		{"{n, spell} left", []any{"n", 2.5}, "2.5 left"},

		// days and quarters
		{"on {d}", []any{"d", july}, "on 3\u00a0July\u00a02026"},
		{"on {d, date, medium}", []any{"d", july}, "on 3\u00a0Jul\u00a02026"},
		{"on {d, date, short}", []any{"d", july}, "on 3\u00a0Jul"},
		{"{d, date, month} to {d, date, month-year}", []any{"d", july}, "July to July 2026"},
		{"on {d}", []any{"d", day(0)}, "on "},
		{"in {q}", []any{"q", quarter{2026, 3}}, "in 2026 Q3"},
		{"in {q}", []any{"q", quarter{}}, "in "},
		{"in {q, nb}, {x, nb}", []any{"q", quarter{2026, 3}, "x", "a b c"}, "in 2026\u00a0Q3, a\u00a0b\u00a0c"},

		// lists, and what formats itself
		{"{all} too", []any{"all", []string{"a", "b", "c"}}, "a, b and c too"},
		{"{all}", []any{"all", []string{"a", "b"}}, "a and b"},
		{"{all}", []any{"all", []string{"a"}}, "a"},
		{"{all}", []any{"all", []string{}}, ""},
		{"{all}", []any{"all", []any{"a", july}}, "a and 3\u00a0July\u00a02026"},
		{"{s}", []any{"s", share{4}}, "half of 4"},
	} {
		if got := with(t, map[string]string{"x": c.message}).T("x", c.args...); got != c.want {
			t.Errorf("%s with %v is %q; want %q", c.message, c.args, got, c.want)
		}
	}
}

func TestPartsKeepWhatIsNoText(t *testing.T) {
	l := with(t, map[string]string{"x": "**{n} of 4** came to {to}; {all} did not"})
	got := l.Parts("x", "n", 3, "to", link{"/a"}, "all", []any{link{"/b"}, "c"})
	want := []Part{{"3 of 4", true, nil}, {" came to ", false, nil}, {"", false, link{"/a"}}, {"; ", false, nil},
		{"", false, link{"/b"}}, {" and c did not", false, nil}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if got := l.Parts("y"); !slices.Equal(got, []Part{{Text: "⟨y⟩"}}) {
		t.Errorf("a message that is not there is %v", got)
	}
}

func TestBrokenMessages(t *testing.T) {
	for message, want := range map[string]string{
		"{":                                      "character 2: a parameter needs a name",
		"{}":                                     "character 2: a parameter needs a name",
		"a}":                                     "character 2: a closing brace without an opening one",
		"é{n":                                    "character 4: parameter n must end in a brace or a comma",
		"{n m}":                                  "character 4: parameter n must end in a brace or a comma",
		"{n, ordinal}":                           `character 12: "ordinal" is no way to show a parameter: date, nb, percent, plural, select, spell, spell-first`,
		"{n, spell, x}":                          "character 10: parameter n must end in a brace",
		"{n, plural, one {#}}":                   "character 21: n needs a case other",
		"{n, plural, some {#} other {}}":         `character 18: "some" cannot be a case of n`,
		"{n, plural, =x {#} other {}}":           `character 16: "=x" cannot be a case of n`,
		"{n, plural, other {} other {}}":         `character 28: "other" cannot be a case of n`,
		"{n, select, a b}":                       `character 15: case "a" of n must have its text in braces`,
		"{n, select, a {b":                       `character 17: case "a" of n is not closed`,
		strings.Repeat("{n, select, other {", 9): "character 163: cases lie more than 8 deep",
	} {
		_, err := parse(message)
		if err == nil || err.Error() != want {
			t.Errorf("%s: %v; want %s", message, err, want)
		}
	}
}

func TestOpen(t *testing.T) {
	l, err := Open("en-GB")
	if err != nil || l.Tag() != "en-GB" || l.T("status.moved") != "moved" {
		t.Errorf("en-GB: %v", err)
	}
	if l, err := Open("en-XA"); err != nil || l.Tag() != "en-XA" || l.T("status.moved") != "⟦moved⟧" {
		t.Errorf("en-XA: %v", err)
	}
	for _, name := range []string{"xx", "tlh", "not a language", ""} {
		if _, err := Open(name); err == nil || !strings.HasSuffix(err.Error(), "; there is: "+strings.Join(Languages(), ", ")) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if got := l.T("no-such"); got != "⟨no-such⟩" {
		t.Errorf("an unknown message is %q", got)
	}
}

// A language is one file. What it does not have yet is in English, with its own plurals and
// numbers.
func TestAnotherLanguage(t *testing.T) {
	english, err := catalogues.ReadFile("en.toml")
	if err != nil {
		t.Fatal(err)
	}
	german := `status.moved = "verschoben"
ratio.count = "{value} von {of}"
date.months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]`
	l, err := load(fstest.MapFS{"en.toml": {Data: english}, "de.toml": {Data: []byte(german)}}, "de-AT", "de", "", "")
	if err != nil {
		t.Fatal(err)
	}
	got := []string{l.Tag(), l.T("status.moved"), l.T("status.dropped"), l.T("ratio.count", "value", 1.5, "of", 4), l.Date(dayOf(2026, time.May, 3))}
	if want := []string{"de-AT", "verschoben", "dropped", "1,5 von 4", "3\u00a0Mai\u00a02026"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestTranslations: a message that English does not have is one that nobody asks for, and one
// with other parameters would show ⟨a name⟩.
func TestTranslations(t *testing.T) {
	english := English()
	for _, name := range Languages() {
		texts, lists, err := read(catalogues, name)
		if err != nil {
			t.Fatal(err)
		}
		for id, text := range texts {
			m, err := parse(text)
			if err != nil {
				t.Errorf("%s: message %s: %v", name, id, err)
			}
			if !english.Has(id) {
				t.Errorf("%s: English has no message %s", name, id)
			} else if params := english.messages[id].params(); !slices.Equal(m.params(), params) {
				t.Errorf("%s: message %s has the parameters %v, in English %v", name, id, m.params(), params)
			}
		}
		for id := range lists {
			if english.lists[id] == nil {
				t.Errorf("%s: English has no list %s", name, id)
			}
		}
	}
}

func TestPseudoMarksEveryMessage(t *testing.T) {
	l := Pseudo()
	if got := l.T("ratio.count", "value", 3, "of", 4); got != "⟦3 of 4⟧" {
		t.Errorf("got %q", got)
	}
	if got := l.Date(dayOf(2026, time.July, 3)); got != "⟦3\u00a0July\u00a02026⟧" {
		t.Errorf("got %q", got)
	}
	for id := range l.Messages() {
		parts := l.Parts(id)
		if !strings.HasPrefix(parts[0].Text, "⟦") || !strings.HasSuffix(parts[len(parts)-1].Text, "⟧") {
			t.Errorf("%s is %v", id, parts)
		}
	}
}

// Numbers of other languages have their own points, groups and plurals.
func TestSymbols(t *testing.T) {
	for name, want := range map[string]string{"en": "1,234,567.5", "de": "1.234.567,5", "hi": "12,34,567.5", "de-CH": "1’234’567.5"} {
		l, err := open(name, "en", "", "")
		if err != nil {
			t.Fatal(err)
		}
		if got := l.Number(1234567.5); got != want {
			t.Errorf("%s writes %s; want %s", name, got, want)
		}
	}
	pl, err := open("pl", "en", "", "")
	if err != nil {
		t.Fatal(err)
	}
	m, err := parse("{n, plural, one {plik} few {pliki} many {plików} other {pliku}}")
	if err != nil {
		t.Fatal(err)
	}
	pl.messages["files"] = m
	for n, want := range map[float64]string{1: "plik", 3: "pliki", 5: "plików", 22: "pliki", 1002: "pliki", 1.5: "pliku"} {
		if got := pl.T("files", "n", n); got != want {
			t.Errorf("%v is %s; want %s", n, got, want)
		}
	}
}

func TestParams(t *testing.T) {
	l := with(t, map[string]string{"x": "{b} {a, plural, one {{c, date, short}} other {{d, select, x {#} other {{b}}}}}"})
	if got := l.Messages()["x"]; !slices.Equal(got, []string{"a", "b", "c", "d"}) {
		t.Errorf("got %v", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("{n, plural, =0 {none} one {# {x, select, a {b} other {'{'c}}} other {**~**}}")
	f.Add("{d, date, short} {n, spell-first} {p, percent} \\~ ''")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := parse(text)
		if err != nil {
			return
		}
		w := writer{l: Pseudo(), split: true}
		for _, name := range m.params() {
			w.args = append(w.args, name, 1)
		}
		w.write(m.segments)
		w.flush()
		var shown strings.Builder
		for _, p := range w.parts {
			shown.WriteString(p.Text)
		}
		if strings.Contains(shown.String(), "⟨") && !strings.Contains(text, "⟨") {
			t.Errorf("%q lacks a parameter: %q", text, shown.String())
		}
	})
}

func BenchmarkT(b *testing.B) {
	l := with(b, map[string]string{
		"plain":  "No plan was written",
		"plural": "{n, plural, one {# item} other {# items}} of {team}",
		"date":   "Plan as of {day}",
	})
	d := dayOf(2026, time.July, 3)
	b.Run("plain", func(b *testing.B) {
		for b.Loop() {
			l.T("plain")
		}
	})
	b.Run("plural", func(b *testing.B) {
		for b.Loop() {
			l.T("plural", "n", 5, "team", "Rules")
		}
	})
	b.Run("date", func(b *testing.B) {
		for b.Loop() {
			l.T("date", "day", d)
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Open("en"); err != nil {
			b.Fatal(err)
		}
	}
}

func TestReportingTellsOfEveryMessage(t *testing.T) {
	var heard []string
	l := English().Reporting(func(id string, args []any) { heard = append(heard, fmt.Sprint(append([]any{id}, args...)...)) })
	if got, want := l.T("chart.planned.moved", "n", 2), English().T("chart.planned.moved", "n", 2); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	l.Parts("list.and")
	if want := []string{"chart.planned.movedn2", "list.and"}; !slices.Equal(heard, want) {
		t.Errorf("heard %q, want %q", heard, want)
	}
	if _, ok := l.Constant("list.and"); ok {
		t.Error("a message that is to be reported can be held as text")
	}
	if text, ok := English().Constant("list.and"); !ok || text != " and " {
		t.Errorf("the text of a message without parameters: %q, %v", text, ok)
	}
	if _, ok := English().Constant("chart.planned.moved"); ok {
		t.Error("a message with parameters can be held as text")
	}
}
