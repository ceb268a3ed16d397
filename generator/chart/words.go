package chart

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"quarterdeck/generator/metrics"
)

// items returns "1 item", "5 items".
func items(n int) string { return count(n, "item", "items") }

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// be returns the verb for n things: is or are; was returns was or were.
func be(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func was(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// list joins parts as a sentence does: "a, b and c".
func list(parts []string) string {
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return parts[0]
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

// shareOf is the short form beside a bar: "4 of 6 (67 %)", or "n/a".
func shareOf(r metrics.Ratio) string {
	if r.Of == 0 {
		return "n/a"
	}
	return fmt.Sprintf("%s (%s)", r.Count(), r.Percent())
}

func capital(s string) string {
	for i, r := range s {
		return string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// width estimates how wide text is in px: page fonts differ, and the engine that
// draws has none, so it errs a little on the wide side.
func width(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r): // a mark stands on its letter
		case r >= 0x1100 && !unicode.Is(unicode.Latin, r): // as wide as high
			w++
		case strings.ContainsRune("iljtfrI.,:;'!|()[] \u00a0", r):
			w += .33
		case strings.ContainsRune("mwMW@%", r) || unicode.IsUpper(r):
			w += .76
		default:
			w += .57
		}
	}
	return w * size
}

// clip shortens a name to a width in px, with an ellipsis, and keeps it on one line.
func clip(s string, size, room float64) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if width(s, size) <= room {
		return s
	}
	runes := []rune(s)
	for len(runes) > 0 && width(string(runes)+"…", size) > room {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…"
}

// widest is the width of the widest of some texts.
func widest(texts []string, size float64) float64 {
	w := 0.0
	for _, s := range texts {
		w = max(w, width(s, size))
	}
	return w
}

// plain keeps ECharts from reading a name as a template.
func plain(s string) string {
	return strings.NewReplacer("{", "(", "}", ")", "|", "¦").Replace(s)
}
