package chart

// Page is a kind of page that shows charts.
type Page int

// The pages, with what their Source holds besides the archive and its numbers.
const (
	OnHome    Page = 1 << iota // Quarter: the newest one
	OnQuarter                  // Quarter
	OnReport                   // Quarter and Team
	OnTeam                     // Team
)

// pictures is every chart, in the order of the pages. A page shows each chart that
// has a row for it: one that its template does not place stands at the end.
var pictures = []struct {
	id   string // anchor of the figure
	on   Page
	draw func(Source) Chart
}{
	{"c-planned", OnQuarter | OnTeam, plannedDelivered},
	{"c-kept", OnHome | OnQuarter | OnTeam, kept},
	{"c-burn-up", OnQuarter | OnReport, burnUp},
	{"c-reasons", OnQuarter | OnReport, reasons},
	{"c-scope", OnQuarter | OnReport, scope},
	{"c-mix", OnQuarter | OnReport, mix},
	{"c-velocity", OnReport, velocity},
	{"c-slip", OnQuarter | OnTeam, slip},
	{"c-estimate", OnReport | OnTeam, estimate},
}

// IDs returns the ids of a page's charts, in the order of [Of]. It computes nothing.
func IDs(on Page) []string {
	var ids []string
	for _, row := range pictures {
		if row.on&on != 0 {
			ids = append(ids, row.id)
		}
	}
	return ids
}

// Of returns the charts of a page.
func Of(on Page, s Source) []Chart {
	var list []Chart
	for _, row := range pictures {
		if row.on&on != 0 {
			c := row.draw(s)
			c.ID = row.id
			list = append(list, c)
		}
	}
	return list
}
