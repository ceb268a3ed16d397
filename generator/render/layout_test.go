package render

import (
	"html/template"
	"strings"
	"testing"
)

func TestCondense(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"blocks":            {"<div>\n  <p>A</p>\n  <p>B</p>\n</div>\n", "<div><p>A</p><p>B</p></div>"},
		"rows":              {"<tbody>\n  {{range .}}\n    <tr>\n      <td>{{.}}</td>\n    </tr>\n  {{end}}\n</tbody>", "<tbody>\n<tr><td>1</td></tr>\n<tr><td>2</td></tr></tbody>"},
		"words":             {"<p>\n  one\n  <b>two</b>\n  three four\n</p>", "<p>one\n<b>two</b>\nthree four</p>"},
		"values":            {"<p>\n  {{len .}}\n  {{len .}}\n</p>", "<p>2\n2</p>"},
		"spaces":            {"<p> {{len .}}  <b>x</b> </p>", "<p> 2  <b>x</b> </p>"},
		"conditions":        {"<td>\n  {{if .}}\n    <b>x</b>\n  {{end}}\n  {{if not .}}y{{end}}\n</td>", "<td><b>x</b>\n</td>"},
		"an empty cell":     {"<td>\n  {{if not .}}x{{end}}\n  {{with .}}{{end}}\n</td>", "<td></td>"},
		"a tag":             {"<p class=\"x\"\n   {{if .}}\n   id=\"y\"\n   {{end}}>\n  x</p>", "<p class=\"x\"  id=\"y\" >x</p>"},
		"an attribute":      {"<p title=\"a > b\n  c\">x\n<b>y</b></p>", "<p title=\"a > b\n  c\">x\n<b>y</b></p>"},
		"a comparison":      {"<p>1 <\n2</p>", "<p>1 &lt;\n2</p>"},
		"a comment":         {"<p><!-- it's\n  <pre> -->\n  x</p>", "<p>\nx</p>"},
		"as it is":          {"<div>\n  <pre>\n  a\n    b</pre>\n  <textarea>\n\n</textarea>\n</div>", "<div><pre>\n  a\n    b</pre>\n<textarea>\n\n</textarea></div>"},
		"a script":          {"<script>\n  if (a <b) {\n  }\n</script>\n<p>\n  x</p>", "<script>\n  if (a <b) {\n  }\n</script><p>x</p>"},
		"part in its place": {"<p>{{template \"part\"}}!</p>{{define \"part\"}}\n  x\n{{end}}", "<p>x!</p>"},
	} {
		t.Run(name, func(t *testing.T) {
			set := template.Must(template.New("page").Parse(c.in))
			for _, t := range set.Templates() {
				condense(t.Tree)
			}
			var b strings.Builder
			if err := set.Execute(&b, []int{1, 2}); err != nil {
				t.Fatal(err)
			}
			if b.String() != c.want {
				t.Errorf("got %q, want %q", b.String(), c.want)
			}
		})
	}
}
