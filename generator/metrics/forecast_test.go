package metrics

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// forecastOf is the forecast of team a in 2026-q4, on a Thursday.
func forecastOf(t *testing.T, text string) *Forecast {
	t.Helper()
	return Compute(testsite.Archive(t, "2026-11-19", text)).Forecast(testsite.Quarter("2026-q4"), "a")
}

// half is a quarter of which the first weeks are known by hand.
const half = `
quarter 2026-q4 running
team a
A-1 delivered@2026-10-01
A-2 delivered@2026-10-04
A-3 delivered@2026-10-05
A-4 delivered@2026-10-11
A-5 delivered@2026-10-12
A-6 delivered@2026-11-15
A-7 delivered@2026-11-16
A-8 delivered@2026-11-19
A-9 delivered
A-10 added=2026-10-12 delivered@2026-10-13
A-11 export delivered@2026-10-14
A-12 moved
A-13 dropped
A-14 open
A-15
A-16 added=2026-10-12 open
team b
B-1 delivered@2026-10-20
`

// before is the quarter before it, with two deliveries in a week of two quarters.
const before = `
quarter 2026-q3 closed
team a
Z-1 delivered@2026-08-12
Z-2 delivered@2026-09-30
Z-3 moved
`

// TestWeeks counts weeks by hand: 2026-10-05 is a Monday, 1 October a Thursday.
func TestWeeks(t *testing.T) {
	counts := func(f *Forecast) string {
		var s []string
		for _, w := range f.Weeks {
			s = append(s, fmt.Sprintf("%s:%d", w.Monday.Time().Format("0102"), w.Delivered()))
		}
		return strings.Join(s, " ")
	}
	// The six whole weeks of the quarter; 1 and 4 October lie in a week that is not
	// whole, 16 and 19 November in one that is not over. Added and unplanned do not count.
	f := forecastOf(t, half)
	if got, want := counts(f), "1005:2 1012:1 1019:0 1026:0 1102:0 1109:1"; got != want {
		t.Errorf("the weeks are %s, not %s", got, want)
	}
	if testsite.IDs(f.Open) != "A-14 A-15" || testsite.IDs(f.Undated) != "A-9" || f.Known != testsite.Day("2026-11-19") {
		t.Errorf("open are %s, without a day %s, known until %s", testsite.IDs(f.Open), testsite.IDs(f.Undated), f.Known)
	}
	if want := "A forecast needs 8 whole weeks of the team’s own history; so far there are only 6."; f.Why(i18n.English()) != want || f.Course != nil {
		t.Errorf("%q, not %q", f.Why(i18n.English()), want)
	}
	// With the quarter before it, the week of 28 September is whole.
	f = forecastOf(t, before+half)
	if got, want := counts(f), "0706:0 0713:0 0720:0 0727:0 0803:0 0810:1 0817:0 0824:0 0831:0 0907:0 0914:0 0921:0 0928:3 "+
		"1005:2 1012:1 1019:0 1026:0 1102:0 1109:1"; got != want {
		t.Errorf("the weeks are %s, not %s", got, want)
	}
	if f.Absent != "" {
		t.Error(f.Absent)
	}
	// A quarter without a plan, or without an export, is a gap and no row of zeros.
	f = forecastOf(t, "quarter 2026-q2 closed\nteam a\nY-1 delivered@2026-06-03\n"+strings.Replace(before, "team a", "team a noplan", 1)+half)
	if got, want := counts(f), "0518:0 0525:0 0601:1 0608:0 0615:0 0622:0 1005:2 1012:1 1019:0 1026:0 1102:0 1109:1"; got != want {
		t.Errorf("around a gap the weeks are %s, not %s", got, want)
	}
	a := testsite.Archive(t, "2026-11-19", before+half)
	a.Quarters[0].Reports[0].Metrics = nil
	if f := Compute(a).Forecast(testsite.Quarter("2026-q4"), "a"); len(f.Weeks) != 6 {
		t.Errorf("with a quarter without an export there are %d weeks, not 6", len(f.Weeks))
	}
	// What came after the export nobody knows.
	a = testsite.Archive(t, "2026-11-19", before+half)
	a.Quarters[1].Reports[0].Metrics.Exported = time.Date(2026, 11, 6, 9, 0, 0, 0, time.UTC)
	f = Compute(a).Forecast(testsite.Quarter("2026-q4"), "a")
	if last := f.Weeks[len(f.Weeks)-1].Monday; f.Known != testsite.Day("2026-11-06") || last != testsite.Day("2026-10-26") {
		t.Errorf("with an export of 6 November it is known until %s, the last week is that of %s", f.Known, last)
	}
	if f.Course[0].Day != testsite.Day("2026-11-08") {
		t.Errorf("the course begins on %s", f.Course[0].Day)
	}
	// On a Sunday the week is whole.
	f = Compute(testsite.Archive(t, "2026-11-22", half)).Forecast(testsite.Quarter("2026-q4"), "a")
	if got, want := counts(f), "1005:2 1012:1 1019:0 1026:0 1102:0 1109:1 1116:2"; got != want {
		t.Errorf("on a Sunday the weeks are %s, not %s", got, want)
	}
}

