package edition

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/content/tomledit"
)

func aManifest() *manifest {
	return &manifest{
		ID: "2", Quarter: "2026-q3", Frozen: time.Date(2026, 10, 6, 12, 30, 1, 0, time.UTC), Tool: "v1",
		Note:    "a \"quoted\" \\ back\nslash\r\n\ttab \x00 \x1b \x7f \u0085 é 漢 \U0001F600",
		Forced:  "]\n[files]\n\"x\" = \"y\"\n",
		Missing: []string{"a.md: this", "\"b\": that,\n", ""},
		Before:  strings.Repeat("0", 64),
		Files:   map[string]string{"content/a \"b\".md": sum(nil), "figures.json": sum([]byte("x")), "é.png": sum([]byte("y"))},
	}
}

func TestManifestsComeBack(t *testing.T) {
	for _, r := range []*manifest{aManifest(), {ID: "plan", Quarter: "2026-q3", Frozen: time.Unix(0, 0).UTC(), Files: map[string]string{}}} {
		got, err := decode(r.encode())
		if err != nil || !reflect.DeepEqual(got, r) {
			t.Errorf("got %+v (%v), want %+v", got, err, r)
		}
	}
}

func TestEveryByteOfAManifestCounts(t *testing.T) {
	data := aManifest().encode()
	for i := range data {
		for _, flip := range []byte{1, 0x20, 0x80, 0xff} {
			changed := bytes.Clone(data)
			changed[i] ^= flip
			if _, err := decode(changed); err == nil {
				t.Fatalf("byte %d of %q may be another", i, data)
			}
		}
	}
	for i := range len(data) {
		if _, err := decode(data[:i]); err == nil {
			t.Fatalf("the first %d bytes are enough", i)
		}
	}
	if _, err := decode(append(data, '\n')); err == nil {
		t.Error("a line more does not matter")
	}
}

// What somebody wrote by hand, with a checksum of its own, is not taken for ours.
func TestOtherFormsAreRefused(t *testing.T) {
	sealed := string(aManifest().encode())
	text := sealed[:strings.Index(sealed, seal)]
	for what, change := range map[string][2]string{
		"another order":    {"id = \"2\"\nquarter = \"2026-q3\"\n", "quarter = \"2026-q3\"\nid = \"2\"\n"},
		"a literal string": {`tool = "v1"`, `tool = 'v1'`},
		"a comment":        {`tool = "v1"`, `tool = "v1" # ours`},
		"another key":      {`tool = "v1"`, "tool = \"v1\"\nby = \"me\""},
		"a key twice":      {`tool = "v1"`, "tool = \"v1\"\ntool = \"v2\""},
		"an empty note":    {"before = ", "note = \"\"\nbefore = "},
		"a local time":     {"12:30:01Z", "14:30:01+02:00"},
		"parts of seconds": {"12:30:01Z", "12:30:01.5Z"},
		"no time":          {"2026-10-06T12:30:01Z", "yesterday"},
		"a way out":        {"\"figures.json\"", "\"../figures.json\""},
		"no sum":           {sum(nil), "none"},
		"a capital sum":    {sum(nil), strings.ToUpper(sum(nil))},
		"a bad escape":     {`"v1"`, `"v\1"`},
		"an open string":   {`"v1"`, `"v1`},
		"a cut escape":     {`"v1"`, `"\u00`},
		"a space":          {"\n[files]\n", "\n[files] \n"},
		"a line between":   {"[files]\n", "[files]\n\n"},
		"no files":         {"[files]\n", ""},
		"an empty line":    {"id = ", "\nid = "},
	} {
		changed := strings.Replace(text, change[0], change[1], 1)
		if changed == text {
			t.Fatalf("%s: nothing was changed", what)
		}
		changed += seal + sum([]byte(changed)) + "\n"
		if r, err := decode([]byte(changed)); !errors.Is(err, errForm) {
			t.Errorf("%s: read as %+v (%v)", what, r, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(aManifest().encode())
	f.Add([]byte("id = \"1\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		sealed := append(bytes.Clone(data), seal+sum(data)+"\n"...)
		for _, data := range [][]byte{data, sealed} {
			if r, err := decode(data); err == nil && !bytes.Equal(r.encode(), data) {
				t.Errorf("%q is read, and written as %q", data, r.encode())
			}
		}
	})
}

func FuzzQuote(f *testing.F) {
	f.Add("a \"b\"\n\\u0041 \x7f é")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		var got struct{ Text string }
		err := tomledit.Decode([]byte("text = "+tomledit.Quote(s)+"\n"), &got)
		if got.Text != s || err != nil {
			t.Errorf("%q is written as %s and read as %q, %v", s, tomledit.Quote(s), got.Text, err)
		}
	})
}
