package leak

import (
	"slices"
	"testing"

	"quarterdeck/generator/report"
)

// archives are a small archive, and what customers are shown of it.
func archives() (whole, shown *report.Archive) {
	team := &report.Team{ID: "rules", Name: "Rules", Engineering: "rules@tidewall.example"}
	q := &report.Quarter{ID: report.QuarterID{Year: 2026, N: 3}}
	public := &report.Deliverable{ID: "MR-101", Title: "Versions of rulesets in the store", Team: team, Quarter: q, Customers: true,
		CustomerTitle: "Roll back a ruleset", Outcome: report.Outcome{Status: report.Delivered},
		Body:         report.Prose{Text: "The store keeps every version. We never told anyone how slow it is at night."},
		ForCustomers: report.Prose{Text: "You can go back to any of the last twenty versions of a ruleset."}}
	inside := &report.Deliverable{ID: "MR-777", Title: "Replace the parser before it breaks again", Team: team, Quarter: q,
		Outcome: report.Outcome{Status: report.Moved, Note: "Ana said it would be a waste"}}
	q.Reports = []*report.Report{{Team: team, Quarter: q, Items: []*report.Deliverable{public, inside}}}
	whole = &report.Archive{Quarters: []*report.Quarter{q}, Teams: []*report.Team{team}}
	return whole, whole.For(report.Audience{ID: "customers", Shows: []report.Part{report.Shipped}})
}

func TestFind(t *testing.T) {
	whole, shown := archives()
	f := NewFinder(whole, shown)
	for _, c := range []struct {
		name, path, data string
		want             []string // fields
	}{
		{"what customers read", "shipped/roll-back-a-ruleset/index.html", "<h1>Roll back a ruleset</h1><p>You can go back to any of the <em>last twenty</em> versions of a ruleset. Rules", nil},
		{"its id", "a.html", "<p>MR-101</p>", []string{"Deliverable.ID"}},
		{"its id in an address", "a.html", `<a href="../shipped/mr-101/index.html">`, []string{"Deliverable.ID"}},
		{"a title in colleagues' words", "a.html", "<p>versions of <b>rulesets</b> in the store", []string{"Deliverable.Title"}},
		{"markup inside a word", "a.html", "Replace the par<wbr>ser before it breaks again", []string{"Deliverable.Title"}},
		{"a part of a longer text", "a.txt", "… told anyone how slow it is …", []string{"Prose.Text"}},
		{"in Markdown", "a.md", `Ana said it would be *a* waste`, []string{"Outcome.Note"}},
		{"in JSON", "a.json", `{"n":"Ana said\u0020it would\nbe a waste"}`, []string{"Outcome.Note"}},
		{"in a script", "a.js", `add("Ana said it would be a waste")`, []string{"Outcome.Note"}},
		{"HTML in JSON", "a.json", `{"h":"\u003cp>Ana said <i>it<\/i> would be a&#32;waste"}`, []string{"Outcome.Note"}},
		{"an id", "a.csv", "id\r\nMR-777\r\n", []string{"Deliverable.ID"}},
		{"an address", "a.xml", "<email>rules@tidewall.example</email>", []string{"Team.Engineering"}},
		{"in an address", "a.html", `<a href="?q=Ana%20said%20it%20would%20be%20a%20waste">`, []string{"Outcome.Note"}},
		{"in a picture", "a.png", "\x89PNG\xff\x00tEXtDescription\x00Ana said it would be a waste\xfe", []string{"Outcome.Note"}},
		{"words in another order", "a.html", "it would be, Ana said, a waste", nil},
	} {
		var got []string
		for _, l := range f.Find(File{c.path, []byte(c.data)}) {
			got = append(got, l.Field)
			if l.Path != c.path || l.Text == "" {
				t.Errorf("%s: %+v", c.name, l)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: found %v, want %v", c.name, got, c.want)
		}
	}
}

func TestWhoSeesAllHasNoSecrets(t *testing.T) {
	whole, _ := archives()
	if f := NewFinder(whole, whole.For(report.Audience{ID: "internal", Shows: report.Parts})); len(f.secret) > 0 {
		t.Errorf("secrets of who sees all: %v", f.secret)
	}
}