// TestNoForecast has every reason for there being none.
func TestNoForecast(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"ahead":   {before + "quarter 2026-q4 ahead\nteam a\nA-1", "The quarter has not begun, so nothing is forecast yet."},
		"closed":  {before + "quarter 2026-q4 closed\nteam a\nA-1", "The quarter has closed, so nothing is left to forecast."},
		"no plan": {before + "quarter 2026-q4 running\nteam a noplan\nA-1 export open", "There is no plan, so there is nothing to forecast."},
		"all done": {before + "quarter 2026-q4 running\nteam a\nA-1 delivered@2026-10-01\nA-2 moved\nA-3 export open\nA-4 partly",
			"No planned item is open, so nothing is left to forecast."},
		"one week": {"quarter 2026-q4 running\nteam a\nA-1", "A forecast needs 8 whole weeks of the team’s own history; so far there are only 6."},
	} {
		f := forecastOf(t, tt.text)
		if f.Why(i18n.English()) != tt.want || f.Course != nil || f.ByEnd() != (Outlook{}) || f.AllDone != (Dates{}) {
			t.Errorf("%s: %q, not %q; by the end %v", name, f.Why(i18n.English()), tt.want, f.ByEnd())
		}
	}
	for today, want := range map[string]string{
		"2026-10-03": "A forecast needs 8 whole weeks of the team’s own history; there is none yet.",
		"2026-10-12": "A forecast needs 8 whole weeks of the team’s own history; so far there is only 1.",
		"2026-12-31": "The last day of the quarter is here, so nothing is left to forecast.",
	} {
		f := Compute(testsite.Archive(t, today, "quarter 2026-q4 running\nteam a\nA-1")).Forecast(testsite.Quarter("2026-q4"), "a")
		if f.Why(i18n.English()) != want {
			t.Errorf("on %s: %q, not %q", today, f.Why(i18n.English()), want)
		}
	}
	a := testsite.Archive(t, "2026-11-19", before+"quarter 2026-q4 running\nteam a\nA-1")
	a.Quarters[1].Reports[0].Metrics = nil
	if f := Compute(a).Forecast(testsite.Quarter("2026-q4"), "a"); !strings.HasPrefix(f.Why(i18n.English()), "There is no export") {
		t.Errorf("without an export: %q", f.Absent)
	}
	if b := Compute(a); b.Forecast(testsite.Quarter("2027-q1"), "a") != nil || b.Forecast(testsite.Quarter("2026-q4"), "") != nil {
		t.Error("there is a forecast of what is not there")
	}
}

