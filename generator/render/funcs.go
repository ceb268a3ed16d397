package render

import (
	"html/template"
	"slices"
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

const nbsp = "\u00a0"

// funcs is every function that a template may call. The first group knows the
// page that is being rendered.
func (e *executor) funcs() template.FuncMap {
	return template.FuncMap{
		"rel":   e.rel,      // rel "2026-q3/index.html": the address seen from this page
		"has":   e.has,      // has "shipped/index.html": whether the site holds that page
		"asset": e.asset,    // asset "site.css": the address of an asset under its hashed name
		"ids":   e.ids,      // ids: whether the audience reads the ids of deliverables
		"style": e.style,    // style: the style sheet itself, for a page that can be anywhere
		"prose": e.prose,    // prose .Body: the HTML of a report.Prose, its links seen from this page
		"chart": e.chart,    // chart .Burn: a site.Figure with its pictures, keys and data
		"spark": e.spark,    // spark .Trend: a site.Spark with its values as hidden text
		"fold":  e.fold,     // fold "parts/ask-rows" .Asks: the rows of a part.Fold, those behind a click too
		"t":     e.locale.T, // t "report.no-plan" "team" .Name: a message
		"rich":  e.rich,     // rich "lesson.confirms" "lessons" .Links: a message with bold, links and code in it

		"include": e.include, // include "parts/steps" .Way: the HTML of a part
		"rows":    e.rows,    // rows .Part .Rows .With: that of a part over the rows of a fold
		"link":    link,      // link "data/index.html" "Data": a link in a message
		"commas":  e.commas,  // commas .Teams: "Edge, Logs"

		"nb":      func(s string) string { return strings.ReplaceAll(s, " ", nbsp) }, // never breaks
		"amount":  e.locale.Number,                                                   // 8, 7.5
		"ratio":   func(r metrics.Ratio) string { return r.Format(e.locale) },        // "78 % (11 of 14)"
		"percent": func(r metrics.Ratio) string { return r.PercentIn(e.locale) },     // "78 %"
		"day":     func(d report.Day) string { return e.locale.Short(d) },            // "3 Jul"
		"date":    func(d report.Day) string { return e.locale.Medium(d) },           // "3 Jul 2026"
		"long":    func(d report.Day) string { return e.locale.Date(d) },             // "3 July 2026"
		"iso":     report.Day.String,                                                 // "2026-07-03", for datetime attributes
		"dict":    dict,                                                              // dict "Name" .Name "Rows" .Rows: what a part takes
	}
}

// dict pairs keys and values, so that a template can hand a part more than one
// thing. A key without a value is an error.
func dict(pairs ...any) (map[string]any, error) {
	m := make(map[string]any, len(pairs)/2)
	for pair := range slices.Chunk(pairs, 2) {
		key, ok := pair[0].(string)
		if !ok || len(pair) < 2 {
			return nil, errDict
		}
		m[key] = pair[1]
	}
	return m, nil
}

// fold writes a list of rows by a part: the first ones, and the others behind a
// click. With pairs of names and values, the part takes these beside its Rows.
func (e *executor) fold(part string, rows any, with ...any) (template.HTML, error) {
	return e.include("parts/fold", map[string]any{"Part": part, "Rows": rows, "With": with})
}

// rows runs a part over some rows of a fold.
func (e *executor) rows(part string, rows any, with []any) (template.HTML, error) {
	if len(with) == 0 {
		return e.include(part, rows)
	}
	all, err := dict(append([]any{"Rows", rows}, with...)...)
	if err != nil {
		return "", err
	}
	return e.include(part, all)
}

// include runs a part whose name is a value, or whose HTML is one, which {{template}} cannot.
func (e *executor) include(part string, data any) (template.HTML, error) {
	b, err := e.run(part, data)
	return template.HTML(b), err
}
