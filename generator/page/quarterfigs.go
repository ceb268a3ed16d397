package page

import (
	"cmp"
	"slices"
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// quarterFigs are the large numbers of a quarter, eight at most. What must be
// nothing in a published report, unexplained, stands first while it is not.
func (p *planner) quarterFigs(f *metrics.Figures) []Fig {
	size, unsized := f.KeptSize()
	bySize := p.fig("kept", "Kept, by size", "#by-team", size, "size points")
	if unsized > 0 && size.Of > 0 {
		bySize.Count += ", " + count(unsized, "item") + " without a size"
	}
	kept := p.fig("kept", "Kept", "#by-team", f.KeptRatio(), "items")
	moved := p.fig("moved", "Moved", "#not", f.MovedRatio(), "")
	dropped := p.fig("dropped", "Dropped", "#not", f.DroppedRatio(), "")
	unplanned := p.fig("unplanned", "Unplanned", "#scope", f.Unplanned(), "delivered")
	onTime := p.fig("on-time", "On time", "#shipped", f.OnTimeRatio(), "with a date")
	asks := p.fig("asks-met", "Asks met", "#asks", f.AsksMetRatio(), "asks")
	switch {
	case ahead(f.Quarter):
		figs := []Fig{p.amount("planned", "Planned", "#by-team", float64(len(f.P)), plannedWords(f)), p.carriedIn(f, "#by-team")}
		if !frozenPlan(f.Quarter) {
			figs = append(figs, p.amount("added", "Added", "#scope", float64(len(f.Added)), "since the cut-off"))
		}
		return append(figs, p.amount("asks-met", "Asks", "#asks", float64(len(f.Asks)), "between teams"))
	case f.Quarter.State == report.Running:
		kept.Rows.Text = "Kept so far"
		open := p.fig("open", "Open", "#not", f.RestRatio(), "")
		return []Fig{kept, bySize, open, moved, dropped, unplanned, p.carriedIn(f, "#by-team"), asks}
	case len(f.Rest) > 0:
		unexplained := p.fig("unexplained", "Unexplained", "#not", f.RestRatio(), "")
		unexplained.Act = true
		return []Fig{kept, unexplained, moved, dropped, unplanned, p.carriedIn(f, "#by-team"), onTime, asks}
	}
	return []Fig{kept, bySize, moved, dropped, unplanned, p.carriedIn(f, "#by-team"), onTime, asks}
}

func plannedWords(f *metrics.Figures) string {
	if size, _ := f.KeptSize(); size.Of > 0 {
		return "items, " + metrics.Amount(size.Of) + " size points"
	}
	return "items"
}

// withoutAsks drops the figures of asks where the audience does not see who waits for
// whom.
func (p *planner) withoutAsks(figs []Fig) []Fig {
	if p.shows(report.Plans) {
		return figs
	}
	return slices.DeleteFunc(figs, func(f Fig) bool { return strings.HasSuffix(f.Rows.Path, "#asks") })
}

// fig is a ratio: its share large, its count below. An empty denominator is n/a.
func (p *planner) fig(id, name, rows string, r metrics.Ratio, what string) Fig {
	f := Fig{Rows: Link{Text: name, Path: rows}, Definition: p.definition(id, name), Value: r.Percent(), Count: strings.TrimSpace(r.Count() + " " + what)}
	if r.Of == 0 {
		f.Count = "nothing to count"
	}
	return f
}

// amount is a number that is no share.
func (p *planner) amount(id, name, rows string, n float64, words string) Fig {
	return Fig{Rows: Link{Text: name, Path: rows}, Definition: p.definition(id, name), Value: metrics.Amount(n), Count: words}
}

func (p *planner) carriedIn(f *metrics.Figures, rows string) Fig {
	fig := p.fig("carried-in", "Carried in", rows, f.CarriedIn(), "")
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
