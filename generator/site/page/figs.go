package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
	"strings"
)

// quarterFigs are the large numbers of a quarter, eight at most. What must be
// nothing in a published report, unexplained, stands first while it is not.
func quarterFigs(c *site.Context, f *metrics.Figures) []part.Fig {
	kept := share(c, "kept", "kept", "#by-team", f.Ratio("kept"), "items")
	bySize := keptSize(c, f, "#by-team")
	moved := share(c, "moved", "moved", "#not", f.Ratio("moved"), "bare")
	dropped := share(c, "dropped", "dropped", "#not", f.Ratio("dropped"), "bare")
	unplanned := share(c, "unplanned", "unplanned", "#scope", f.Ratio("unplanned"), "delivered")
	onTime := share(c, "on-time", "on-time", "#shipped", f.Ratio("on-time"), "dated")
	asks := share(c, "asks-met", "asks-met", "#asks", f.Ratio("asks-met"), "asks")
	switch {
	case site.Ahead(f.Quarter):
		figs := []part.Fig{plannedFig(c, f, "#by-team"), carriedIn(c, f, "#by-team")}
		if !site.FrozenPlan(f.Quarter) {
			figs = append(figs, amount(c, "added", "added", "#scope", len(f.Added), "since-cut-off"))
		}
		return append(figs, amount(c, "asks-met", "asks", "#asks", len(f.Asks), "between-teams"))
	case f.Quarter.State == report.Running:
		kept.Rows.Text = c.T("fig.kept-so-far")
		open := share(c, "open", "open", "#not", f.Ratio("rest"), "bare")
		return []part.Fig{kept, bySize, open, moved, dropped, unplanned, carriedIn(c, f, "#by-team"), asks}
	case len(f.Unexplained()) > 0 && !f.NoOutcomes:
		unexplained := share(c, "unexplained", "unexplained", "#not", f.Ratio("rest"), "bare")
		unexplained.Act = true
		return []part.Fig{kept, unexplained, moved, dropped, unplanned, carriedIn(c, f, "#by-team"), onTime, asks}
	}
	return []part.Fig{kept, bySize, moved, dropped, unplanned, carriedIn(c, f, "#by-team"), onTime, asks}
}

// fewFigs are the first of them, for another page than the quarter's.
func fewFigs(c *site.Context, f *metrics.Figures) []part.Fig {
	figs := withoutAsks(c, quarterFigs(c, f))
	figs = figs[:min(4, len(figs))]
	for i := range figs {
		figs[i].Rows.Path = c.QuarterPath(f.Quarter.ID) + figs[i].Rows.Path
	}
	return figs
}

// plannedFig is how much is planned, and how large that is.
func plannedFig(c *site.Context, f *metrics.Figures, rows string) part.Fig {
	size, _ := f.KeptSize()
	return amount(c, "planned", "planned", rows, len(f.P), "planned", "size", size.Of)
}

// keptSize is the share that was kept by size.
func keptSize(c *site.Context, f *metrics.Figures, rows string) part.Fig {
	size, unsized := f.KeptSize()
	return share(c, "kept", "kept-size", rows, size, "size", "unsized", unsized)
}

// withoutAsks drops the figures of asks where the audience does not see who waits for
// whom.
func withoutAsks(c *site.Context, figs []part.Fig) []part.Fig {
	if c.Shows(report.Plans) {
		return figs
	}
	return slices.DeleteFunc(figs, func(f part.Fig) bool { return strings.HasSuffix(f.Rows.Path, "#asks") })
}

// share is a ratio: its share large, its count below. metric and name are those of the
// definition and of [fig], count and args those of the message in [fig-count].
func share(c *site.Context, metric, name, rows string, r metrics.Ratio, count string, args ...any) part.Fig {
	return headedFig(c, metric, name, rows, r.PercentIn(c.Words), count, append(args, "value", r.Value, "of", r.Of)...)
}

// toDo is a number of things that somebody must still do.
func toDo(c *site.Context, name, rows string, n int, count string, args ...any) part.Fig {
	f := amount(c, "", name, rows, n, count, args...)
	f.Act = n > 0
	return f
}

// amount is a number that is no share; without a metric it needs no definition.
func amount(c *site.Context, metric, name, rows string, n int, count string, args ...any) part.Fig {
	return headedFig(c, metric, name, rows, c.T("fig.amount", "n", n), count, args...)
}

func headedFig(c *site.Context, metric, name, rows, value, count string, args ...any) part.Fig {
	f := part.Fig{Rows: site.Link{Text: c.T("fig." + name), Path: rows}, Value: value, Count: c.T("fig-count."+count, args...)}
	if metric != "" {
		f.Definition = c.Definition(metric, f.Rows.Text)
	}
	return f
}

