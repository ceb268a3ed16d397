package i18n

import (
	"maps"
	"testing"
)

func TestScript(t *testing.T) {
	l := with(t, map[string]string{"hits": "{n, plural, one {# hit} other {# hits}} of {all}", "none": "Nothing found"})
	for id, want := range map[string]map[string]string{
		"hits": {"one": "{n} hit of {all}", "other": "{n} hits of {all}"},
		"none": {"other": "Nothing found"},
	} {
		if got := l.Script(id); !maps.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}

func TestDatePattern(t *testing.T) {
	if got, want := English().DatePattern("medium"), "{day}\u00a0{mon}\u00a0{year}"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
