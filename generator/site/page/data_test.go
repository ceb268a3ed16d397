package page

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/testsite"
)

func TestDataGolden(t *testing.T) {
	s := plan(report.Parts...)
	testsite.Golden(t, "q1-data.json", bytesOf(t, s, "2026-q1/data.json"))
	testsite.Golden(t, "q2-rules-data.json", bytesOf(t, s, "2026-q2/rules/data.json"))
	testsite.Golden(t, "q2-deliverables.csv", bytesOf(t, s, "2026-q2/deliverables.csv"))
}

// The counts of the sample's second quarter, by hand: three planned, of which
// MR-1 was delivered, MR-2 dropped, MR-3 has no outcome; MR-9 was unplanned.
func TestDataCounts(t *testing.T) {
	var d struct {
		Schema  int
		Quarter string
		Figures map[string]json.RawMessage
		Teams   []json.RawMessage
	}
	unmarshal(t, bytesOf(t, plan(report.Parts...), "2026-q2/data.json"), &d)
	if d.Schema != 1 || d.Quarter != "2026-q2" || len(d.Teams) != 1 {
		t.Errorf("schema %d, quarter %s, %d teams", d.Schema, d.Quarter, len(d.Teams))
	}
	want := map[string]string{
		"planned": "3", "kept": "1", "moved": "0", "dropped": "1", "unexplained": "1", "open": "0",
		"added": "1", "delivered": "2", "unplanned": "1", "carried_in": "1", "carried_in_twice": "0",
	}
	for name, n := range want {
		if got := string(d.Figures[name]); got != n {
			t.Errorf("%s is %s, by hand it is %s", name, got, n)
		}
	}
	var ratios map[string]struct {
		Value, Of float64
		Share     *float64
	}
	unmarshal(t, d.Figures["ratios"], &ratios)
	if r := ratios["kept"]; r.Value != 1 || r.Of != 3 || r.Share == nil || *r.Share != 0.3333 {
		t.Errorf("kept is %+v", r)
	}
	if r := ratios["follow_through"]; r.Of != 1 || r.Value != 0 {
		t.Errorf("follow_through is %+v: one action was due on 1 May", r)
	}
	var open struct {
		Figures struct{ Open, Unexplained int }
	}
	unmarshal(t, bytesOf(t, plan(report.Parts...), "2026-q3/data.json"), &open)
	if open.Figures.Open != 2 || open.Figures.Unexplained != 0 {
		t.Errorf("a running quarter has %d open, %d unexplained", open.Figures.Open, open.Figures.Unexplained)
	}
}

func TestEmptyDenominatorHasNoShare(t *testing.T) {
	var d struct {
		Figures struct {
			Ratios map[string]map[string]*float64
		}
	}
	unmarshal(t, bytesOf(t, plan(report.Parts...), "2026-q3/data.json"), &d)
	r := d.Figures.Ratios["on_time"] // nothing is delivered yet
	if share, ok := r["share"]; !ok || share != nil || *r["of"] != 0 {
		t.Errorf("on_time is %v, want of 0 and share null", r)
	}
}

func TestNoDataWithoutNumbers(t *testing.T) {
	for _, parts := range [][]report.Part{
		{report.Shipped, report.Upcoming},
		{report.Plans, report.Retros, report.Lessons, report.Shipped, report.Upcoming},
	} {
		for _, path := range plan(parts...).Paths() {
			figures := strings.HasSuffix(path, ".json") || strings.HasSuffix(path, ".csv") || strings.HasPrefix(path, "numbers/")
			if figures && !strings.Contains(path, "shipped") && path != "lessons/feed.json" {
				t.Errorf("an audience that sees %v gets %s", parts, path)
			}
		}
	}
}

// The CSV and the JSON hold the same fields under the same names.
func TestColumnsAreFields(t *testing.T) {
	s := plan(report.Parts...)
	for _, c := range []struct {
		csv, json string
		rows      int
	}{
		{"2026-q2/deliverables.csv", "2026-q2/data.json", 4},
		{"data/deliverables.csv", "data/deliverables.json", 9},
		{"shipped/shipped.csv", "shipped/shipped.json", 4},
		{"shipped/quarters/2026-q2/shipped.csv", "shipped/quarters/2026-q2/shipped.json", 2},
	} {
		lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(bytesOf(t, s, c.csv), []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var d struct{ Deliverables, Deliveries []map[string]any }
		unmarshal(t, bytesOf(t, s, c.json), &d)
		all := append(d.Deliverables, d.Deliveries...)
		if len(lines) != len(all)+1 || len(all) != c.rows {
			t.Fatalf("%s: %d lines for %d deliverables", c.csv, len(lines), len(all))
		}
		for _, name := range lines[0] {
			if _, ok := all[0][name]; !ok {
				t.Errorf("%s: the column %s is no field", c.csv, name)
			}
		}
		for name := range all[0] {
			if !slices.Contains(lines[0], name) {
				t.Errorf("%s: the field %s is no column", c.json, name)
			}
		}
	}
}

func TestInert(t *testing.T) {
	for cell, want := range map[string]string{
		"":                   "",
		"Ruleset versioning": "Ruleset versioning",
		"=1+1":               "'=1+1",
		"+1":                 "'+1",
		"-2+3":               "'-2+3",
		"@SUM(A1)":           "'@SUM(A1)",
		"\t=1":               "'\t=1",
		"\r=1":               "'\r=1",
		"\n=1":               "'\n=1",
		"  =1":               "'  =1",
		"\u00a0=1":           "'\u00a0=1",
		"a=1":                "a=1",
		"'=1":                "'=1",
		"2026-q3":            "2026-q3",
	} {
		if got := site.Inert(cell); got != want {
			t.Errorf("inert(%q) = %q, want %q", cell, got, want)
		}
	}
}

func TestCSVRoundTrip(t *testing.T) {
	want := [][]string{{"a", "b"}, {`say "hi"`, "x,y"}, {"two\nlines", ""}, {"ö ", " lead"}}
	got, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(site.CSV(want), []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("line %d is %q, want %q", i, got[i], want[i])
		}
	}
	if b := site.CSV([][]string{{"a"}}); string(b) != "\ufeffa\r\n" {
		t.Errorf("a line is %q", b)
	}
}

func FuzzCellNeverRuns(f *testing.F) {
	f.Add("=1")
	f.Add(" \u00a0@x")
	f.Fuzz(func(t *testing.T, cell string) {
		out, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(site.CSV([][]string{{site.Inert(cell), "end"}}), []byte("\ufeff")))).ReadAll()
		if err != nil || len(out) != 1 || len(out[0]) != 2 {
			t.Fatalf("%q becomes %q (%v)", cell, out, err)
		}
		first := strings.TrimLeft(out[0][0], " \u00a0")
		if first != "" && strings.ContainsRune("=+-@\t\r", rune(first[0])) {
			t.Errorf("%q becomes %q", cell, out[0][0])
		}
	})
}
