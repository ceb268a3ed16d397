// Package leak looks through a finished site for what its audience must not read. Call
// [NewFinder] with the whole archive and the part of it that the audience is shown, then
// [Finder.Find] with each file.
//
// It is the second line of defence, and owes nothing to the first: the table by which
// [report.Archive.For] goes decides what pages are made from; this package looks at
// what came out, whoever wrote it, an override of a template included.
//
// What it looks for are words: every run of six words, and every whole text of four to six,
// that the archive has and the shown part has not, and ids such as MR-101 and addresses of
// mail, which are shorter. Numbers and days by themselves are not looked for, since they are
// everywhere, and neither are shorter texts, which colleagues and customers share by chance.
package leak

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"quarterdeck/generator/report"
)

const (
	fewest = 4 // words of a text that is looked for as a whole, up to most
	most   = 6 // words of each part of a longer one
)

// Leak is a text in a file of a site whose audience must not read it.
type Leak struct {
	Path  string // on the site
	Text  string // the words that were found
	Field string // what they are part of, such as "Outcome.Note"
}

// File is one file of a site.
type File struct {
	Path string
	Data []byte
}

// Finder knows what an audience must not read. It may be used from any goroutine.
type Finder struct {
	secret map[string]string // words joined by spaces -> field
	sizes  []int             // how many words they have
}

// NewFinder compares an archive with the part of it that an audience is shown.
func NewFinder(whole, shown *report.Archive) *Finder {
	open := map[string]bool{}
	walk(shown, func(_, text string) {
		w := words(text)
		for n := 1; n <= most; n++ {
			for i := 0; i+n <= len(w); i++ {
				open[strings.Join(w[i:i+n], " ")] = true
			}
		}
	})
	f := &Finder{secret: map[string]string{}}
	walk(whole, func(field, text string) {
		for _, s := range sought(text) {
			if !open[s] && f.secret[s] == "" {
				f.secret[s] = field
			}
		}
	})
	for s := range f.secret {
		if n := strings.Count(s, " ") + 1; !slices.Contains(f.sizes, n) {
			f.sizes = append(f.sizes, n)
		}
	}
	slices.Sort(f.sizes)
	return f
}

// Find returns what a file holds that it must not: of each field the first text.
func (f *Finder) Find(file File) []Leak {
	var found []Leak
	for _, text := range readings(file) {
		w := words(text)
		for i := range w {
			for _, n := range f.sizes {
				if i+n > len(w) {
					break
				}
				s := strings.Join(w[i:i+n], " ")
				field := f.secret[s]
				if field == "" || slices.ContainsFunc(found, func(l Leak) bool { return l.Field == field }) {
					continue
				}
				found = append(found, Leak{Path: file.Path, Text: s, Field: field})
			}
		}
	}
	slices.SortFunc(found, func(a, b Leak) int { return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Text, b.Text)) })
	return found
}

// sought returns what of a text is looked for.
func sought(text string) []string {
	w := words(text)
	switch {
	case len(w) > most:
		var out []string
		for i := 0; i+most <= len(w); i++ {
			out = append(out, strings.Join(w[i:i+most], " "))
		}
		return out
	case len(w) >= fewest, len(w) > 0 && !strings.Contains(text, " ") && telling(text):
		return []string{strings.Join(w, " ")}
	}
	return nil
}

// telling reports whether a text without spaces can only be what it is: an id of at least
// four characters with a letter and a digit, such as MR-101, or an address.
func telling(text string) bool {
	letter, digit := strings.ContainsFunc(text, unicode.IsLetter), strings.ContainsFunc(text, unicode.IsDigit)
	return letter && digit && len(text) >= 4 || strings.Contains(text, "@")
}

// words are the words of a text in small letters.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// walk calls see with every text of an archive and the field that it is in, those of
// its editions included. HTML is left out: Prose.Text says the same.
func walk(a *report.Archive, see func(field, text string)) {
	w := &walker{see: see, seen: map[uintptr]bool{}}
	w.value("Archive", reflect.ValueOf(a))
}

type walker struct {
	see  func(field, text string)
	seen map[uintptr]bool
}

var model = reflect.TypeFor[report.Archive]().PkgPath()

func (w *walker) value(field string, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		w.see(field, v.String())
	case reflect.Pointer:
		if !v.IsNil() && !w.seen[v.Pointer()] {
			w.seen[v.Pointer()] = true
			w.value(field, v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			w.value(field, v.Index(i))
		}
	case reflect.Map:
		for each := v.MapRange(); each.Next(); {
			w.value(field, each.Key())
			w.value(field, each.Value())
		}
	case reflect.Struct:
		w.structure(v)
	case reflect.Func:
		if past, ok := v.Interface().(func() *report.Archive); ok && past != nil {
			w.value(field, reflect.ValueOf(past()))
		}
	}
}

func (w *walker) structure(v reflect.Value) {
	t := v.Type()
	if t.PkgPath() != model || t == reflect.TypeFor[report.Span]() {
		return
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() && f.Name != "Figures" {
			w.value(t.Name()+"."+f.Name, v.Field(i))
		}
	}
}
