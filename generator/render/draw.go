package render

import (
	"fmt"
	"html/template"
	"strings"

	"quarterdeck/generator/chart"
	"quarterdeck/generator/site"
	"quarterdeck/generator/svg"
)

// picture is what parts/figure.html shows.
type picture struct {
	site.Figure
	Wide, Narrow template.HTML
}

// chart writes a figure: its pictures in two widths, its keys, its data. One
// with nothing to show is a sentence.
func (e *executor) chart(f site.Figure) (template.HTML, error) {
	p := picture{Figure: f}
	if f.Absent == "" {
		e.charts = true
		names := fmt.Sprintf(`role="img" aria-labelledby="%s-t"`, f.ID)
		if f.Summary != "" {
			names += fmt.Sprintf(` aria-describedby="%s-s"`, f.ID)
		}
		var err error
		if p.Wide, err = e.draw(f.Wide, f.ID+"-w", `class="w" `+names); err != nil {
			return "", err
		}
		if p.Narrow, err = e.draw(f.Narrow, f.ID+"-s", `class="s" `+names); err != nil {
			return "", err
		}
	}
	b, err := e.run("parts/figure", p)
	return template.HTML(b), err
}

// draw returns a drawing with attributes on its svg element. It is safe as HTML:
// the drawer lets nothing but shapes and escaped text through, and the attributes
// hold ids of this program only.
func (e *executor) draw(d chart.Drawing, prefix, attributes string) (template.HTML, error) {
	s, err := e.drawer.Draw(e.ctx, svg.Job{Option: d.Option, Width: d.Width, Height: d.Height, Prefix: prefix})
	if err != nil {
		return "", fmt.Errorf("chart %s: %w", prefix, err)
	}
	return template.HTML(strings.Replace(s, "<svg ", "<svg "+attributes+" ", 1)), nil
}

// spark writes a sparkline with its values as text that only screen readers hear.
func (e *executor) spark(s site.Spark) (template.HTML, error) {
	values := template.HTML(template.HTMLEscapeString(s.Values))
	if len(s.Option) == 0 {
		return values, nil
	}
	drawn, err := e.draw(s.Drawing, s.ID, `aria-hidden="true"`)
	return `<span class="spark">` + drawn + `</span><span class="vh">` + values + `</span>`, err
}
