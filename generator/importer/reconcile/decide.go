package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// Request is what an import is for.
type Request struct {
	Format     *importer.Format
	Mapping    *importer.Mapping
	Quarter    report.QuarterID
	Start, End report.Day // of the quarter; End is the day after it
	Team       string     // the only team; "" = as the mapping has it
	Teams      []Team
	All        bool       // children are work of their own
	Plan       bool       // find what belongs into plans as well
	CutOff     report.Day // with Plan: as of the end of that day, by the history of issues; 0 = as of the export
	Unknown    report.Day // the day of what is done without one; 0 = left out
	// Known reports whether the workspace has an id, so that others can wait for it.
	Known func(id string) bool
}

// Team is a team of the workspace, with what it has planned for the quarter.
type Team struct {
	ID, Name  string
	Planned   []Planned
	Committed report.Day // the cut-off of its plan; 0 = not known
}

// Planned is an item of a plan.
type Planned struct {
	ID      string
	Tickets []string // ids and addresses in the tracker
	From    string   // the team that handed it over, whose plan has it as well
	// Fixed reports whether nothing may be said of when it joined: a frozen plan or its added tells.
	Fixed bool
}

// Row is what an export knows of one item of a team's metrics.toml. Zero is what it does not know.
type Row struct {
	ID        string
	InPlan    bool
	Title     string
	Kind      report.Kind
	Status    report.Status
	Started   report.Day
	Finished  report.Day
	Size      float64
	BlockedBy []string
	Note      string
	Added     report.Day // when it joined the plan, where that was after the cut-off
	Issue     *importer.Issue
}

// Decision is what an export means for the teams of a quarter.
type Decision struct {
	Rows  map[string][]Row // by team
	Plans map[string][]Row // with [Request.Plan]: what belongs into the plan, by team
	Said  []string         // what was left out or folded, and why: a line each, for people
	// Paste is the lines that site.toml lacks, where words are unknown; their values are guesses.
	Paste []string
	// Folded is how many issues are parts of others; LeftOut how many were left out, by why.
	Folded  int
	LeftOut map[report.LeftOut]int
}

// decider looks at all issues of an export together.
type decider struct {
	Request
	byID     map[string]*importer.Issue // by ID and by Number
	planned  map[string]place           // by id, ticket and address of what is planned, in small letters
	unknown  unknown
	problems diag.List
	left     map[report.LeftOut][]string // ids by why they were left out
	folded   int
	into     map[*importer.Issue]bool
	wholes   map[*importer.Issue]*importer.Issue // what parts are folded into
	fixed    map[string]bool                     // ids of what is planned, by [Planned.Fixed]
	scope    baseline
}

// place is where something is planned.
type place struct{ team, id string }

// newDecider finds issues by their ids, and what is planned.
func newDecider(r Request, issues []*importer.Issue) *decider {
	r.All = r.All || r.Mapping.Key == report.KeyOwn
	d := &decider{Request: r, byID: map[string]*importer.Issue{}, planned: map[string]place{}, left: map[report.LeftOut][]string{}, into: map[*importer.Issue]bool{}, wholes: map[*importer.Issue]*importer.Issue{},
		fixed: map[string]bool{}}
	for _, i := range issues {
		if other := d.byID[i.ID]; other != nil {
			d.problems.Warnf(i.Pos, "double-id", "export each issue once", "%s is in the export twice; the first one counts", diag.Short(i.ID))
			continue
		}
		d.byID[i.ID] = i
		if i.Number != "" {
			d.byID[i.Number] = i
		}
	}
	for _, t := range r.Teams {
		for _, p := range t.Planned {
			d.fixed[p.ID] = d.fixed[p.ID] || p.Fixed
			for _, id := range append([]string{p.ID}, p.Tickets...) {
				if _, there := d.planned[strings.ToLower(id)]; !there || p.From != "" {
					d.planned[strings.ToLower(id)] = place{t.ID, p.ID}
				}
			}
		}
	}
	return d
}