func carriedIn(c *site.Context, f *metrics.Figures, rows string) part.Fig {
	return share(c, "carried-in", "carried-in", rows, f.Ratio("carried-in"), "carried", "more", len(f.CarriedMore))
}

// lead says in a few plain sentences what the figures say: what became of the
// rest of the plan, why, what had been carried in, what joined.
func lead(c *site.Context, f *metrics.Figures) string {
	var out []string
	if f.HasPlan && len(f.P) > 0 && !site.Ahead(f.Quarter) && !f.NoOutcomes {
		out = append(out, total(c, f), rest(c, f), nowhere(c, f), elsewhere(c, f), why(c, f))
	}
	if f.HasPlan {
		out = append(out, carried(c, f))
	}
	return text(append(out, scope(c, f), asked(c, f))...)
}

// total leads from what was planned to all that was delivered, where that is more than what was
// kept of the plan, so that the figures of a page can be told apart.
func total(c *site.Context, f *metrics.Figures) string {
	if len(f.AddedDelivered) == 0 {
		return ""
	}
	took := 0.0
	if len(f.Partly)+len(f.AddedPartly) == 0 { // else it has more in it than these items
		took = f.Velocity.Size
	}
	return c.T("lead.total", "planned", len(f.P), "kept", len(f.Kept), "added", len(f.AddedDelivered), "all", len(f.Delivered), "took", took, "unsized", f.Velocity.Unsized)
}

// rest says what became of the planned items that were not delivered.
func rest(c *site.Context, f *metrics.Figures) string {
	id := "lead.closed"
	if f.Quarter.State == report.Running {
		id = "lead.running"
	}
	later := c.Edition == nil && len(unplanned(c, f.Moved)) == 0
	return c.T(id, "moved", len(f.Moved), "later", later, "dropped", len(f.Dropped), "left", len(f.Rest))
}

// nowhere says how many of the items that moved are in no later plan yet. What an edition's later
// plans are is for the working copy to say.
func nowhere(c *site.Context, f *metrics.Figures) string {
	n := len(unplanned(c, f.Moved))
	if c.Edition != nil || n == 0 {
		return ""
	}
	return c.T("lead.nowhere", "n", n, "all", n == len(f.Moved))
}

// unplanned are the items of one quarter that no later plan has, neither as they are nor in parts.
func unplanned(c *site.Context, rows metrics.Rows) metrics.Rows {
	left := slices.DeleteFunc(slices.Clone(rows), func(d *report.Deliverable) bool {
		return slices.ContainsFunc(c.Book.Item(d.ID), func(then *report.Deliverable) bool { return plansAfter(then, d.Quarter) })
	})
	if len(left) == 0 {
		return left
	}
	later := laterParts(c, left[0].Quarter)
	return slices.DeleteFunc(left, func(d *report.Deliverable) bool { return later[d.ID] })
}

// laterParts are the ids that items of the plans after a quarter had, or are parts of.
func laterParts(c *site.Context, q *report.Quarter) map[string]bool {
	was := map[string]bool{}
	for then := range c.Archive.AllItems() {
		if len(then.Was) > 0 && plansAfter(then, q) {
			for _, id := range then.Was {
				was[id] = true
			}
		}
	}
	return was
}

// plansAfter reports whether an item is in a plan after a quarter.
func plansAfter(d *report.Deliverable, q *report.Quarter) bool {
	return d.Quarter.ID.Compare(q.ID) > 0 && !d.FromExport && !d.Removed
}

// elsewhere says what else became of the plan: what came in part, what another team has now, and
// what was there before it was promised.
func elsewhere(c *site.Context, f *metrics.Figures) string {
	return c.T("lead.elsewhere", "partly", len(f.Partly), "handed", len(f.HandedOver), "early", len(f.Early))
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
	if once+more == 0 {
		return ""
	}
	return c.T("lead.carried", "once", once, "n", once+more, "more", more)
}

// scope says what joined after the cut-off.
func scope(c *site.Context, f *metrics.Figures) string {
	n, done := len(f.Added), len(f.AddedDelivered)
	switch {
	case n == 0 || !f.HasPlan:
		return ""
	case site.Ahead(f.Quarter):
		return c.T("lead.joined-ahead", "n", n)
	}
	return c.T("lead.joined", "n", n, "delivered", done, "left", n-done)
}

// asked says how the asks between teams went, on a page about all of them.
func asked(c *site.Context, f *metrics.Figures) string {
	n, met := len(f.Asks), len(f.AsksMet)
	if f.Team != nil || n < 2 || site.Ahead(f.Quarter) {
		return ""
	}
	return c.T("lead.asks", "n", n, "met", met, "running", f.Quarter.State == report.Running)
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
	if c.Apart() {
		return ""
	}
	return site.TwinPath(page)
}
