package render

import "html/template"

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
