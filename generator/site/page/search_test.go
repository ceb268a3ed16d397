package page

import (
	"encoding/json"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/search"
	"slices"
	"strings"
	"testing"
)

// shardOf is what a shard hands to the search: its rows.
func shardOf(t *testing.T, s *site.Site, quarter string) [][]any {
	t.Helper()
	text, ok := strings.CutPrefix(string(bytesOf(t, s, "search/"+quarter+".js")), `quarterdeckSearch.shard("`+quarter+`", `)
	if !ok {
		t.Fatalf("it is no call: %.80s", text)
	}
	var rows [][]any
	if err := json.Unmarshal([]byte(strings.TrimSuffix(text, ")\n")), &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestSearchShards(t *testing.T) {
	s := renamed(func(a *report.Archive, _ *report.Deliverable) {
		a.Notices = map[string]*report.Notice{"MR-20": {Retracted: day("2026-08-19"), Why: "It lost rules"}}
	}, report.Parts...)
	if got, want := string(bytesOf(t, s, search.IndexPath)), "quarterdeckSearch.index([[\"2026-q3\",\"2026 Q3\"],[\"2026-q2\",\"2026 Q2\"],[\"2026-q1\",\"2026 Q1\"]])\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	at := map[string]int{} // of each address, how often it is found
	for _, q := range []string{"2026-q3", "2026-q2", "2026-q1"} {
		newest := float64(day("2999-01-01"))
		for _, r := range shardOf(t, s, q) {
			path, day := r[2].(string), r[8].(float64)
			at[path]++
			if !s.Has(path) {
				t.Errorf("%s leads nowhere: %s", r[1], path)
			}
			if day > newest {
				t.Errorf("%s: %s stands behind something older", q, r[1])
			}
			newest = day
		}
	}
	for _, path := range []string{"shipped/mr-20/index.html", "lessons/ask-early/index.html", "2026-q2/index.html", "2026-q2/rules/index.html", "teams/rules/index.html"} {
		if at[path] != 1 {
			t.Errorf("%s is found %d times", path, at[path])
		}
	}
	rows := shardOf(t, s, "2026-q3")
	i := slices.IndexFunc(rows, func(r []any) bool { return r[2] == "shipped/mr-20/index.html" })
	if i < 0 {
		t.Fatal("what was renamed is not in the quarter that has it last")
	}
	want := []any{"feature", "Go back to any version", "shipped/mr-20/index.html", "For every plan.", "MR-20 MR-1 MR-0 Ruleset versioning", "Design", "GA", "withdrawn", float64(day("2026-08-18"))}
	if !slices.Equal(rows[i], want) {
		t.Errorf("got  %v\nwant %v", rows[i], want)
	}
}

// Customers find what is theirs, in their words.
func TestSearchForCustomers(t *testing.T) {
	s := plan(report.Shipped, report.Upcoming)
	var all []string
	for _, q := range []string{"2026-q3", "2026-q2", "2026-q1"} {
		if !s.Has("search/" + q + ".js") {
			continue
		}
		for _, r := range shardOf(t, s, q) {
			all = append(all, r[0].(string)+" "+r[1].(string)+" "+r[4].(string))
		}
	}
	if want := []string{"item Roll back a ruleset MR-1"}; !slices.Equal(all, want) {
		t.Errorf("customers find %q, want %q", all, want)
	}
	for _, text := range []string{"versioning", "lessons/", "teams/"} {
		if strings.Contains(string(bytesOf(t, s, "search/2026-q3.js")), text) {
			t.Errorf("customers are sent %q", text)
		}
	}
}

func TestCut(t *testing.T) {
	for in, want := range map[string]string{"short": "short", "one two three four": "one two …", "öäü öäü öäü öäü": "öäü öäü öäü …", "abcdefghijklmn": "abcdefghijkl …"} {
		if got := search.Cut(in, 12); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
