package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Given is what site.toml says of how the other files are read.
type Given struct {
	Zone       *time.Location // of times that are written in UTC; nil = UTC
	Sizes      []report.NamedSize
	Reasons    []report.Reason // all of them
	Priorities []string        // words beside the numbers from 1 to 5
	// Blind is set where site.toml could not be read: it may hold words that nobody knows of.
	Blind bool
}

// given is what a file is read with where it is read alone.
var given = &Given{Reasons: report.Reasons}

// same reports whether two files are read in the same way.
func (g *Given) same(h *Given) bool {
	g, h = cmp.Or(g, given), cmp.Or(h, given)
	return g == h || sameZone(g.Zone, h.Zone) && g.Blind == h.Blind && slices.Equal(g.Sizes, h.Sizes) &&
		slices.Equal(g.Reasons, h.Reasons) && slices.Equal(g.Priorities, h.Priorities)
}

// give has all files read as site.toml says; those of an edition, as its own says.
func (s *Source) give(c *Cache) {
	give(s.Files, "site.toml", c)
	for _, e := range s.Editions {
		give(e.Files, e.Folder+"/site.toml", c)
	}
}

func give(files []File, site string, c *Cache) {
	i := slices.IndexFunc(files, func(f File) bool { return f.Path == site })
	if i < 0 {
		return
	}
	f := files[i]
	f.Path = "site.toml"
	p, _ := c.Parse(f)
	g := &Given{Reasons: report.Reasons, Blind: p.Broken}
	if p.Site != nil {
		of := &p.Site.Site
		g.Zone, g.Sizes, g.Reasons, g.Priorities = of.Zone, of.Sizes, of.ReasonIDs(), of.Priorities
	}
	for n := range files {
		if n != i {
			files[n].Given = g
		}
	}
}

// local is a time that is written in UTC as the zone of the file has it.
func (t *text) local(at time.Time) time.Time {
	if t.given.Zone != nil {
		return at.In(t.given.Zone)
	}
	return at.UTC()
}

// sameZone reports whether two zones are those of one name.
func sameZone(a, b *time.Location) bool {
	return a == b || a != nil && b != nil && a.String() == b.String()
}

// reasonKey is a reason: a built-in one, or one of site.toml.
func reasonKey[T any](meaning string, at func(*T) *report.Reason) row[T] {
	return keyOf(Key{Name: "reason", Type: "string", Values: stringsOf(report.Reasons), Meaning: meaning, Example: `"dependency"`}, at, func(v value) (report.Reason, bool) {
		s, ok := as[string](v, "a string")
		g := v.block.text.given
		if !ok || slices.Contains(g.Reasons, report.Reason(s)) || g.Blind {
			return report.Reason(s), ok
		}
		known := stringsOf(g.Reasons)
		hint := "known: " + strings.Join(known, ", ")
		if near := Nearest(s, known); near != "" {
			hint = fmt.Sprintf("did you mean %q? %s", near, hint)
		}
		v.problems.Errorf(v.at, "unknown-reason", hint, "unknown reason %q", diag.Short(s))
		return "", false
	})
}

// priorities are how many numbers there are for a priority; 1 comes first.
const priorities = 5

// priorityKey is a number, or a word of site.toml.
func priorityKey[T any](meaning string, at func(*T) *string) row[T] {
	return keyOf(Key{Name: "priority", Type: fmt.Sprintf("integer from 1 to %d, or a word of priorities in site.toml", priorities), Meaning: meaning, Example: "1"}, at,
		func(v value) (string, bool) {
			switch p := v.v.(type) {
			case int64:
				return fmt.Sprint(p), v.within(float64(p), limits{1, priorities})
			case string:
				g := v.block.text.given
				if slices.Contains(g.Priorities, p) || g.Blind {
					return v.clean(p)
				}
				hint := fmt.Sprintf("write a number from 1 to %d, or add the word to priorities in site.toml", priorities)
				if len(g.Priorities) > 0 {
					hint = fmt.Sprintf("known: 1 to %d, %s", priorities, strings.Join(g.Priorities, ", "))
				}
				v.problems.Errorf(v.at, "unknown-priority", hint, "unknown priority %q", diag.Short(p))
				return "", false
			}
			v.wrong("an integer or a string")
			return "", false
		})
}

// sized is a size as it is written.
type sized struct {
	size float64
	word string // where it is one of the words of site.toml
}

// sizeKey is an estimate: a number, or a word of [sizes]. Zero is none: it would count as
// nothing to do.
func sizeKey[T any](meaning string, set func(to *T, s sized)) row[T] {
	return newRow(Key{Name: "size", Type: "number above 0, or a word of [sizes] in site.toml", Meaning: meaning, Example: "8"}, func(to *T, v value) {
		if word, ok := v.v.(string); ok {
			if n, known := v.namedSize(word); known {
				set(to, sized{n, word})
			}
			return
		}
		n, ok := v.number()
		switch {
		case !ok:
		case n == 0:
			v.problems.Errorf(v.at, "out-of-range", "leave it out where nobody estimated", "size must be above 0")
		case v.within(n, limits{0, maxNumber}):
			set(to, sized{size: n})
		}
	})
}

func (v value) namedSize(word string) (float64, bool) {
	g := v.block.text.given
	var known []string
	for _, s := range g.Sizes {
		if s.Word == word {
			return s.Size, true
		}
		known = append(known, s.Word)
	}
	switch {
	case g.Blind:
	case len(known) == 0:
		v.problems.Errorf(v.at, "unknown-size", "write size = 8, or add [sizes] to site.toml, such as S = 2", "size %q is a word, and site.toml has no [sizes]", diag.Short(word))
	default:
		v.problems.Errorf(v.at, "unknown-size", "known: "+strings.Join(known, ", "), "unknown size %q", diag.Short(word))
	}
	return 0, false
}