// steady delivers one item on each Wednesday of 2026-q3 and of the first weeks of q4.
func steady(t *testing.T, open int) string {
	var b strings.Builder
	fmt.Fprintln(&b, "quarter 2026-q3 closed\nteam a")
	for i, d := 0, testsite.Day("2026-07-01"); d < testsite.Day("2026-10-01"); i, d = i+1, d+7 {
		fmt.Fprintf(&b, "Z-%d delivered@%s\n", i, d)
	}
	fmt.Fprintln(&b, "quarter 2026-q4 running\nteam a")
	for i, d := 0, testsite.Day("2026-10-07"); d < testsite.Day("2026-11-20"); i, d = i+1, d+7 {
		fmt.Fprintf(&b, "A-%d delivered@%s\n", i, d)
	}
	for i := range open {
		fmt.Fprintf(&b, "O-%d\n", i)
	}
	return b.String()
}

// TestSteady has a past without luck: each week brings one item, on its Wednesday. So
// the rest of this week (today is Thursday) brings none, and the last week of
// the quarter, which ends on a Thursday, brings one.
func TestSteady(t *testing.T) {
	f := forecastOf(t, steady(t, 20))
	var want []Outlook
	for i, d := range []string{"2026-11-22", "2026-11-29", "2026-12-06", "2026-12-13", "2026-12-20", "2026-12-27", "2026-12-31"} {
		want = append(want, Outlook{testsite.Day(d), i, i, i})
	}
	if !slices.Equal(f.Course, want) || f.ByEnd() != want[6] {
		t.Errorf("the course is %v, not %v", f.Course, want)
	}
	// The twentieth comes 20 weeks after the one that runs.
	if d := testsite.Day("2026-11-22") + 20*7; f.AllDone != (Dates{d, d, d}) {
		t.Errorf("all is done by %v, not %s", f.AllDone, d)
	}
	f = forecastOf(t, steady(t, 3))
	if d := testsite.Day("2026-12-13"); f.AllDone != (Dates{d, d, d}) || f.ByEnd() != (Outlook{testsite.Day("2026-12-31"), 3, 3, 3}) {
		t.Errorf("three: all is done by %v, by the end of the quarter %v", f.AllDone, f.ByEnd())
	}
	f = forecastOf(t, steady(t, 51))
	if d := testsite.Day("2026-11-22") + 51*7; f.AllDone != (Dates{d, d, d}) {
		t.Errorf("51: all is done by %v, not %s", f.AllDone, d)
	}
	if f = forecastOf(t, steady(t, 52)); f.AllDone != (Dates{}) {
		t.Errorf("52 are not done within a year, but by %v", f.AllDone)
	}
}

// TestNothingEver has a team that has delivered nothing: at least none, and no date.
func TestNothingEver(t *testing.T) {
	f := forecastOf(t, "quarter 2026-q3 closed\nteam a\nZ-1 moved\nquarter 2026-q4 running\nteam a\nA-1\nA-2 open")
	if f.Absent != "" || len(f.Weeks) != 19 || f.ByEnd() != (Outlook{Day: testsite.Day("2026-12-31")}) || f.AllDone != (Dates{}) {
		t.Errorf("%q, %d weeks, by the end %v, all by %v", f.Absent, len(f.Weeks), f.ByEnd(), f.AllDone)
	}
}

// TestSteps proves that a likelier promise is a smaller one, and that time helps.
func TestSteps(t *testing.T) {
	f := forecastOf(t, before+half)
	last := Outlook{}
	for _, o := range f.Course {
		if o.P95 > o.P85 || o.P85 > o.P50 || o.P50 > len(f.Open) || o.P50 < last.P50 || o.P85 < last.P85 || o.P95 < last.P95 || o.Day <= last.Day {
			t.Errorf("%v comes after %v", o, last)
		}
		last = o
	}
	// Six deliveries in 17 whole weeks, so within the six weeks left likely two, less
	// likely none.
	if f.ByEnd().P50 != 2 || f.ByEnd().P95 != 0 {
		t.Errorf("by the end %v", f.ByEnd())
	}
	if d := f.AllDone; d.P50 == 0 || d.P85 < d.P50 || d.P95 != 0 && d.P95 < d.P85 || d.P50.Time().Weekday() != time.Sunday {
		t.Errorf("all is done by %v", d)
	}
}

