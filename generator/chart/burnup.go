package chart

import (
	"cmp"
	"math"
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// burnUp shows how the scope of a quarter grew, and how delivery caught up with
// it, day by day. It is in planned size, or in items where a size is missing. In a
// running quarter the delivered line stops today.
func burnUp(s Source) Chart {
	c := Chart{Title: s.T("chart.burn-up.title-absent", "about", s.subject())}
	f := s.figures()
	switch {
	case f == nil || len(f.P)+len(f.Added) == 0:
		return c.absent(s.T("chart.burn-up.absent"))
	case ahead(f):
		return c.absent(s.T("chart.burn-up.absent-ahead"))
	case f.NoOutcomes:
		return c.absent(s.T("chart.no-outcomes"))
	}
	b := newBurn(f, s.Archive.Today)
	b.source = s
	c.Title = s.T("chart.burn-up.title", "about", s.subject(), "unit", b.unit)
	c.Summary = b.words()
	c.Keys = []KeyRow{{Label: s.T("chart.burn-up.key", "unit", b.unit), Keys: []Key{{"carried2", s.T("chart.burn-up.in-scope")}, {"delivered", s.T("chart.burn-up.delivered")}}}}
	c.Table = b.table()
	c.Wide, c.Narrow = b.draw(true), b.draw(false)
	return c
}

func ahead(f *metrics.Figures) bool {
	q := f.Quarter
	return q.State == report.Ahead || q.Shown != nil && q.Shown.IsPlan() // a plan edition knows no outcomes
}

// burn is the course of one quarter.
type burn struct {
	source         Source
	quarter        *report.Quarter
	until          report.Day // the last day that is known
	unit           string     // "items" or "size"
	plan           float64    // in scope at the cut-off
	joined, landed []event
}

// event is what counts from a day on.
type event struct {
	day  report.Day
	size float64
}

func newBurn(f *metrics.Figures, today report.Day) burn {
	q := f.Quarter
	b := burn{quarter: q, until: q.LastDay(), unit: "size"}
	if q.State == report.Running {
		b.until = min(max(today, q.Start), b.until)
	}
	all := slices.Concat(f.P, f.Added)
	weight := func(d *report.Deliverable) float64 {
		if s := d.PlannedSize(); s > 0 {
			return s
		}
		return d.Outcome.Size // of an unplanned item only the actual size is known
	}
	if slices.ContainsFunc(all, func(d *report.Deliverable) bool { return weight(d) <= 0 }) {
		b.unit = "items"
		weight = func(*report.Deliverable) float64 { return 1 }
	}
	b.joined = b.events(f.P, func(*report.Deliverable) report.Day { return q.Start }, weight)
	b.plan = b.at(b.joined, q.Start)
	b.joined = inOrder(append(b.joined, b.events(f.Added, joinedOn, weight)...))
	b.landed = b.events(f.Delivered, finishedOn, weight)
	return b
}

// joinedOn is when an added item joined: the day in the plan, or the first day in the export.
func joinedOn(d *report.Deliverable) report.Day {
	return cmp.Or(d.Added, d.Outcome.Started, d.Outcome.Finished)
}

func finishedOn(d *report.Deliverable) report.Day { return d.Became().Finished }

// events are the weights of items, on the days on which they count.
func (b burn) events(items metrics.Rows, on func(*report.Deliverable) report.Day, weight func(*report.Deliverable) float64) []event {
	var all []event
	for _, d := range items {
		all = append(all, event{b.inside(on(d)), weight(d)})
	}
	return inOrder(all)
}

// inOrder sorts events, so that equal ones give equal sums.
func inOrder(all []event) []event {
	slices.SortFunc(all, func(x, y event) int { return cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(x.size, y.size)) })
	return all
}

// inside moves a day into the known part of the quarter. What has no date is
// counted on the last day: that much is known to be true by then.
func (b burn) inside(d report.Day) report.Day {
	if d == 0 {
		return b.until
	}
	return min(max(d, b.quarter.Start), b.until)
}

// at sums what happened up to and including a day.
func (b burn) at(events []event, until report.Day) float64 {
	sum := 0.0
	for _, e := range events {
		if e.day <= until {
			sum += e.size
		}
	}
	return sum
}

