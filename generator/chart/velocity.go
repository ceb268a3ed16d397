package chart

import (
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// velocity shows what each sprint of a team planned and completed, in size.
func velocity(s Source) Chart {
	c := Chart{Title: "Planned and completed per sprint, " + s.subject()}
	f := s.figures()
	if f == nil || len(f.Sprints) == 0 {
		c.Absent = "The export holds no sprints, so there is no velocity to show."
		return c
	}
	c.Keys = []KeyRow{{Label: "Size", Keys: []Key{{"planned", "planned"}, {"delivered", "completed"}}}}
	c.Table.Columns = []Column{column("Sprint"), column("From"), column("To"), figure("Planned"), figure("Completed")}
	planned, completed := 0.0, 0.0
	for _, p := range f.Sprints {
		planned += p.Planned
		completed += p.Completed
		c.Table.Rows = append(c.Table.Rows, append([]string{p.Name, p.Start.Medium(), p.End.Medium()}, cells(p.Planned, p.Completed)...))
	}
	c.Table.Foot = append([]string{"All", "", ""}, cells(planned, completed)...)
	c.Summary = velocityWords(f.Sprints, metrics.Ratio{Value: completed, Of: planned})
	c.Wide, c.Narrow = velocityDrawing(f.Sprints, true), velocityDrawing(f.Sprints, false)
	return c
}

func velocityDrawing(sprints []report.Sprint, wide bool) Drawing {
	w, height, size, bar := narrowWidth, 210, 11.0, 18
	if wide {
		w, height, size, bar = wideWidth, 240, 12.5, 30
	}
	band := float64(w) / float64(len(sprints))
	bar = max(2, min(bar, int(band*.4)))
	names := make([]string, len(sprints))
	most := 1.0
	for i, p := range sprints {
		names[i] = clip(p.Name, size, 84) + "\n" + p.Start.Short()
		most = max(most, p.Planned, p.Completed)
	}
	shown := every(len(sprints), keptLabelWidth(names, size)+8, float64(w))
	c := charts.NewBar()
	c.SetGlobalOptions(
		margins(0, 0, 20, 40), tooltip("shadow"),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLine: baseline(), SplitLine: noSplit(), AxisLabel: axisText(int(size), "ink-2")}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Show: opts.Bool(false), Min: 0, Max: most}),
	)
	c.SetXAxis(names)
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
		c.AddSeries(name, nil,
			charts.WithBarChartOpts(opts.BarChart{BarWidth: px(bar), BarGap: "12%"}),
			charts.WithItemStyleOpts(opts.ItemStyle{Color: color(token)}),
			points(data),
		)
	}
	add("planned", "planned", func(p report.Sprint) float64 { return p.Planned })
	add("completed", "delivered", func(p report.Sprint) float64 { return p.Completed })
	return drawing(bars{c}, w, height, more{x: only(shown)})
}

func velocityWords(sprints []report.Sprint, r metrics.Ratio) string {
	said := count(len(sprints), "sprint", "sprints") + " completed " + metrics.Amount(r.Value)
	if r.Of == 0 {
		return said + "; nothing was planned for them."
	}
	said += " of " + metrics.Amount(r.Of) + " planned (" + r.Percent() + ")"
	if len(sprints) > 1 {
		said += ", " + metrics.Amount(r.Value/float64(len(sprints))) + " a sprint on average"
	}
	return strings.TrimSpace(said) + "."
}
