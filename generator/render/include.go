package render

import "html/template"

// fold writes a list of rows by a part: the first ones, and the others behind a
// click. With pairs of names and values, the part takes these beside its Rows.
func (e *executor) fold(part string, rows any, with ...any) (template.HTML, error) {
	b, err := e.run("parts/fold", map[string]any{"Part": part, "Rows": rows, "With": with})
	return template.HTML(b), err
}

// include runs a part whose name is a value, which {{template}} cannot.
func (e *executor) include(part string, rows any, with []any) (template.HTML, error) {
	if len(with) > 0 {
		all, err := dict(append([]any{"Rows", rows}, with...)...)
		if err != nil {
			return "", err
		}
		rows = all
	}
	b, err := e.run(part, rows)
	return template.HTML(b), err
}
