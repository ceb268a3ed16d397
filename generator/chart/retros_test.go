package chart

import (
	"slices"
	"strings"
	"testing"
)

// What became of the actions, counted by hand: the guide was raised again and then done, so it counts
// once, where it was first.
func TestActions(t *testing.T) {
	c := find(t, Of(OnActions, source(t, retros, "", "")), "c-actions")
	want := []string{
		"2025 Q4,2,2,0,0,100 %",
		"2026 Q1,2,1,0,1,50 %",
		"2026 Q2,1,0,1,0,0 %",
		"All,5,3,1,1,60 %",
	}
	var got []string
	for _, row := range append(slices.Clone(c.Table.Rows), c.Table.Foot) {
		got = append(got, strings.ReplaceAll(strings.Join(row, ","), "\u00a0", " "))
	}
	if !slices.Equal(got, want) {
		t.Errorf("the rows are %q", got)
	}
	if said := strings.ReplaceAll(c.Summary, "\u00a0", " "); said != "Of the actions of 2025 Q4 to 2026 Q2, 3 of 5 (60 %) are done; 1 is open and 1 is overdue." {
		t.Errorf("it says %q", said)
	}
}

func TestThemes(t *testing.T) {
	c := find(t, Of(OnLessons, source(t, retros, "", "")), "c-themes")
	var got []string
	for _, row := range append(slices.Clone(c.Table.Rows), c.Table.Foot) {
		got = append(got, strings.Join(row, ","))
	}
	if want := []string{"Firewall,0,3,1", "Logs,1,2,0", "All,1,5,1"}; !slices.Equal(got, want) {
		t.Errorf("the rows are %q", got)
	}
	if c.Summary != "The theme that most teams share is planning: 2 of 2." {
		t.Errorf("it says %q", c.Summary)
	}
	// An empty cell says nothing; each other one its number, and the first row the themes.
	for _, text := range []string{`"formatter":"planning"`, `"formatter":"3"`, `"formatter":"2"`} {
		if !strings.Contains(string(c.Wide.Option), text) || !strings.Contains(string(c.Narrow.Option), text) {
			t.Errorf("the picture lacks %s", text)
		}
	}
	if strings.Contains(string(c.Wide.Option), `"formatter":"0"`) || strings.Contains(string(c.Wide.Option), `"formatter":""`) {
		t.Error("an empty cell says something")
	}
}