// Decide finds out what issues mean for the plans of a quarter. Items of a plan are found by their
// id, their tickets and their address. Other issues are unplanned work where they were finished in
// the quarter: at the level of their topmost parent, unless All is set.
func Decide(r Request, issues []*importer.Issue) (*Decision, diag.List) {
	issues = r.keyed(issues)
	d := newDecider(r, issues)
	d.problems = append(d.problems, r.withoutHistory(issues)...)
	blockers := d.blockers(issues)
	out := &Decision{Rows: map[string][]Row{}, Plans: map[string][]Row{}, LeftOut: map[report.LeftOut]int{}}
	for _, i := range issues {
		if d.byID[i.ID] != i {
			continue
		}
		at, inPlan := d.placeOf(i)
		if !inPlan {
			if top := d.top(i); top != i {
				d.wholes[i] = top
				continue
			}
			if i.Subtask && i.Parent != "" && d.byID[i.Parent] == nil && !d.All {
				d.leave(i, report.LeftPart)
				continue
			}
		}
		row := Row{ID: at.id, InPlan: inPlan, Title: i.Title, Issue: i, BlockedBy: blockers[i]}
		if d.Plan && d.drafted(&row, at.team, out.Plans) {
			at.team, row.InPlan = d.planned[strings.ToLower(row.ID)].team, true
			inPlan = true
		}
		if d.decide(&row) {
			team, ok := at.team, true
			if !inPlan {
				team, ok = d.teamOf(i)
			}
			if ok {
				out.Rows[team] = append(out.Rows[team], row)
			}
		}
	}
	for _, rows := range out.Rows {
		slices.SortStableFunc(rows, func(a, b Row) int { return cmp.Or(boolFirst(a.InPlan, b.InPlan)) })
	}
	d.dropUnknownBlockers(out.Rows)
	d.parts(issues, out.Rows)
	out.Said, out.Paste = append(d.said(), d.scope.lines(d.CutOff)...), d.unknown.lines(r.Format.Name)
	out.Folded = d.folded
	for why, ids := range d.left {
		out.LeftOut[why] = len(ids)
	}
	return out, append(d.problems, d.unknown.problems(r.Format.Name)...)
}

// within leaves out the day of an item that is due outside the quarter, which no plan may have.
func (d *decider) within(item Row) Row {
	if due := item.Issue.Due; due != 0 && (due < d.Start || due >= d.End) {
		d.problems.Warnf(item.Issue.Pos, "due-outside", "correct its due date or its sprint in the tracker", "%s belongs to %s, and is due on %s: its due date is left out", diag.Short(item.Issue.ID), d.Quarter, due)
		issue := *item.Issue
		issue.Due, item.Issue = 0, &issue
	}
	return item
}

func boolFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// drafted takes an issue into the plan that is drafted, if it belongs there.
func (d *decider) drafted(row *Row, team string, plans map[string][]Row) bool {
	item := *row // its estimate is of the plan; what it took is known when it is done
	if row.InPlan {
		if (d.CutOff == 0 || d.asPlanned(&item)) && d.sized(&item) {
			if d.fixed[item.ID] {
				item.Added = 0
			}
			plans[team] = append(plans[team], d.within(item))
		}
		return false
	}
	if meaning, ok := d.Mapping.Means(d.Format.Name, row.Issue); !ok || meaning == report.MeansNothing {
		return false
	}
	if !d.belongs(row.Issue) {
		d.belongedOnce(row.Issue)
		return false
	}
	if d.CutOff != 0 && !d.asPlanned(&item) {
		return false
	}
	team, ok := d.teamOf(row.Issue)
	if !ok || !d.unplanned(&item) || !d.sized(&item) {
		return false
	}
	plans[team] = append(plans[team], d.within(item))
	d.planned[strings.ToLower(row.ID)] = place{team, row.ID}
	return true
}

// decide says what became of an issue; false where it is left out.
func (d *decider) decide(row *Row) bool {
	i := row.Issue
	meaning, ok := d.Mapping.Means(d.Format.Name, i)
	if !ok {
		d.unknown.add("status", i.Status, i.ID)
		return false
	}
	if but := against(d.Format.Name, meaning, i); but != "" {
		d.problems.Warnf(i.Pos, "contradiction", fmt.Sprintf("correct it in the tracker, or say what %q means under [import.%s.status] in site.toml", diag.Short(i.Status), d.Format.Name),
			"%s: the status %q counts as %s, but %s", diag.Short(i.ID), diag.Short(i.Status), meaning, but)
	}
	if i.Archived && meaning == report.MeansOpen {
		meaning = report.MeansDropped
	}
	if row.Started = i.Started; row.Started == 0 {
		row.Started = i.Began()
	}
	switch meaning {
	case report.MeansDelivered:
		return d.delivered(row)
	case report.MeansDropped:
		row.Status = report.Dropped
		return row.InPlan || d.leave(i, report.LeftDropped)
	case report.MeansOpen:
		return d.open(row)
	}
	return d.leave(i, report.LeftIgnored)
}

