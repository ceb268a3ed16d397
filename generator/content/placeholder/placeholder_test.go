package placeholder

import (
	"strings"
	"testing"
)

func TestIs(t *testing.T) {
	for text, want := range map[string]bool{
		"One thing to keep.":             true,
		"  One thing\nto keep. ":         true,
		"One thing to keep":              false,
		"One thing to keep. And another": false,
		"What other teams can use goes here: a level-3 heading, then a toml fence with id and theme.": true,
		"": false,
	} {
		if Is(text) != want {
			t.Errorf("%q: want %t", text, want)
		}
	}
}

func TestTexts(t *testing.T) {
	for name, text := range texts {
		if len(text) > Longest || strings.Contains(text, "\n") || !Is(text) {
			t.Errorf("%s is not found again: %q", name, text)
		}
		if got, err := Text(name); err != nil || got != text {
			t.Errorf("%s is %q, %v", name, got, err)
		}
	}
	if _, err := Text("typo"); err == nil {
		t.Error("there is a placeholder that nobody wrote")
	}
}
