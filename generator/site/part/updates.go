package part

import (
	"cmp"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
)

// Updates is what a team said of its quarter while it ran, as a line of time with the
// silences in it.
type Updates struct {
	Title, Note string
	First, More []Moment // newest first; a closed quarter has all in More
	Expected    string   // what the forecast makes of it
	Older       string   // what More holds: "2 older updates and 1 silence"
}

// Moment is an update, or, without one, a silence.
type Moment struct {
	*report.Update
	State   HealthWord
	Notes   []UpdateNote
	Silence string // "no word for 17 days, until 3 Nov"
	Act     bool   // the silence lasts
	from    report.Day
}

// UpdateNote is what an update says of a deliverable.
type UpdateNote struct {
	Item site.Link
	Text string
}

// HealthWord is a health with the swatch beside it; red asks somebody to act.
type HealthWord struct {
	Word  string
	Class string
	Act   bool
}

// healthClass is the swatch of a health.
var healthClass = map[report.Health]string{report.OnTrack: "fine", report.AtRisk: "risk", report.OffTrack: "off"}

func healthWord(c *site.Context, h report.Health) HealthWord {
	return HealthWord{Word(c, "health", string(h)), healthClass[h], h == report.OffTrack}
}

// newUpdates is how many updates of a running quarter stand open.
const newUpdates = 3

// UpdatesOf shows the updates of a report; nil where there is nothing to say: no team of a
// quarter is told of its silence before one has begun to write.
func UpdatesOf(c *site.Context, r *report.Report) *Updates {
	q := r.Quarter
	if site.Ahead(q) && len(r.Updates) == 0 || site.FrozenPlan(q) {
		return nil
	}
	if len(r.Updates) == 0 && (q.State != report.Running || q.Standings(c.Archive.Today) == nil) {
		return nil
	}
	v := &Updates{Title: c.T("updates.title"), Note: c.T("updates.note")}
	all := moments(c, r)
	open := 0
	if q.State == report.Closed {
		v.Title, v.Note = c.T("updates.title-closed"), c.T("updates.note-closed")
	} else {
		said := 0
		for open < len(all) && (said < newUpdates || all[open].Update == nil) {
			if all[open].Update != nil {
				said++
			}
			open++
		}
	}
	v.First, v.More = all[:open], all[open:]
	v.Expected = expected(c, q, r.Team.ID)
	v.Older = older(c, v.More, open > 0)
	return v
}

// older counts what is folded away.
func older(c *site.Context, list []Moment, some bool) string {
	silences := site.Number(list, func(m Moment) bool { return m.Update == nil })
	return c.T("updates.older", "n", len(list)-silences, "older", some, "silences", silences)
}

// moments are the updates of a report and the silences between them, newest first. A silence
// is above the update that it began with; one in the quarter counts from its start, whatever
// was said before.
func moments(c *site.Context, r *report.Report) []Moment {
	out := site.Each(r.Silences(c.Archive.Today), func(s report.Silence) Moment { return silence(c, r, s) })
	for _, u := range slices.Backward(r.Updates) {
		out = append(out, Moment{Update: u, from: u.Day, State: healthWord(c, u.Health), Notes: site.Each(u.Notes, func(n report.Note) UpdateNote {
			return UpdateNote{site.Link{Text: n.ID, Path: ownRow(c, r, n.ID)}, n.Text}
		})})
	}
	slices.SortStableFunc(out, func(a, b Moment) int { return cmp.Compare(b.from, a.from) })
	return out
}

// ownRow leads to the row of a deliverable on its report, which is this page.
func ownRow(c *site.Context, r *report.Report, id string) string {
	if !slices.ContainsFunc(r.Items, func(d *report.Deliverable) bool { return d.ID == id }) {
		return c.ItemPath(id)
	}
	return "#" + site.ItemAnchor(id)
}

func silence(c *site.Context, r *report.Report, s report.Silence) Moment {
	lasts := r.Quarter.State == report.Running && r.Standing(c.Archive.Today).Silent && s.Until == min(c.Archive.Today, r.Quarter.LastDay())
	m := Moment{from: s.After, Act: lasts}
	switch {
	case lasts && len(r.Updates) == 0:
		m.Silence = c.T("updates.silent-since-start", "days", s.Days())
	case lasts:
		m.Silence = c.T("updates.silent", "days", s.Days())
	default:
		m.Silence = c.T("updates.silent-until", "days", s.Days(), "day", s.Until)
	}
	return m
}

// QuarterStanding is what the teams of a running quarter say of it.
type QuarterStanding struct {
	OffTrack, Silent []site.Link
	Rows             Fold[StandingRow]
}

// StandingRow is the newest update of a team; Days is 0 where it has none.
type StandingRow struct {
	Team   site.Link
	Day    report.Day
	State  HealthWord // no word where it has none
	Said   string     // how its prose begins
	All    site.Link  // its line of time
	Silent string     // "no word for 17 days"
	// Expected is what the forecast makes of it, whatever the team says.
	Expected string
}

// StandingOf is what teams say of a running quarter, in the order of its reports; nil where
// none says anything, or the audience does not see it.
func StandingOf(c *site.Context, q *report.Quarter) *QuarterStanding {
	if q.State != report.Running || site.Ahead(q) || !c.Shows(report.Plans) {
		return nil
	}
	standings := q.Standings(c.Archive.Today)
	if standings == nil {
		return nil
	}
	v := &QuarterStanding{}
	var rows []StandingRow
	for _, s := range standings {
		team := c.Report(q, s.Report.Team)
		row := StandingRow{Team: team, Expected: expected(c, q, s.Report.Team.ID), All: site.Link{Text: c.T("updates.all"), Path: team.Path + "#updates"}}
		if u := s.Newest; u != nil {
			row.Day, row.State, row.Said = u.Day, healthWord(c, u.Health), site.Sentence(u.Body.Text)
			row.All = site.Link{Text: c.Words.Short(u.Day), Path: team.Path + "#" + u.Anchor()}
			if row.State.Act {
				v.OffTrack = append(v.OffTrack, site.Link{Text: team.Text, Path: row.All.Path})
			}
		}
		if s.Silent {
			row.Silent = c.T("updates.no-word", "days", s.Days)
			v.Silent = append(v.Silent, site.Link{Text: team.Text, Path: team.Path + "#updates"})
		}
		rows = append(rows, row)
	}
	v.Rows = Folded(rows)
	v.OffTrack, v.Silent = someTeams(c, q, v.OffTrack), someTeams(c, q, v.Silent)
	return v
}

// someTeams bounds a list of teams that stands in a sentence.
func someTeams(c *site.Context, q *report.Quarter, teams []site.Link) []site.Link {
	const most = 8
	if len(teams) <= most {
		return teams
	}
	return append(teams[:most:most], AndMore(c, len(teams)-most, c.QuarterPath(q.ID)+"#standing"))
}
