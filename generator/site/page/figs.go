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
	size, unsized := f.KeptSize()
	bySize := fig(c, "kept", "Kept, by size", "#by-team", size, "size points")
	if unsized > 0 && size.Of > 0 {
		bySize.Count += ", " + site.Count(unsized, "item") + " without a size"
	}
	kept := fig(c, "kept", "Kept", "#by-team", f.KeptRatio(), "items")
	moved := fig(c, "moved", "Moved", "#not", f.MovedRatio(), "")
	dropped := fig(c, "dropped", "Dropped", "#not", f.DroppedRatio(), "")
	unplanned := fig(c, "unplanned", "Unplanned", "#scope", f.Unplanned(), "delivered")
	onTime := fig(c, "on-time", "On time", "#shipped", f.OnTimeRatio(), "with a date")
	asks := fig(c, "asks-met", "Asks met", "#asks", f.AsksMetRatio(), "asks")
	switch {
	case site.Ahead(f.Quarter):
		figs := []Fig{amount(c, "planned", "Planned", "#by-team", float64(len(f.P)), plannedWords(c, f)), carriedIn(c, f, "#by-team")}
		if !site.FrozenPlan(f.Quarter) {
			figs = append(figs, amount(c, "added", "Added", "#scope", float64(len(f.Added)), "since the cut-off"))
		}
		return append(figs, amount(c, "asks-met", "Asks", "#asks", float64(len(f.Asks)), "between teams"))
	case f.Quarter.State == report.Running:
		kept.Rows.Text = "Kept so far"
		open := fig(c, "open", "Open", "#not", f.RestRatio(), "")
		return []Fig{kept, bySize, open, moved, dropped, unplanned, carriedIn(c, f, "#by-team"), asks}
	case len(f.Rest) > 0:
		unexplained := fig(c, "unexplained", "Unexplained", "#not", f.RestRatio(), "")
		unexplained.Act = true
		return []Fig{kept, unexplained, moved, dropped, unplanned, carriedIn(c, f, "#by-team"), onTime, asks}
	}
	return []Fig{kept, bySize, moved, dropped, unplanned, carriedIn(c, f, "#by-team"), onTime, asks}
}

func plannedWords(c *site.Context, f *metrics.Figures) string {
	if size, _ := f.KeptSize(); size.Of > 0 {
		return "items, " + metrics.Amount(size.Of) + " size points"
	}
	return "items"
}

// withoutAsks drops the figures of asks where the audience does not see who waits for
// whom.
func withoutAsks(c *site.Context, figs []Fig) []Fig {
	if c.Shows(report.Plans) {
		return figs
	}
	return slices.DeleteFunc(figs, func(f Fig) bool { return strings.HasSuffix(f.Rows.Path, "#asks") })
}

// fig is a ratio: its share large, its count below. An empty denominator is n/a.
func fig(c *site.Context, id, name, rows string, r metrics.Ratio, what string) Fig {
	f := Fig{Rows: site.Link{Text: name, Path: rows}, Definition: c.Definition(id, name), Value: r.Percent(), Count: strings.TrimSpace(r.Count() + " " + what)}
	if r.Of == 0 {
		f.Count = "nothing to count"
	}
	return f
}

// amount is a number that is no share.
func amount(c *site.Context, id, name, rows string, n float64, words string) Fig {
	return Fig{Rows: site.Link{Text: name, Path: rows}, Definition: c.Definition(id, name), Value: metrics.Amount(n), Count: words}
}

func carriedIn(c *site.Context, f *metrics.Figures, rows string) Fig {
	fig := fig(c, "carried-in", "Carried in", rows, f.CarriedIn(), "")
	if n := len(f.CarriedMore); n > 0 {
		fig.Count += ", " + digits(n) + " of them twice or more"
	}
	return fig
}

// newestFirst orders deliveries by the day they arrived; those without a day
// come last.
func newestFirst(rows metrics.Rows) metrics.Rows {
	s := slices.Clone(rows)
	slices.SortStableFunc(s, func(a, b *report.Deliverable) int { return cmp.Compare(b.Outcome.Finished, a.Outcome.Finished) })
	return s
}
