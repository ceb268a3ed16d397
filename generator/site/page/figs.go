package page

import (
	"cmp"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"strings"
)

// quarterFigs are the large numbers of a quarter, eight at most. What must be
// nothing in a published report, unexplained, stands first while it is not.
func quarterFigs(c *site.Context, f *metrics.Figures) []Fig {
	kept := share(c, "kept", "kept", "#by-team", f.KeptRatio(), "items")
	bySize := keptSize(c, f, "#by-team")
	moved := share(c, "moved", "moved", "#not", f.MovedRatio(), "bare")
	dropped := share(c, "dropped", "dropped", "#not", f.DroppedRatio(), "bare")
	unplanned := share(c, "unplanned", "unplanned", "#scope", f.Unplanned(), "delivered")
	onTime := share(c, "on-time", "on-time", "#shipped", f.OnTimeRatio(), "dated")
	asks := share(c, "asks-met", "asks-met", "#asks", f.AsksMetRatio(), "asks")
	switch {
	case site.Ahead(f.Quarter):
		figs := []Fig{plannedFig(c, f, "#by-team"), carriedIn(c, f, "#by-team")}
		if !site.FrozenPlan(f.Quarter) {
			figs = append(figs, amount(c, "added", "added", "#scope", len(f.Added), "since-cut-off"))
		}
		return append(figs, amount(c, "asks-met", "asks", "#asks", len(f.Asks), "between-teams"))
	case f.Quarter.State == report.Running:
		kept.Rows.Text = c.T("fig.kept-so-far")
		open := share(c, "open", "open", "#not", f.RestRatio(), "bare")
		return []Fig{kept, bySize, open, moved, dropped, unplanned, carriedIn(c, f, "#by-team"), asks}
	case len(f.Rest) > 0:
		unexplained := share(c, "unexplained", "unexplained", "#not", f.RestRatio(), "bare")
		unexplained.Act = true
		return []Fig{kept, unexplained, moved, dropped, unplanned, carriedIn(c, f, "#by-team"), onTime, asks}
	}
	return []Fig{kept, bySize, moved, dropped, unplanned, carriedIn(c, f, "#by-team"), onTime, asks}
}

// fewFigs are the first of them, for another page than the quarter's.
func fewFigs(c *site.Context, f *metrics.Figures) []Fig {
	figs := withoutAsks(c, quarterFigs(c, f))
	figs = figs[:min(4, len(figs))]
	for i := range figs {
		figs[i].Rows.Path = c.QuarterPath(f.Quarter.ID) + figs[i].Rows.Path
	}
	return figs
}

// plannedFig is how much is planned, and how large that is.
func plannedFig(c *site.Context, f *metrics.Figures, rows string) Fig {
	size, _ := f.KeptSize()
	return amount(c, "planned", "planned", rows, len(f.P), "planned", "size", size.Of)
}

// keptSize is the share that was kept by size.
func keptSize(c *site.Context, f *metrics.Figures, rows string) Fig {
	size, unsized := f.KeptSize()
	return share(c, "kept", "kept-size", rows, size, "size", "unsized", unsized)
}

// withoutAsks drops the figures of asks where the audience does not see who waits for
// whom.
func withoutAsks(c *site.Context, figs []Fig) []Fig {
	if c.Shows(report.Plans) {
		return figs
	}
	return slices.DeleteFunc(figs, func(f Fig) bool { return strings.HasSuffix(f.Rows.Path, "#asks") })
}

// share is a ratio: its share large, its count below. metric and name are those of the
// definition and of [fig], count and args those of the message in [fig-count].
func share(c *site.Context, metric, name, rows string, r metrics.Ratio, count string, args ...any) Fig {
	f := headedFig(c, metric, name, rows, r.PercentIn(c.Words), "nothing")
	if r.Of != 0 {
		f.Count = c.T("fig-count."+count, append(args, "value", r.Value, "of", r.Of)...)
	}
	return f
}

// amount is a number that is no share.
func amount(c *site.Context, metric, name, rows string, n int, count string, args ...any) Fig {
	return headedFig(c, metric, name, rows, c.T("fig.amount", "n", n), count, args...)
}

func headedFig(c *site.Context, metric, name, rows, value, count string, args ...any) Fig {
	name = c.T("fig." + name)
	return Fig{Rows: site.Link{Text: name, Path: rows}, Definition: c.Definition(metric, name), Value: value, Count: c.T("fig-count."+count, args...)}
}

func carriedIn(c *site.Context, f *metrics.Figures, rows string) Fig {
	return share(c, "carried-in", "carried-in", rows, f.CarriedIn(), "carried", "more", len(f.CarriedMore))
}

// newestFirst orders deliveries by the day they arrived; those without a day
// come last.
func newestFirst(rows metrics.Rows) metrics.Rows {
	s := slices.Clone(rows)
	slices.SortStableFunc(s, func(a, b *report.Deliverable) int { return cmp.Compare(b.Outcome.Finished, a.Outcome.Finished) })
	return s
}
