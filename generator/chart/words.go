package chart

import (
	"slices"
	"strings"
	"unicode"

	"quarterdeck/generator/metrics"
)

// T is a message of the chart's language; see [i18n.Locale.T].
func (s Source) T(id string, args ...any) string { return s.Words.T(id, args...) }

// shareOf is the short form beside a bar: "4 of 6 (67 %)", or "n/a".
func (s Source) shareOf(r metrics.Ratio) string {
	if r.Of == 0 {
		return s.T("ratio.none")
	}
	return s.T("chart.share", "count", r.CountIn(s.Words), "percent", r.PercentIn(s.Words))
}

// sentences puts one after the other, those that are not empty.
func sentences(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), " ")
}

// width estimates how wide text is in px: page fonts differ, and the engine that
// draws has none, so it errs a little on the wide side.
func width(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r): // a mark sits on its letter
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