// line returns the points of a step line: the start, each day on which it rises,
// and the end.
func (b burn) line(events []event, end report.Day) []point {
	days := []report.Day{b.quarter.Start, end}
	for _, e := range events {
		days = append(days, e.day)
	}
	slices.Sort(days)
	var points []point
	for _, d := range slices.Compact(days) {
		points = append(points, point{Value: []any{ms(d), tidy(b.at(events, d))}})
	}
	return points
}

func (b burn) draw(wide bool) Drawing {
	scope, done := b.at(b.joined, b.until), b.at(b.landed, b.until)
	scopeText := b.source.T("chart.burn-up.label-scope", "scope", scope)
	doneText := b.source.T("chart.burn-up.label-delivered", "n", done)
	w, height, size := narrowWidth, 220, 11.0
	if wide {
		w, height, size = wideWidth, 260, 13
		if scope > b.plan {
			scopeText = b.source.T("chart.burn-up.label-scope-grown", "scope", scope, "plan", b.plan)
		}
	}
	stepSize, end := scale(math.Max(scope, done))
	scopeLine, doneLine := b.line(b.joined, b.quarter.LastDay()), b.line(b.landed, b.until)
	// Two labels at the same height would cover each other.
	room := float64(height-40) / end
	shift := 0
	if near := 17 - (scope-done)*room; near > 0 && b.until-b.quarter.Start > 60 {
		shift = int(near/2) + 1
	}
	up := shift
	if done == 0 && b.until < b.quarter.LastDay() {
		up = -10 // else the axis would run through the words
	}
	mark(scopeLine, scopeText, size, -shift)
	mark(doneLine, doneText, size, up)
	o := overTime(b.quarter, wide, stepSize, end, widest([]string{scopeText, doneText}, size))
	o.add(stepped(b.source.T("chart.burn-up.in-scope"), "carried-2", 2, "dashed", scopeLine),
		stepped(b.source.T("chart.burn-up.delivered"), "delivered", 3, "solid", doneLine))
	return o.drawing(w, height)
}

// overTime is a picture without lines yet: the days of a quarter, and amounts up to an end. At
// the right there is room for labels of a width in px.
func overTime(q *report.Quarter, wide bool, step, end, labels float64) option {
	o := newOption("line", margins(int(width(metrics.Amount(end), 12))+16, int(labels)+10, 14, 26))
	o.UseUTC, o.XAxis, o.YAxis = true, []xAxis{days(q, wide)}, []yAxis{amounts(step, end)}
	return o
}

// stepped is a line that rises in steps, without dots to be seen.
func stepped(name, token string, width float32, kind string, data []point) series {
	s := line(name, token, width, kind, data)
	s.SymbolSize, s.Step = 0.01, "end"
	return s
}

// mark puts a text beside the last point.
func mark(line []point, formatter string, size float64, shift int) {
	t := text(size, "ink")
	t.Position, t.Distance, t.Formatter, t.Align = "right", 6, formatter, "left"
	if shift != 0 {
		t.Offset = []int{0, shift}
	}
	line[len(line)-1].Label = &t
}

func (b burn) table() Table {
	s := b.source
	t := Table{Columns: []Column{column(s.T("chart.burn-up.by")), figure(s.T("chart.burn-up.column-scope", "unit", b.unit)),
		figure(s.T("chart.burn-up.column-delivered", "unit", b.unit)), figure(s.T("chart.burn-up.column-week"))}}
	before := 0.0
	row := func(d report.Day) {
		done := b.at(b.landed, d)
		t.Rows = append(t.Rows, append([]string{s.Words.DateAs(d, "medium-loose")}, cells(b.at(b.joined, d), done, done-before)...))
		before = done
	}
	for d := b.quarter.Start + 6; d < b.until; d += 7 {
		row(d)
	}
	row(b.until)
	done := b.at(b.landed, b.until)
	t.Foot = append([]string{s.T("chart.burn-up.all")}, cells(b.at(b.joined, b.until), done, done)...)
	return t
}

func (b burn) words() string {
	scope, done := b.at(b.joined, b.until), b.at(b.landed, b.until)
	s := b.source
	said := s.T("chart.burn-up.summary", "share", metrics.Ratio{Value: done, Of: scope}, "over", b.until >= b.quarter.LastDay(), "day", b.until)
	if scope > b.plan {
		return sentences(said, s.T("chart.burn-up.grown", "from", b.plan, "to", scope))
	}
	return sentences(said, s.T("chart.burn-up.same"))
}
