package chart

// Page is a kind of page that shows charts.
type Page int

// The pages, with what their Source holds besides the archive and its numbers.
const (
	OnHome    Page = 1 << iota // Quarter: the newest one
	OnQuarter                  // Quarter
	OnReport                   // Quarter and Team
	OnTeam                     // Team
	OnAsks                     // Quarter: the one that runs, else the newest
	OnActions                  // nothing
	OnLessons                  // nothing

	OnEvery = OnHome | OnQuarter | OnReport | OnTeam | OnAsks | OnActions | OnLessons
)

// pictures is every chart, in the order of the pages. A page shows each chart that
// has a row for it: one that its template does not place comes at the end.
var pictures = []struct {
	id   string // anchor of the figure
	on   Page
	draw func(Source) Chart
	when func(Source) bool // there is nothing to say otherwise, not even why; nil: always
}{
	{"c-planned", OnQuarter | OnTeam, plannedDelivered, nil},
	{"c-kept", OnHome | OnQuarter | OnTeam, kept, nil},
	{"c-burn-up", OnQuarter | OnReport, burnUp, nil},
	{"c-forecast", OnReport, forecast, running},
	{"c-reasons", OnQuarter | OnReport, reasons, nil},
	{"c-asks", OnQuarter | OnAsks, asks, plansShown},
	{"c-scope", OnQuarter | OnReport, scope, nil},
	{"c-mix", OnQuarter | OnReport, mix, nil},
	{"c-velocity", OnReport, velocity, nil},
	{"c-slip", OnQuarter | OnTeam, slip, nil},
	{"c-estimate", OnReport | OnTeam, estimate, nil},
	{"c-actions", OnActions, actions, nil},
	{"c-themes", OnLessons, themes, nil},
}

// IDs returns the ids of the charts that a page may have, in the order of [Of]. It
// computes nothing.
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
		if row.on&on != 0 && (row.when == nil || row.when(s)) {
			c := row.draw(s)
			c.ID = row.id
			list = append(list, c)
		}
	}
	return list
}