func (d *decider) leave(i *importer.Issue, why report.LeftOut) bool {
	d.left[why] = append(d.left[why], i.ID)
	return false
}

func (d *decider) delivered(row *Row) bool {
	i := row.Issue
	finished := i.Ended()
	if finished == 0 && d.Unknown != 0 {
		finished = d.Unknown
		row.Note = fmt.Sprintf("The tracker has no day for this; %s was given for it", finished)
	}
	switch {
	case finished == 0:
		return d.leave(i, report.LeftUndated)
	case finished < d.Start:
		return d.leave(i, report.LeftEarly)
	case finished >= d.End && !row.InPlan:
		return d.leave(i, report.LeftLate)
	}
	row.Finished, row.Status = finished, report.Delivered
	if finished >= d.End {
		row.Status = report.Moved // why is for a person to say
	}
	if row.Started > finished {
		row.Started = 0
	}
	return d.sized(row) && (row.InPlan || d.unplanned(row))
}

// unplanned finds the kind of unplanned work.
func (d *decider) unplanned(row *Row) (ok bool) {
	if row.Kind, ok = d.Mapping.KindOf(row.Issue); !ok {
		d.unknown.add("kind", row.Issue.Type, row.Issue.ID)
	}
	return ok
}

func (d *decider) open(row *Row) bool {
	if !row.InPlan {
		return d.leave(row.Issue, report.LeftOpen)
	}
	row.Status = report.Open
	if q, ok := d.Mapping.QuarterOf(row.Issue); ok && d.Quarter.Compare(q) < 0 {
		row.Status = report.Moved // its sprint or version is one of a later quarter
	}
	return true
}

// sized takes over the estimate, of which there may be one only.
func (d *decider) sized(row *Row) bool {
	switch points := row.Issue.Points; {
	case len(points) > 1:
		d.problems.Errorf(row.Issue.Pos, "two-estimates", fmt.Sprintf("name the column that counts: points = %q under [import.%s] in site.toml", points[0].Column, d.Format.Name),
			"%s has estimates in the columns %q and %q", diag.Short(row.Issue.ID), points[0].Column, points[1].Column)
		return false
	case len(points) == 1:
		row.Size = points[0].Value
	}
	return true
}

// teamOf is the team of unplanned work.
func (d *decider) teamOf(i *importer.Issue) (string, bool) {
	words := slices.Concat([]string{i.Team, i.Project}, i.Components, i.Labels)
	for _, word := range words {
		if team, ok := importer.Look(d.Mapping.Teams, word); ok {
			return team, d.Team == "" || d.Team == team || d.leave(i, report.LeftOtherTeam)
		}
	}
	if d.Team != "" {
		return d.Team, true
	}
	for _, word := range words {
		for _, t := range d.Teams {
			if word != "" && (strings.EqualFold(word, t.ID) || strings.EqualFold(word, t.Name)) {
				return t.ID, true
			}
		}
	}
	d.unknown.add("team", cmp.Or(i.Team, i.Project, strings.Join(i.Components[:min(1, len(i.Components))], "")), i.ID)
	return "", false
}

// said is what was left out or folded, a line each.
func (d *decider) said() []string {
	var lines []string
	if d.folded > 0 {
		lines = append(lines, fmt.Sprintf("%d folded into the %d that they are parts of (--all keeps them apart)", d.folded, len(d.into)))
	}
	for _, why := range report.LeftOuts {
		if ids := d.left[why]; len(ids) > 0 {
			lines = append(lines, fmt.Sprintf("%d left out, %s: %s", len(ids), leftBecause[why], diag.Some(ids)))
		}
	}
	return lines
}
