package tomledit

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
)

const export = `# From the tracker
source = "jira" # do not change
note = """
two
lines"""

[[item]]
id = "A-1" # the first
status = "open"

  [item.more]
  x = 1

# the second
[[item]]
id = "A-2"
sizes = [
  1, # one
]

[quality]
deploys = 3
`

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		name, from, old, new string
		edit                 func(*Document) error
	}{
		{"a value", export, `"jira"`, `"linear"`, func(d *Document) error { return d.Set("linear", "source") }},
		{"a value of many lines", export, "\"\"\"\ntwo\nlines\"\"\"", `"one"`, func(d *Document) error { return d.Set("one", "note") }},
		{"a value in a list of tables", export, `"open"`, `"delivered"`, func(d *Document) error { return d.Set("delivered", "item", 0, "status") }},
		{"a list", export, "[\n  1, # one\n]", `["a\"b", "c"]`, func(d *Document) error { return d.Set([]string{`a"b`, "c"}, "item", 1, "sizes") }},
		{"a new key", export, "deploys = 3\n", "deploys = 3\nlead_time_days = 4.5\n", func(d *Document) error { return d.Set(4.5, "quality", "lead_time_days") }},
		{"a new key at the top", export, "lines\"\"\"\n", "lines\"\"\"\nexported = 2026-10-01T09:00:00Z\n", func(d *Document) error {
			return d.Set(time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC), "exported")
		}},
		{"a new key in a list of tables", export, "status = \"open\"\n", "status = \"open\"\nfinished = 2026-09-30\n", func(d *Document) error {
			return d.Set(Date(time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)), "item", 0, "finished")
		}},
		{"a new table", export, "deploys = 3\n", "deploys = 3\n\n[effort]\nfeature = 1.0\n", func(d *Document) error { return d.Set(1.0, "effort", "feature") }},
		{"a new element", export, "  1, # one\n]\n", "  1, # one\n]\n\n[[item]]\nid = \"A-3\"\n\"a.b\" = true\n", func(d *Document) error {
			return d.Append([]Pair{{"id", "A-3"}, {"a.b", true}}, "item")
		}},
		{"a first element", export, "deploys = 3\n", "deploys = 3\n\n[[sprint]]\nname = \"S1\"\n", func(d *Document) error { return d.Append([]Pair{{"name", "S1"}}, "sprint") }},
		{"no key", export, "status = \"open\"\n", "", func(d *Document) error { return d.Remove("item", 0, "status") }},
		{"what is not there", export, "x", "x", func(d *Document) error { return d.Remove("item", 7, "status") }},
		{"a key above the first table", "[a]\n", "[a]\n", "x = 1\n[a]\n", func(d *Document) error { return d.Set(1, "x") }},
		{"an empty file", "", "", "x = 1\n", func(d *Document) error { return d.Set(1, "x") }},
		{"no last line end", "[a]\ny = 2", "y = 2", "y = 2\nx = 1", func(d *Document) error { return d.Set(1, "a", "x") }},
		{"line ends of Windows", "[a]\r\ny = 2\r\n", "y = 2\r\n", "y = 2\r\nx = 1\r\n", func(d *Document) error { return d.Set(1, "a", "x") }},
	} {
		d, err := Parse([]byte(c.from))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.edit(d); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if want := strings.Replace(c.from, c.old, c.new, 1); string(d.Bytes()) != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, d.Bytes(), want)
		}
	}
}

func TestRefusals(t *testing.T) {
	const text = "a = { b = 1 }\nc.d = 2\n[e]\nf = 3\n"
	for _, c := range []struct {
		name, want string
		edit       func(*Document) error
	}{
		{"a table", "3:1: e is a table, not a value", func(d *Document) error { return d.Set(1, "e") }},
		{"an inline table", "1:1: this table has no header: add x by hand", func(d *Document) error { return d.Set(1, "a", "x") }},
		{"a dotted key", "2:1: this table has no header: add x by hand", func(d *Document) error { return d.Set(1, "c", "x") }},
		{"out of an inline table", "1:7: only a key on a line of its own can be removed", func(d *Document) error { return d.Remove("a", "b") }},
		{"a list where a table is", "this cannot be edited", func(d *Document) error { return d.Append(nil, "e") }},
		{"below a value", "4:1: this table has no header", func(d *Document) error { return d.Set(1, "e", "f", "g") }},
		{"no value of TOML", "cannot be written", func(d *Document) error { return d.Set(struct{}{}, "x") }},
	} {
		d, err := Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.edit(d); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
		if string(d.Bytes()) != text {
			t.Errorf("%s: the file has changed:\n%s", c.name, d.Bytes())
		}
	}
	var at *Error
	if _, err := Parse([]byte("a = 1\nb = = 2\n")); !errors.As(err, &at) || at.Line != 2 {
		t.Errorf("got %v, want a position in line 2", err)
	}
}

// inserted reports whether a text is another one with something put in.
func inserted(before, after string) bool {
	i := 0
	for i < len(before) && before[i] == after[i] {
		i++
	}
	return strings.HasSuffix(after, before[i:])
}

// Whatever the file: an edit is refused, or holds the value and changes nothing besides.
func FuzzSet(f *testing.F) {
	f.Add(export, "quality", "deploys", "x")
	f.Add("a = [{ b = 1 }]\n'c d'.e = 2\n", "c d", "e", "\u0000\"\\")
	f.Add("[a]\n[a.b]\n[[c]]\n", "a", "b", "")
	f.Fuzz(func(t *testing.T, text, table, key, value string) {
		d, err := Parse([]byte(text))
		if err != nil {
			return
		}
		for _, edit := range []func() error{
			func() error { return d.Set(value, table, key) },
			func() error { return d.Set([]string{value}, key) },
			func() error { return d.Append([]Pair{{key, value}}, table) },
			func() error { return d.Remove(table, key) },
		} {
			before := string(d.Bytes())
			err := edit()
			if err == nil && len(d.Bytes()) > len(before) && !inserted(before, string(d.Bytes())) && d.find([]any{table, key}) == nil && d.find([]any{key}) == nil {
				t.Fatalf("more than an insertion:\n%s\n%s", before, d.Bytes())
			}
			if err != nil {
				if string(d.Bytes()) != before {
					t.Fatal("a refused edit changes the file")
				}
				continue
			}
			var values map[string]any
			if _, err := toml.Decode(string(d.Bytes()), &values); err != nil {
				t.Fatalf("%v in\n%s", err, d.Bytes())
			}
		}
		if err := d.Set(value, key); err == nil {
			var values map[string]any
			if _, err := toml.Decode(string(d.Bytes()), &values); err != nil || !reflect.DeepEqual(values[string([]rune(key))], string([]rune(value))) {
				t.Fatalf("%q holds %v, not %q: %v", key, values[key], value, err)
			}
		}
	})
}
