package page

import (
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// section is a section in the contents of a page: whether the page has it, its id, and its
// title where that is no message of its own.
type section struct {
	shown     bool
	id, title string
}

// contents lists the sections that a page has; their titles are messages of a section.
func contents(c *site.Context, messages string, all ...section) []site.Link {
	var out []site.Link
	for _, l := range all {
		if !l.shown {
			continue
		}
		if l.title == "" {
			l.title = c.T(messages + l.id)
		}
		out = append(out, site.Link{Text: l.title, Path: "#" + l.id})
	}
	return out
}

// reportLinks leads to the reports of a quarter.
func reportLinks(c *site.Context, q *report.Quarter) []site.Link {
	return site.Each(q.Reports, func(r *report.Report) site.Link { return c.Report(q, r.Team) })
}
