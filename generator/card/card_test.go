package card

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/image/font"
)

var keep = flag.String("keep", "", "a folder for the pictures, to look at them")

var full = Card{
	Brand: "Tidewall delivery reports", Title: "Q3 2026 · Firewall", Figure: "78 %", Count: "11 of 14",
	Answer: "Firewall delivered 11 of 14 planned items (78\u00a0%).", Note: "Plan as of the cut-off on 3 July 2026",
	Bars: []Bar{
		{Name: "Planned", Parts: []Part{{10, Planned, ""}, {3, Carried, "3 carried in"}, {1, Carried2, "1 carried twice or more"}}},
		{Name: "Outcome", Parts: []Part{{11, Delivered, "11 delivered"}, {2, Moved, "2 moved"}, {1, Dropped, "1 dropped"}}},
	},
}

func TestDraw(t *testing.T) {
	long := full
	long.Title = strings.Repeat("A title that goes on and on and on ", 10)
	word := full
	word.Title = strings.Repeat("W", 300)
	foreign := full
	foreign.Title = "第三四半期 🚀"
	for name, c := range map[string]Card{
		"full": full, "long": long, "word": word, "foreign": foreign, "empty": {},
		"text":   {Brand: "Tidewall", Title: "Delivery reports", Answer: "Seven things reached customers in Q3 2026."},
		"many":   {Title: "Q", Figure: "100 %", Count: "9999 of 9999", Answer: "All.", Bars: []Bar{{Parts: []Part{{9999, Unexplained, "9999 unexplained"}, {1, Open, "1 open"}}}}},
		"partly": {Title: "Q", Figure: "33 %", Count: "2 of 6", Answer: "Some of it.", Bars: []Bar{{Parts: []Part{{2, Delivered, "2 delivered"}, {2, Partly, "2 partly delivered"}, {2, Handed, "2 handed over"}}}}},
		"none":   {Title: "Q", Figure: "n/a", Bars: []Bar{{Parts: []Part{{0, Planned, "0 planned"}}}}},
	} {
		data, err := Draw(c)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := Draw(c)
		if !bytes.Equal(data, again) {
			t.Errorf("%s: drawn twice, it differs", name)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if size := img.Bounds().Size(); size.X != Width || size.Y != Height {
			t.Errorf("%s: %v", name, size)
		}
		if len(data) > 25<<10 {
			t.Errorf("%s: %d bytes", name, len(data))
		}
		if !bytes.Contains(data, []byte("iTXtDescription\x00\x00\x00en\x00\x00"+c.Words())) {
			t.Errorf("%s: the words do not stand in it", name)
		}
		if *keep != "" {
			if err := os.WriteFile(filepath.Join(*keep, name+".png"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A picture that is kept must not outlive the way in which it was drawn.
func TestVersion(t *testing.T) {
	data, err := Draw(full)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(img.(*image.Paletted).Pix)
	const version, want = 2, "063d777832e49980"
	if got := hex.EncodeToString(sum[:8]); got != want || Version != version {
		t.Errorf("it is drawn otherwise (%s): look at it with -keep, then raise Version", got)
	}
}

func TestWords(t *testing.T) {
	want := "Tidewall delivery reports | Q3 2026 · Firewall | 78 % (11 of 14) | Firewall delivered 11 of 14 planned items (78\u00a0%). | " +
		"11 delivered, 2 moved, 1 dropped, 3 carried in, 1 carried twice or more | Plan as of the cut-off on 3 July 2026"
	if got := full.Words(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestWritable(t *testing.T) {
	for in, want := range map[string]string{
		"Ship it 🚀 now":     "Ship it now",
		"Überprüfung Ωμέγα": "Überprüfung Ωμέγα",
		"第三四半期":             "",
		"Q3 第三":             "",
		"a \n b\u200b":      "a b", "78\u202f%": "78\u00a0%",
		"👩‍💻": "",
	} {
		if got := writable(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	f := face(builtIn().bold, 50)
	lines, whole := wrap(f, strings.Repeat("many words ", 40), 600, 3)
	if len(lines) != 3 || whole || !strings.HasSuffix(lines[2], "…") {
		t.Errorf("%q, %v", lines, whole)
	}
	for _, s := range lines {
		if font.MeasureString(f, s).Ceil() > 600 {
			t.Errorf("%q is too wide", s)
		}
	}
}

// The colours are those of the pages.
func TestColoursAreThoseOfTheTokens(t *testing.T) {
	css, err := os.ReadFile("../../templates/assets/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, token := range tokens {
		found := regexp.MustCompile(`--` + token.name + `: (#\w+);`).FindSubmatch(css)
		if found == nil || rgb(string(found[1])) != rgb(token.value) {
			t.Errorf("--%s is %s here, and %s in tokens.css", token.name, token.value, found)
		}
	}
}

func TestParse(t *testing.T) {
	for in, want := range map[string]string{"#0fc": "#00ffcc", "teal": "#008080", "#0f5c58aa": "#0f5c58"} {
		if got, ok := parse(in); !ok || got != rgb(want) {
			t.Errorf("%s: %v", in, got)
		}
	}
	for _, in := range []string{"", "#", "#12345", "0f5c58", "#gggggg", "var(--x)"} {
		if _, ok := parse(in); ok {
			t.Errorf("%q is a colour", in)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Draw(full); err != nil {
			b.Fatal(err)
		}
	}
}
