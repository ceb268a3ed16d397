package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"strings"
)

// lead says in a few plain sentences what the figures say: what became of the
// rest of the plan, why, what had been carried in, what joined.
func lead(c *site.Context, f *metrics.Figures) string {
	var out []string
	add := func(s string) {
		if s != "" {
			out = append(out, s)
		}
	}
	if f.HasPlan && len(f.P) > 0 && !site.Ahead(f.Quarter) {
		add(rest(c, f))
		add(why(c, f))
	}
	if f.HasPlan {
		add(carried(c, f))
	}
	add(scope(c, f))
	add(asked(c, f))
	return strings.Join(out, " ")
}

// rest says what became of the planned items that were not delivered.
func rest(c *site.Context, f *metrics.Figures) string {
	moved, dropped, left := len(f.Moved), len(f.Dropped), len(f.Rest)
	args := []any{"moved", moved, "dropped", dropped, "left", left}
	if f.Quarter.State != report.Running {
		switch {
		case moved+dropped+left == 0:
			return c.T("lead.all-kept")
		case moved+dropped == 0:
			return c.T("lead.no-outcome", args...)
		}
		return c.T("lead.closed", args...)
	}
	switch {
	case moved > 0 && dropped > 0:
		return c.T("lead.moved-dropped-open", args...)
	case moved > 0:
		return c.T("lead.moved-open", args...)
	case dropped > 0:
		return c.T("lead.dropped-open", args...)
	case left > 0:
		return c.T("lead.open", args...)
	}
	return ""
}

// why names the reason that was given most often.
func why(c *site.Context, f *metrics.Figures) string {
	n := len(f.Moved) + len(f.Dropped)
	if n < 2 || len(f.Reasons) == 0 || f.Reasons[0].Reason == "" {
		return ""
	}
	most := len(f.Reasons[0].Items)
	if most == 1 {
		return ""
	}
	if most == n {
		return c.T("lead.one-reason", "reason", c.T("reason."+string(f.Reasons[0].Reason)))
	}
	var same []string
	for _, r := range f.Reasons {
		if len(r.Items) == most && r.Reason != "" {
			same = append(same, c.T("reason."+string(r.Reason)))
		}
	}
	if len(same) > 2 {
		return ""
	}
	return c.T("lead.most-reasons", "n", len(same), "reasons", same, "most", most, "left", n)
}

// carried says how much of the plan earlier quarters had promised already.
func carried(c *site.Context, f *metrics.Figures) string {
	once, more := len(f.CarriedOnce), len(f.CarriedMore)
	switch {
	case once+more == 0:
		return ""
	case more == 0:
		return c.T("lead.carried-once", "n", once)
	case once == 0:
		return c.T("lead.carried-twice", "n", more)
	}
	return c.T("lead.carried", "n", once+more, "more", more)
}

// scope says what joined after the cut-off.
func scope(c *site.Context, f *metrics.Figures) string {
	n, done := len(f.Added), len(f.AddedDelivered)
	switch {
	case n == 0 || !f.HasPlan:
		return ""
	case site.Ahead(f.Quarter):
		return c.T("lead.joined-ahead", "n", n)
	case n == 1:
		return c.T("lead.joined-one", "delivered", done)
	}
	return c.T("lead.joined", "n", n, "delivered", done, "left", n-done)
}

// asked says how the asks between teams went, on a page about all of them.
func asked(c *site.Context, f *metrics.Figures) string {
	n, met := len(f.Asks), len(f.AsksMet)
	switch {
	case f.Team != nil || n < 2 || site.Ahead(f.Quarter):
		return ""
	case f.Quarter.State == report.Running:
		return c.T("lead.asks-so-far", "n", n, "met", met)
	}
	return c.T("lead.asks", "n", n, "met", met)
}

// What pages say of themselves to an audience that is shown no figures, or no plans
// either: they promise nothing that such an audience does not find there.

// quarterAnswer is what became of a quarter's plan; without figures, what its page tells.
func quarterAnswer(c *site.Context, q *report.Quarter) Answer {
	switch {
	case c.Shows(report.Numbers):
		return planned(c, c.Book.Quarter(q.ID), we, c.Archive.Today)
	case c.Inside():
		return answer(c, "answer.told-plan", "n", len(q.Reports), "quarter", q.ID)
	}
	return answer(c, "answer.told-retro", "n", len(q.Reports), "quarter", q.ID)
}

// reportAnswer is the same of a team's report.
func reportAnswer(c *site.Context, r *report.Report) Answer {
	switch {
	case c.Shows(report.Numbers):
		return planned(c, c.Book.Team(r.Quarter.ID, r.Team.ID), r.Team.Name, c.Archive.Today)
	case c.Inside():
		return answer(c, "answer.told-plan-team", "team", r.Team.Name, "quarter", r.Quarter.ID)
	}
	return answer(c, "answer.told-retro-team", "team", r.Team.Name, "quarter", r.Quarter.ID)
}

// dataLinks are the data files beside a page of figures.
func dataLinks(c *site.Context, path string) []site.Link {
	if !c.Shows(report.Numbers) {
		return nil
	}
	return []site.Link{{Text: "data.json", Path: site.Folder(path) + "data.json"}, {Text: "deliverables.csv", Path: site.Folder(path) + "deliverables.csv"}}
}

// summaryPath is the address of a quarter's summary, or "" where the site has none.
func summaryPath(c *site.Context, q report.QuarterID) string {
	to := c.QuarterPath(q)
	if to == "" || !c.Inside() || c.Edition != nil && c.Edition.IsPlan() {
		return ""
	}
	return site.Folder(to) + "summary/index.html"
}

// summaryLink leads to the summary of a quarter.
func summaryLink(c *site.Context, q *report.Quarter) site.Link {
	return site.Link{Text: c.T("summary.link"), Path: summaryPath(c, q.ID)}
}

// twinOf is the path of a page's Markdown, or "" for a page of an edition.
func twinOf(c *site.Context, page string) string {
	if c.Edition != nil {
		return ""
	}
	return site.TwinPath(page)
}