// TestUrn compares the simulation with what can be worked out by hand. Of 8 past weeks 4
// had one item. The chance of none in two whole weeks is then 4/8 × 5/9, as the first
// week drawn goes back with its copy: 0.278; of two likewise, of one the rest.
func TestUrn(t *testing.T) {
	weeks := make([]Week, 8)
	for i := range weeks {
		weeks[i].Days[2] = i % 2
	}
	sunday := testsite.Day("2026-11-15")
	s := simulate(seed{1, 2}, weeks, sunday, sunday+14, 5, year)
	for n, want := range []float64{4. / 8 * 5 / 9, 2 * 4. / 8 * 4 / 9, 4. / 8 * 5 / 9, 0} {
		if got := float64(s.left[1][n]) / runs; got < want-.02 || got > want+.02 || want == 0 && got > 0 {
			t.Errorf("%d items come in %.3f of the runs, not in %.3f", n, got, want)
		}
	}
	if len(s.left) != 2 {
		t.Errorf("two weeks are left, not %d", len(s.left))
	}
	by := []int{500, 1000, 3500, 5000} // 95 % reach 1, 85 % reach 2, 50 % reach 3, exactly
	if least(by, 95) != 1 || least(by, 85) != 2 || least(by, 50) != 3 {
		t.Errorf("at least %d, %d, %d", least(by, 95), least(by, 85), least(by, 50))
	}
	if by[3], by[2] = 4999, 3501; least(by, 50) != 2 {
		t.Errorf("one run too few for 3, but at least %d", least(by, 50))
	}
}

// TestSeed proves that equal content has equal numbers and other content another seed.
func TestSeed(t *testing.T) {
	f := forecastOf(t, before+half)
	if again := forecastOf(t, before+half); !reflect.DeepEqual(f.Course, again.Course) || f.AllDone != again.AllDone {
		t.Error("the same content gives another forecast")
	}
	for seed := range uint64(20) {
		a := testsite.Archive(t, "2026-11-19", before+half)
		r := rand.New(rand.NewPCG(seed, 3))
		r.Shuffle(len(a.Quarters), func(i, j int) { a.Quarters[i], a.Quarters[j] = a.Quarters[j], a.Quarters[i] })
		for _, q := range a.Quarters {
			r.Shuffle(len(q.Reports), func(i, j int) { q.Reports[i], q.Reports[j] = q.Reports[j], q.Reports[i] })
			for _, p := range q.Reports {
				r.Shuffle(len(p.Items), func(i, j int) { p.Items[i], p.Items[j] = p.Items[j], p.Items[i] })
			}
		}
		if g := Compute(a).Forecast(testsite.Quarter("2026-q4"), "a"); !slices.Equal(f.Course, g.Course) || f.AllDone != g.AllDone || !slices.EqualFunc(f.Past, g.Past, sameSaid) {
			t.Error("the order of files changes the forecast")
		}
	}
	q := testsite.Quarter("2026-q4")
	seeds := map[seed]string{}
	add := func(what string, s seed) {
		if other := seeds[s]; other != "" {
			t.Errorf("%s and %s have the same seed", what, other)
		}
		seeds[s] = what
	}
	more := slices.Clone(f.Weeks)
	more[3].Days[1]++
	moved := slices.Clone(f.Weeks)
	moved[5].Days = [7]int{0, 0, 0, 1} // the same week, another day
	add("itself", seedOf("a", q, f.Known, f.Weeks, []string{"A-1", "A-2"}))
	add("another team", seedOf("b", q, f.Known, f.Weeks, []string{"A-1", "A-2"}))
	add("another quarter", seedOf("a", q.Next(), f.Known, f.Weeks, []string{"A-1", "A-2"}))
	add("another day", seedOf("a", q, f.Known+1, f.Weeks, []string{"A-1", "A-2"}))
	add("one more delivered", seedOf("a", q, f.Known, more, []string{"A-1", "A-2"}))
	add("delivered on another day", seedOf("a", q, f.Known, moved, []string{"A-1", "A-2"}))
	add("a week less", seedOf("a", q, f.Known, f.Weeks[1:], []string{"A-1", "A-2"}))
	add("another item", seedOf("a", q, f.Known, f.Weeks, []string{"A-1"}))
	add("the same letters", seedOf("a", q, f.Known, f.Weeks, []string{"A-1 A-2"}))
}

