package chart

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"quarterdeck/generator/testsite"
)

// TestAbsent has a quarter with nothing in it: each chart says why it is not there.
func TestAbsent(t *testing.T) {
	const empty = "quarter 2026-q2 closed\nteam none noplan\nquarter 2026-q4 ahead\nteam none\nN-1 feature 3"
	for page, charts := range map[string][]Chart{
		"quarter": Of(OnQuarter, source(t, empty, "2026-q2", "")),
		"report":  Of(OnReport, source(t, empty, "2026-q2", "none")),
		"team":    Of(OnTeam, source(t, "quarter 2026-q2 closed\nteam none noplan", "", "none")),
		"actions": Of(OnActions, source(t, empty, "", "")),
		"lessons": Of(OnLessons, source(t, empty, "", "")),
	} {
		for _, c := range charts {
			if !strings.HasSuffix(c.Absent, ".") || c.Wide.Option != nil || c.Narrow.Option != nil || c.Table.Columns != nil {
				t.Errorf("%s %s is not absent: %q", page, c.ID, c.Absent)
			}
			if c.ID == "" || c.Title == "" {
				t.Errorf("%s: an absent chart without id or title", page)
			}
		}
	}
	ahead := find(t, Of(OnQuarter, source(t, empty, "2026-q4", "")), "c-burn-up")
	if ahead.Absent != "The quarter has not begun, so there is nothing to show yet." {
		t.Errorf("a quarter that has not begun: %q", ahead.Absent)
	}
	for _, c := range Of(OnTeam, source(t, "quarter 2026-q2 closed\nteam a\nquarter 2026-q3 closed\nteam b", "", "b")) {
		if c.Absent == "" {
			t.Errorf("%s of a team without items is there", c.ID)
		}
	}
}

// TestParallel draws the same pages at once, as a build does; the race detector
// watches.
func TestParallel(t *testing.T) {
	s := source(t, tidewall, "2026-q2", "")
	want := Of(OnQuarter, s)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, c := range Of(OnQuarter, s) {
				if !bytes.Equal(c.Wide.Option, want[i].Wide.Option) {
					t.Errorf("%s differs when drawn beside others", c.ID)
				}
			}
		})
	}
	wg.Wait()
}

// TestPages compares which charts each page shows with testdata.
func TestPages(t *testing.T) {
	all := pages(t)
	var text strings.Builder
	for _, page := range slices.Sorted(maps.Keys(all)) {
		text.WriteString(page + ":")
		for _, c := range all[page] {
			text.WriteString(" " + c.ID)
		}
		text.WriteString("\n")
	}
	testsite.Golden(t, "pages.txt", []byte(text.String()))
}

// TestFifty has fifty teams over twenty quarters.
func TestFifty(t *testing.T) {
	var b strings.Builder
	for q := range 20 {
		fmt.Fprintf(&b, "quarter %d-q%d closed\n", 2021+q/4, q%4+1)
		for team := range 50 {
			fmt.Fprintf(&b, "team t%02d name=Team_%s%02d\n", team, strings.Repeat("long_", team%9), team)
			for i := range team % 7 {
				fmt.Fprintf(&b, "T%d-%d-%d feature 3 delivered@2021-01-01\n", q, team, i)
			}
		}
	}
	charts := Of(OnQuarter, source(t, b.String(), "2025-q4", ""))
	planned := find(t, charts, "c-planned")
	var o struct {
		XAxis []struct{ AxisLabel struct{ CustomValues []int } }
		YAxis []struct{ Data []string }
	}
	if err := json.Unmarshal(planned.Wide.Option, &o); err != nil {
		t.Fatal(err)
	}
	names := o.YAxis[0].Data
	if len(names) != 50 || planned.Wide.Height < 50*40 || planned.Wide.Height > 50*60 {
		t.Errorf("%d names, %d px high", len(names), planned.Wide.Height)
	}
	if !slices.ContainsFunc(names, func(n string) bool { return strings.HasSuffix(n, "…") }) {
		t.Error("no name is shortened")
	}
	if !slices.IsSortedFunc(planned.Table.Rows, func(x, y []string) int { return strings.Compare(strings.ToLower(x[0]), strings.ToLower(y[0])) }) {
		t.Error("teams are not in alphabetical order")
	}
	if err := json.Unmarshal(find(t, charts, "c-kept").Narrow.Option, &o); err != nil {
		t.Fatal(err)
	}
	if shown := o.XAxis[0].AxisLabel.CustomValues; len(shown) > 6 || shown[len(shown)-1] != 19 {
		t.Errorf("of 20 quarters these are named on a phone: %v", shown)
	}
}

