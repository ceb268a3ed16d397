package preview

import (
	"strings"

	"quarterdeck/generator"
	"quarterdeck/generator/report"
)

// quarterOf is the quarter of a page, or the one that runs, or else the newest.
func quarterOf(a *report.Archive, page string) (q report.QuarterID) {
	first, _, _ := strings.Cut(page, "/")
	if id, err := report.ParseQuarter(first); err == nil && a.Quarter(id) != nil {
		return id
	}
	for _, one := range a.Quarters {
		if q = one.ID; one.State == report.Running {
			return q
		}
	}
	return q
}

// waiting writes which exports wait to be imported, with the difference that it would make.
func (m *markup) waiting(q report.QuarterID, all []generator.Waiting) {
	if len(all) == 0 {
		return
	}
	m.tagf("<section><h2>%s</h2>\n<ul class=\"qd-list\">\n", m.T("preview.waiting.title"))
	for _, w := range all {
		m.tagf("<li><p>%s</p>\n", m.T("preview.waiting.change", "files", w.Files, "n", len(w.Changes), "quarter", q))
		if w.Refusal != "" {
			m.tagf("<p class=\"qd-hint\" lang=\"en\">%s</p>\n", w.Refusal)
		}
		for _, e := range w.Changes {
			m.tagf("<pre class=\"qd-code\" tabindex=\"0\" role=\"group\" aria-label=\"%s\"><span>%s</span></pre>\n", e.Path, e.Diff())
		}
		m.tagf("<p class=\"qd-hint\">%s</p>\n", m.T("preview.waiting.command", "command", "quarterdeck import "+strings.Join(w.Files, " ")+" --quarter "+q.String()))
		m.problems(w.Problems, nil)
		m.tag("</li>\n")
	}
	m.tag("</ul></section>\n")
}