func sameSaid(x, y Said) bool {
	x.Quarter, y.Quarter = nil, nil
	return x == y
}

// TestPast has a record worked by hand. Half of 2026-q3 is over on 15 August, a
// Saturday: 5 whole weeks since 6 July are too few, with those of q2 there are 18.
func TestPast(t *testing.T) {
	var b strings.Builder
	fmt.Fprintln(&b, "quarter 2026-q2 closed\nteam a")
	for i, d := 0, testsite.Day("2026-04-01"); d < testsite.Day("2026-07-01"); i, d = i+1, d+7 { // one each Wednesday
		fmt.Fprintf(&b, "Y-%d delivered@%s\n", i, d)
	}
	const q3 = `quarter 2026-q3 closed
team a
Z-1 delivered@2026-07-01
Z-2 delivered@2026-07-08
Z-3 delivered@2026-07-15
Z-4 delivered@2026-07-22
Z-5 delivered@2026-07-29
Z-6 delivered@2026-08-05
Z-7 delivered@2026-08-12
Z-8 delivered@2026-08-16
Z-9 delivered@2026-09-30
Z-10 delivered@2026-10-01
Z-11 delivered
Z-12 moved
Z-13 dropped
Z-14
Z-15
Z-16
Z-17
Z-18 added=2026-08-01 delivered@2026-09-01
`
	const q4 = "quarter 2026-q4 running\nteam a\nA-1\n"
	f := forecastOf(t, b.String()+q3+q4)
	// Each Wednesday from 19 August to 30 September one would come: 7. Two came, as 1
	// October is too late and an item without a day says nothing.
	if len(f.Past) != 1 || f.Past[0].Held() {
		t.Fatalf("the record is %+v", f.Past)
	}
	if got, want := f.Past[0], (Said{f.Past[0].Quarter, testsite.Day("2026-08-15"), 9, 7, 2}); got != want || got.Quarter.ID != testsite.Quarter("2026-q3") {
		t.Errorf("it said %+v, not %+v", got, want)
	}
	if f.Held() != (Ratio{0, 1}) {
		t.Errorf("it held in %s", f.Held().Format(i18n.English()))
	}
	f = forecastOf(t, b.String()+strings.NewReplacer("Z-12 moved", "Z-12 delivered@2026-08-20", "Z-13 dropped", "Z-13 delivered@2026-08-21",
		"Z-14\n", "Z-14 delivered@2026-08-22\n", "Z-15\n", "Z-15 delivered@2026-08-22\n", "Z-16\n", "Z-16 delivered@2026-08-22\n").Replace(q3)+q4)
	if f.Held() != (Ratio{1, 1}) || f.Past[0].Delivered != 7 {
		t.Errorf("with seven it held in %s: %+v", f.Held().Format(i18n.English()), f.Past)
	}
	// An export that ends before the quarter does not know what came.
	a := testsite.Archive(t, "2026-11-19", b.String()+q3+q4)
	a.Quarters[1].Reports[0].Metrics.Exported = time.Date(2026, 9, 29, 9, 0, 0, 0, time.UTC)
	if f := Compute(a).Forecast(testsite.Quarter("2026-q4"), "a"); f.Past != nil || f.Held().Of != 0 {
		t.Errorf("an export that ends too early has a record: %+v", f.Past)
	}
	// Too little history, and nothing left to say.
	if f := forecastOf(t, q3+q4); f.Past != nil {
		t.Errorf("five weeks give a record: %+v", f.Past)
	}
	if f := forecastOf(t, b.String()+"quarter 2026-q3 closed\nteam a\nZ-1 delivered@2026-07-01\n"+q4); f.Past != nil {
		t.Errorf("with nothing open there is a record: %+v", f.Past)
	}
	// That at least none will come cannot fail, so it proves nothing.
	f = forecastOf(t, "quarter 2026-q2 closed\nteam a\nY-1\n"+q3[:strings.Index(q3, "Z-1 ")]+"Z-1\n"+q4)
	if len(f.Past) != 1 || f.Past[0].Least != 0 || f.Held().Of != 0 {
		t.Errorf("at least none counts in the record: %+v, %s", f.Past, f.Held().Format(i18n.English()))
	}
	// Whole quarters of the past are seen from their middle only: what came later changes nothing.
	later := forecastOf(t, b.String()+q3+strings.Replace(q4, "A-1", "A-1 delivered@2026-10-20", 1))
	if len(later.Past) != 1 || later.Past[0].Least != 7 {
		t.Errorf("a later delivery changes what was said: %+v", later.Past)
	}
}

