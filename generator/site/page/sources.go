package page

import (
	"strings"

	"quarterdeck/generator/paper"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// Sources is where the figures of a quarter come from, team by team.
type Sources struct {
	Title, Note, Answer string
	Quarter             site.Link
	Rows                []SourceRow
}

// SourceRow is one import of a team, or what there is instead.
type SourceRow struct {
	Team     site.Link
	Source   string   // "Jira", what metrics.toml says, "not said", "no numbers"
	Files    []string // that were imported
	Exported string   // the day, or ""
	Read     string   // "28 rows, 7 of them of this team", or ""
	LeftOut  string   // "2 not done and in no plan, 1 before the quarter", or ""
	Absent   bool     // there are no numbers
}

// planSources adds a page for each quarter of which there are numbers, and the same as Markdown.
func planSources(p *site.Planner) {
	for _, q := range p.Archive.Quarters {
		if !sourced(q) {
			continue
		}
		path := sourcesPath(q.ID)
		p.Page(path, "sources", func() site.Head {
			c, q := p.As(q)
			return site.Head{
				Title: c.T("sources.page-title", "quarter", q.ID), Description: c.T("sources.description", "quarter", q.ID), Section: site.DefinitionsPath,
				Crumbs:      c.Crumbs(site.Link{Text: c.T("data.title"), Path: site.DataFilesPath}, site.Link{Text: c.T("sources.page-title", "quarter", q.ID), Path: path}),
				BesideLabel: c.T("quarter.beside"), Beside: neighbours(c, path, quarterSources(p.Context)), Twin: twinOf(c, path),
				Data: []site.Link{{Text: "data.json", Path: site.Folder(site.QuarterPath(q.ID)) + "data.json"}},
			}
		}, func() any {
			c, q := p.As(q)
			return sourcesView(c, q)
		})
		twin(p, path, func(to site.Address) paper.Paper {
			c, q := p.As(q)
			return sourcesTwin(c, q, to)
		})
	}
}

func sourcesView(c *site.Context, q *report.Quarter) *Sources {
	v := &Sources{Title: c.T("sources.page-title", "quarter", q.ID), Note: period(c, q), Quarter: c.Quarter(q)}
	counts := map[string]int{}
	for _, r := range q.Reports {
		switch {
		case r.Metrics == nil:
			counts["without"]++
		case len(r.Metrics.Imports) == 0:
			counts["kept"]++
		default:
			counts["imported"]++
		}
		v.Rows = append(v.Rows, sourceRows(c, r)...)
	}
	var parts []string
	for _, how := range []string{"imported", "kept", "without"} {
		if n := counts[how]; n > 0 {
			parts = append(parts, c.T("sources."+how, "n", n))
		}
	}
	v.Answer = c.T("sources.answer", "n", len(q.Reports), "parts", parts)
	return v
}

// sourceRows are the imports of a team, one a row.
func sourceRows(c *site.Context, r *report.Report) (rows []SourceRow) {
	team := site.Link{Text: r.Team.Name, Path: c.ReportPath(r.Quarter.ID, r.Team.ID)}
	m := r.Metrics
	if m == nil {
		return []SourceRow{{Team: team, Source: c.T("sources.absent"), Absent: true}}
	}
	if len(m.Imports) == 0 {
		row := SourceRow{Team: team, Source: c.T("sources.by-hand", "named", m.Source != "", "source", m.Source)}
		if day := exported(r); day != 0 {
			row.Exported = c.Words.Medium(day)
		}
		return []SourceRow{row}
	}
	for _, i := range m.Imports {
		row := SourceRow{Team: team, Source: c.T("source-name." + i.Format), Files: i.Files, Read: c.T("sources.read", "n", i.Rows, "used", i.Used, "folded", i.Folded)}
		if !i.Exported.IsZero() {
			row.Exported = c.Words.Medium(report.DayAt(i.Exported))
		}
		row.LeftOut = leftOut(c, i)
		rows = append(rows, row)
	}
	return rows
}

// leftOut says how many rows an import left out, by why.
func leftOut(c *site.Context, i report.Import) string {
	var parts []string
	for _, why := range report.LeftOuts {
		if n := i.LeftOut[why]; n > 0 {
			parts = append(parts, c.T("left-out."+string(why), "n", n))
		}
	}
	return strings.Join(parts, c.T("list.comma"))
}

// sourcesTwin is the page as Markdown.
func sourcesTwin(c *site.Context, q *report.Quarter, to site.Address) paper.Paper {
	v, w := sourcesView(c, q), twinWriter{c, to}
	d := paper.Paper{Title: v.Title}
	d.Add(paper.Say(v.Answer))
	var items []paper.Line
	for _, r := range v.Rows {
		facts := append([]string{r.Source}, r.Files...)
		if r.Exported != "" {
			facts = append(facts, c.T("sources.exported", "day", r.Exported))
		}
		if r.Read != "" {
			facts = append(facts, r.Read)
		}
		if r.LeftOut != "" {
			facts = append(facts, c.T("sources.left-out", "what", r.LeftOut))
		}
		items = append(items, w.fact(r.Team.Text, site.Link{Text: strings.Join(facts, c.T("list.comma"))}))
	}
	d.Add(paper.Block{Items: items})
	return d
}
