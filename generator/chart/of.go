package chart

// place is a page that shows charts.
type place int

const (
	onQuarter place = 1 << iota // all teams of a quarter
	onReport                    // a team in a quarter
	onTeam                      // a team over the quarters
)

// pictures is every chart, in the order of the pages.
var pictures = []struct {
	id    string // anchor of the figure
	where place
	draw  func(Source) Chart
}{
	{"c-planned", onQuarter | onTeam, plannedDelivered},
	{"c-kept", onQuarter | onTeam, kept},
	{"c-burn-up", onQuarter | onReport, burnUp},
	{"c-reasons", onQuarter | onReport, reasons},
	{"c-mix", onQuarter | onReport, mix},
	{"c-velocity", onReport, velocity},
	{"c-slip", onQuarter | onTeam, slip},
	{"c-estimate", onReport | onTeam, estimate},
}

// OfQuarter returns the charts of a quarter's page: s.Quarter is set, s.Team is nil.
func OfQuarter(s Source) []Chart { return of(s, onQuarter) }

// OfReport returns the charts of a team's report: s.Quarter and s.Team are set.
func OfReport(s Source) []Chart { return of(s, onReport) }

// OfTeam returns the charts of a team's page: s.Team is set, s.Quarter is nil.
func OfTeam(s Source) []Chart { return of(s, onTeam) }

func of(s Source, p place) []Chart {
	var list []Chart
	for _, row := range pictures {
		if row.where&p != 0 {
			c := row.draw(s)
			c.ID = row.id
			list = append(list, c)
		}
	}
	return list
}
