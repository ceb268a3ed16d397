package chart

import (
	"github.com/go-echarts/go-echarts/v2/opts"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// velocity shows what each sprint of a team planned and completed, in size.
func velocity(s Source) Chart {
	c := Chart{Title: s.T("chart.velocity.title", "about", s.subject())}
	f := s.figures()
	if f == nil || len(f.Sprints) == 0 {
		return c.absent(s.T("chart.velocity.absent"))
	}
	c.Keys = []KeyRow{{Label: s.T("chart.velocity.key"), Keys: []Key{{"planned", s.T("chart.velocity.part-planned")}, {"delivered", s.T("chart.velocity.part-completed")}}}}
	c.Table.Columns = []Column{column(s.T("chart.velocity.sprint")), column(s.T("chart.velocity.from")), column(s.T("chart.velocity.to")),
		figure(s.T("chart.velocity.planned")), figure(s.T("chart.velocity.completed"))}
	planned, completed := 0.0, 0.0
	for _, p := range f.Sprints {
		planned += p.Planned
		completed += p.Completed
		c.Table.Rows = append(c.Table.Rows, append([]string{p.Name, s.Words.DateAs(p.Start, "medium-loose"), s.Words.DateAs(p.End, "medium-loose")}, cells(p.Planned, p.Completed)...))
	}
	c.Table.Foot = append([]string{s.T("chart.all"), "", ""}, cells(planned, completed)...)
	c.Summary = s.velocityWords(f.Sprints, metrics.Ratio{Value: completed, Of: planned})
	c.Wide, c.Narrow = s.velocityDrawing(f.Sprints, true), s.velocityDrawing(f.Sprints, false)
	return c
}

func (s Source) velocityDrawing(sprints []report.Sprint, wide bool) Drawing {
	w, height, size, bar := narrowWidth, 210, 11.0, 18
	if wide {
		w, height, size, bar = wideWidth, 240, 12.5, 30
	}
	band := float64(w) / float64(len(sprints))
	bar = max(2, min(bar, int(band*.4)))
	names := make([]string, len(sprints))
	most := 1.0
	for i, p := range sprints {
		names[i] = clip(p.Name, size, 84) + "\n" + s.Words.DateAs(p.Start, "short-loose")
		most = max(most, p.Planned, p.Completed)
	}
	shown := every(len(sprints), keptLabelWidth(names, size)+8, float64(w))
	o := newOption("shadow", margins(0, 0, 20, 40))
	o.XAxis = []xAxis{columns(names, shown, size)}
	o.YAxis = []yAxis{{YAxis: opts.YAxis{Type: "value", Show: opts.Bool(false), Min: 0, Max: most}}}
	add := func(name, token string, value func(report.Sprint) float64) {
		data := make([]point, len(sprints))
		for i, p := range sprints {
			data[i].Value = tidy(value(p))
			t := text(12, "ink")
			t.Position, t.Distance, t.Formatter = "top", 3, metrics.Amount(value(p))
			if width(t.Formatter, 12) <= float64(bar)+3 {
				data[i].Label = &t
			}
		}
		bars := shape("bar", name, token, data)
		bars.BarWidth, bars.BarGap = px(bar), "12%"
		o.add(bars)
	}
	add(s.T("chart.velocity.part-planned"), "planned", func(p report.Sprint) float64 { return p.Planned })
	add(s.T("chart.velocity.part-completed"), "delivered", func(p report.Sprint) float64 { return p.Completed })
	return o.drawing(w, height)
}

func (s Source) velocityWords(sprints []report.Sprint, r metrics.Ratio) string {
	if r.Of == 0 {
		return s.T("chart.velocity.unplanned", "n", len(sprints), "completed", r.Value)
	}
	return s.T("chart.velocity.summary", "n", len(sprints), "completed", r.Value, "planned", r.Of, "percent", s.percent(r), "average", r.Value/float64(len(sprints)))
}
