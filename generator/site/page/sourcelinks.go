package page

import (
	"slices"

	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// sourcesPath is the page of a quarter's sources. It is not below the quarter, where a team might
// have its name.
func sourcesPath(q report.QuarterID) string { return "data/sources/" + q.String() + "/index.html" }

// sourced reports whether somebody has numbers of a quarter.
func sourced(q *report.Quarter) bool {
	return slices.ContainsFunc(q.Reports, func(r *report.Report) bool { return r.Metrics != nil })
}

// quarterSources leads to the sources of all quarters, the oldest first.
func quarterSources(c *site.Context) (all []site.Link) {
	if !c.Shows(report.Numbers) {
		return nil
	}
	for _, q := range c.Archive.Quarters {
		if sourced(q) {
			all = append(all, site.Link{Text: c.Words.Quarter(q.ID), Path: sourcesPath(q.ID)})
		}
	}
	return all
}

// sourcesLink leads from a page of a quarter to where its figures come from. Pages of an edition
// have no such link: what was published stays as it was.
func sourcesLink(c *site.Context, q *report.Quarter) []site.Link {
	if c.Apart() || !c.Shows(report.Numbers) || !sourced(q) {
		return nil
	}
	return []site.Link{{Text: c.T("sources.title"), Path: sourcesPath(q.ID)}}
}