// TestBurnUp reads the course of a running quarter by hand: today is 20 August.
func TestBurnUp(t *testing.T) {
	s := source(t, tidewall, "2026-q3", "")
	b := newBurn(s.figures(), s.Archive.Today)
	for d, want := range map[string][2]float64{
		"2026-07-01": {37, 0},
		"2026-07-14": {37, 0},
		"2026-07-15": {39, 0}, // FW-22 joins
		"2026-07-30": {39, 5}, // BOT-5
		"2026-08-05": {39, 8}, // FW-20
		"2026-08-20": {39, 8},
	} {
		if got := [2]float64{b.at(b.joined, testsite.Day(d)), b.at(b.landed, testsite.Day(d))}; got != want {
			t.Errorf("%s: scope and delivered are %v, not %v", d, got, want)
		}
	}
	if line := b.line(b.landed, b.until); line[len(line)-1].Value.([]any)[0] != ms(testsite.Day("2026-08-20")) {
		t.Error("the delivered line does not stop today")
	}
	// A size is missing, a day is missing, a day is before the quarter.
	s = source(t, "quarter 2026-q2 closed\nteam a\nA-1 feature 3 delivered\nA-2 feature delivered@2026-03-01\nA-3 export operations delivered@2026-05-05", "2026-q2", "")
	b = newBurn(s.figures(), s.Archive.Today)
	if b.unit != "items" || b.at(b.landed, b.quarter.Start) != 1 || b.at(b.landed, b.until-1) != 2 || b.at(b.landed, b.until) != 3 {
		t.Errorf("in %s: %v at the start, %v before the end, %v at the end", b.unit,
			b.at(b.landed, b.quarter.Start), b.at(b.landed, b.until-1), b.at(b.landed, b.until))
	}
}

func TestScale(t *testing.T) {
	for top, want := range map[float64][2]float64{
		0: {1, 1}, 1: {1, 1}, 4: {1, 4}, 7: {2, 8}, 42: {10, 50}, 99: {20, 100}, 101: {50, 150}, .4: {.1, .4}, math.NaN(): {1, 1},
	} {
		step, end := scale(top)
		if math.Abs(step-want[0]) > 1e-9 || math.Abs(end-want[1]) > 1e-9 {
			t.Errorf("scale(%v) is %v to %v, not %v", top, step, end, want)
		}
	}
	for _, tt := range []struct {
		n     int
		width float64
		want  []int
	}{{0, 10, nil}, {1, 500, []int{0}}, {4, 20, []int{0, 1, 2, 3}}, {5, 40, []int{0, 2, 4}}, {6, 30, []int{1, 3, 5}}} {
		if got := every(tt.n, tt.width, 100); !slices.Equal(got, tt.want) {
			t.Errorf("of %d labels %v wide %v fit into 100, not %v", tt.n, tt.width, got, tt.want)
		}
	}
}

func TestClip(t *testing.T) {
	if got := clip("Edge\n\tCache", 13, 200); got != "Edge Cache" {
		t.Errorf("a name on two lines is %q", got)
	}
	for _, name := range []string{"Console Design and Accessibility", "設計システムと基盤チーム", strings.Repeat("e\u0301", 40)} {
		got := clip(name, 13, 90)
		if !strings.HasSuffix(got, "…") || width(got, 13) > 90 || strings.ContainsRune(got, '\uFFFD') {
			t.Errorf("%q is cut to %q, %v px", name, got, width(got, 13))
		}
	}
}

func TestSparkline(t *testing.T) {
	v, w := 50.0, 62.5
	if d := Sparkline([]*float64{nil, nil}); d.Option != nil {
		t.Error("no value gives a line")
	}
	if d := Sparkline(nil); d.Option != nil {
		t.Error("no quarter gives a line")
	}
	d := Sparkline([]*float64{&v, nil, &w, nil})
	if want := `"data":[{"value":50,"symbolSize":3},{"value":"-"},{"value":62.5,"symbolSize":6},{"value":"-"}]`; !strings.Contains(string(d.Option), want) {
		t.Errorf("the data are not %s in %s", want, d.Option)
	}
}
