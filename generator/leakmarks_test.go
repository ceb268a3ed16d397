package generator_test

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"html"
	"io"
	"net/url"
	"os"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// The words that are one of a few, and so cannot be marks. Where a text of the model is
// nothing else, it is counted as if it were.
var fewWords = map[string]string{"groundwork": "kind: groundwork", "estimate": "reason: estimate", "deferred": "plan: verdict", "up": "measure: better", "off track": "update: health"}

// planted is the workspace of testdata/leaks.txtar with its marks.
type planted struct {
	files fstest.MapFS
	marks map[string]string // what is looked for -> its origin, "kind: which one"
	by    map[string]string // the same by origin
	forms map[string]string // of numbers and days: how pages may write them -> origin
}

var markForm = regexp.MustCompile(`«([#@]?)([^:»]+: [^»]*?)(?: (\d{4}-\d\d-\d\d))?»`)

func plant(t testing.TB) *planted {
	t.Helper()
	text, err := os.ReadFile("testdata/leaks.txtar")
	if err != nil {
		t.Fatal(err)
	}
	p := &planted{files: fstest.MapFS{}, marks: map[string]string{}, by: map[string]string{}, forms: map[string]string{}}
	for word, origin := range fewWords {
		p.marks[word], p.by[origin] = origin, word
	}
	text = markForm.ReplaceAllFunc(text, func(m []byte) []byte {
		part := markForm.FindSubmatch(m)
		origin := string(part[2])
		return []byte(p.plant(t, origin, string(part[1]), string(part[3])))
	})
	for _, f := range txtar.Parse(text).Files {
		p.files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return p
}

// plant returns the mark of an origin: a word, after # a number, after @ the given day.
func (p *planted) plant(t testing.TB, origin, sort, day string) string {
	t.Helper()
	if kind, _, _ := strings.Cut(origin, ":"); rights[kind].why == "" {
		t.Fatalf("nobody says who may see %q", origin)
	}
	if p.by[origin] != "" {
		return p.by[origin]
	}
	n := len(p.by) + 1
	mark := map[string]string{"": fmt.Sprintf("zq%dqz", n), "#": strconv.Itoa(31013 + 137*n), "@": day}[sort]
	if p.marks[mark] != "" {
		t.Fatalf("%q and %q have the same mark", origin, p.marks[mark])
	}
	p.marks[mark], p.by[origin] = origin, mark
	p.addForms(mark, origin)
	return mark
}

// addForms notes how pages may write a number or a day.
func (p *planted) addForms(mark, origin string) {
	if day, err := time.Parse(time.DateOnly, mark); err == nil {
		for _, layout := range []string{time.DateOnly, "2 Jan 2006", "2 January 2006"} {
			p.forms[strings.ToLower(day.Format(layout))] = origin
		}
	} else if _, err := strconv.Atoi(mark); err == nil {
		for _, point := range []string{"", ",", " ", "’", "'", "."} {
			p.forms[mark[:2]+point+mark[2:]] = origin
		}
	}
}

// in returns the origins of the marks in a text, however it is written.
func (p *planted) in(text string) map[string]bool {
	found := map[string]bool{}
	for _, s := range spellings(strings.ToLower(text)) {
		for rest := s; ; {
			at := strings.Index(rest, "zq")
			if at < 0 {
				break
			}
			rest = rest[at+2:]
			if end := strings.Index(rest, "qz"); end > 0 && p.marks["zq"+rest[:end]+"qz"] != "" {
				found[p.marks["zq"+rest[:end]+"qz"]] = true
			}
		}
		for form, origin := range p.forms {
			if stands(s, form) {
				found[origin] = true
			}
		}
	}
	return found
}

// stands reports whether a number or a day stands in a text, not as part of another.
func stands(text, form string) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for from := 0; ; {
		at := strings.Index(text[from:], form)
		if at < 0 {
			return false
		}
		at += from
		if !digit(at-1) && !digit(at+len(form)) {
			return true
		}
		from = at + 1
	}
}

var (
	jsonEscape = regexp.MustCompile(`\\u[0-9a-fA-F]{4}`)
	urlEscape  = regexp.MustCompile(`%[0-9a-fA-F]{2}`)
)

// spellings are a text as it stands, and as it reads once it is no longer escaped for
// HTML, for JSON or for an address.
func spellings(text string) []string {
	plain := strings.NewReplacer("\u00a0", " ", "\u202f", " ", "&nbsp;", " ").Replace(text)
	all := []string{plain}
	for _, decode := range []func(string) string{
		html.UnescapeString,
		func(s string) string {
			return jsonEscape.ReplaceAllStringFunc(s, func(e string) string {
				n, _ := strconv.ParseUint(e[2:], 16, 16)
				return string(rune(n))
			})
		},
		func(s string) string {
			return urlEscape.ReplaceAllStringFunc(s, func(e string) string {
				out, _ := url.PathUnescape(e)
				return out
			})
		},
	} {
		if s := decode(plain); s != plain {
			all = append(all, s)
		}
	}
	return all
}