func TestMiddle(t *testing.T) {
	for q, want := range map[string]string{"2026-q1": "2026-02-14", "2028-q1": "2028-02-14", "2026-q2": "2026-05-15", "2026-q3": "2026-08-15"} {
		id := testsite.Quarter(q)
		start, end := id.Range(report.Fiscal{})
		if got := middle(&report.Quarter{ID: id, Start: start, End: end}); got != testsite.Day(want) {
			t.Errorf("half of %s is over on %s, not %s", q, got, want)
		}
	}
	for d, want := range map[string]string{"2026-11-15": "2026-11-09", "2026-11-16": "2026-11-16", "2026-11-22": "2026-11-16", "1969-12-31": "1969-12-29"} {
		if got := monday(testsite.Day(d)); got != testsite.Day(want) {
			t.Errorf("the week of %s begins on %s, not %s", d, got, want)
		}
	}
}

// BenchmarkForecast is one team with a record of twelve quarters, all of it new; the
// forecast alone is what a team without a past costs.
func BenchmarkForecast(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var text strings.Builder
	q := report.QuarterID{Year: 2023, N: 1}
	for range 16 {
		state := "closed"
		if q == (report.QuarterID{Year: 2026, N: 4}) {
			state = "running"
		}
		fmt.Fprintf(&text, "quarter %s %s\nteam a\n", q, state)
		start, end := q.Range(report.Fiscal{})
		for i := range 16 {
			if day := start + report.Day(r.IntN(int(end-start))); state == "closed" && i%4 > 0 || day < report.DayOf(2026, 11, 19) && i < 8 {
				fmt.Fprintf(&text, "X-%d delivered@%s\n", i, day)
			} else {
				fmt.Fprintf(&text, "X-%d\n", i)
			}
		}
		q = q.Next()
	}
	for name, keep := range map[string]string{"alone": "2026-q3", "with its record": "2023-q1"} {
		b.Run(name, func(b *testing.B) {
			s := text.String()
			s = s[strings.Index(s, "quarter "+keep):]
			for b.Loop() {
				b.StopTimer()
				a := testsite.Archive(b, "2026-11-19", s)
				b.StartTimer()
				if f := Compute(a).Forecast(report.QuarterID{Year: 2026, N: 4}, "a"); f.Absent != "" || name != "alone" && len(f.Past) < mostPast {
					b.Fatal(f.Absent, len(f.Past))
				}
			}
		})
	}
}