// unpacked is what a file holds, and what it holds packed.
func unpacked(data []byte) []string {
	all := append([]string{string(data)}, pictureTexts(data)...)
	for _, open := range []func(io.Reader) (io.ReadCloser, error){
		func(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) },
		zlib.NewReader,
	} {
		if r, err := open(bytes.NewReader(data)); err == nil {
			if inner, err := io.ReadAll(r); err == nil {
				all = append(all, unpacked(inner)...)
			}
		}
	}
	return all
}

// pictureTexts are the texts that a PNG holds beside its pixels, packed or not.
func pictureTexts(data []byte) (all []string) {
	rest, ok := bytes.CutPrefix(data, []byte("\x89PNG\r\n\x1a\n"))
	for ok && len(rest) >= 12 {
		n := int(binary.BigEndian.Uint32(rest))
		if n < 0 || n > len(rest)-12 {
			break
		}
		name, body := string(rest[4:8]), rest[8:8+n]
		rest = rest[12+n:]
		if name != "tEXt" && name != "zTXt" && name != "iTXt" {
			continue
		}
		all = append(all, string(body))
		for at := range body { // packed text stands somewhere behind the name
			if r, err := zlib.NewReader(bytes.NewReader(body[at:])); err == nil {
				if inner, err := io.ReadAll(r); err == nil {
					all = append(all, string(inner))
				}
			}
		}
	}
	return all
}

// The search sees the words of a picture, however they are kept.
func TestPictureTexts(t *testing.T) {
	pack := func(s string) string {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		_, _ = io.WriteString(w, s)
		_ = w.Close()
		return b.String()
	}
	chunk := func(name, body string) string {
		return string(binary.BigEndian.AppendUint32(nil, uint32(len(body)))) + name + body + "sum."
	}
	picture := "\x89PNG\r\n\x1a\n" + chunk("IHDR", "no text") + chunk("tEXt", "Title\x00zq1") + chunk("zTXt", "Title\x00\x00"+pack("zq2")) +
		chunk("iTXt", "Title\x00\x01\x00\x00\x00"+pack("zq3")) + chunk("IEND", "")
	all := strings.Join(pictureTexts([]byte(picture)), "\n")
	for _, want := range []string{"zq1", "zq2", "zq3"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is not found", want)
		}
	}
	if strings.Contains(all, "no text") || pictureTexts([]byte(picture[:20])) != nil {
		t.Error("more is text than is")
	}
}

// sighting is a mark in a file.
type sighting struct{ file, origin string }

// search returns every mark in the names and the bytes of a site's files, but for those
// that are to be passed over.
func (p *planted) search(files map[string][]byte, pass func(origin string) bool) map[sighting]bool {
	all := map[sighting]bool{}
	for name, data := range files {
		for _, text := range append(unpacked(data), name) {
			for origin := range p.in(text) {
				if !pass(origin) {
					all[sighting{name, origin}] = true
				}
			}
		}
	}
	return all
}

// none passes over no mark.
func none(string) bool { return false }

// number reports whether a mark is a number: charts are full of numbers of their own.
func (p *planted) number(origin string) bool {
	_, err := strconv.Atoi(p.by[origin])
	return err == nil
}

// noWord reports whether a mark is no word: the axis of a chart has days of its own, too.
func (p *planted) noWord(origin string) bool { return !strings.HasPrefix(p.by[origin], "zq") }

// model returns the marks in an archive, with the field in which each stands.
func (p *planted) model(a *report.Archive) map[sighting]bool {
	all := map[sighting]bool{}
	note := func(field, text string) {
		for origin := range p.in(text) {
			all[sighting{field, origin}] = true
		}
		if origin := fewWords[text]; origin != "" {
			all[sighting{field, origin}] = true
		}
		if strings.HasPrefix(text, "content/") {
			all[sighting{field, "position: " + text}] = true
		}
	}
	seen := map[uintptr]bool{}
	var walk func(field string, v reflect.Value)
	walk = func(field string, v reflect.Value) {
		switch x := v.Interface().(type) {
		case report.Day:
			note(field, x.String())
			return
		case time.Time:
			note(field, x.Format(time.DateOnly))
			return
		case []byte:
			note(field, string(x))
			return
		case func() *report.Archive:
			if x != nil {
				walk(field, reflect.ValueOf(x()))
			}
			return
		case diag.Pos:
			if x != (diag.Pos{}) {
				all[sighting{field, "position: " + x.String()}] = true
			}
			return
		}
		if field == "Archive.Audience" { // it is told who it is
			return
		}
		switch v.Kind() {
		case reflect.String:
			note(field, v.String())
		case reflect.Float64:
			note(field, strconv.FormatFloat(v.Float(), 'f', -1, 64))
		case reflect.Int:
			note(field, strconv.FormatInt(v.Int(), 10))
		case reflect.Pointer:
			if !v.IsNil() && !seen[v.Pointer()] {
				seen[v.Pointer()] = true
				walk(field, v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(field, v.Index(i))
			}
		case reflect.Map:
			for each := v.MapRange(); each.Next(); {
				walk(field, each.Key())
				walk(field, each.Value())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Type().Name()+"."+v.Type().Field(i).Name, v.Field(i))
			}
		}
	}
	walk("Archive", reflect.ValueOf(a).Elem())
	return all
}
