package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Request is what an import is for.
type Request struct {
	Format     *Format
	Mapping    *Mapping
	Quarter    report.QuarterID
	Start, End report.Day // of the quarter; End is the day after it
	Team       string     // the only team; "" = as the mapping has it
	Teams      []Team
	All        bool       // children are work of their own
	Plan       bool       // find what belongs into plans as well
	Unknown    report.Day // the day of what is done without one; 0 = left out
	// Known reports whether the workspace has an id, so that others can wait for it.
	Known func(id string) bool
}

// Team is a team of the workspace, with what it has planned for the quarter.
type Team struct {
	ID, Name string
	Planned  []Planned
}

// Planned is an item of a plan.
type Planned struct {
	ID      string
	Tickets []string // ids and addresses in the tracker
	From    string   // the team that handed it over, whose plan has it as well
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
	Issue     *Issue
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
	byID     map[string]*Issue // by ID and by Number
	planned  map[string]place  // by id, ticket and address of what is planned, in small letters
	unknown  unknown
	problems diag.List
	left     map[report.LeftOut][]string // ids by why they were left out
	folded   int
	into     map[*Issue]bool
}

// place is where something is planned.
type place struct{ team, id string }

// Decide finds out what issues mean for the plans of a quarter. Items of a plan are found by their
// id, their tickets and their address. Other issues are unplanned work where they were finished in
// the quarter: at the level of their topmost parent, unless All is set.
func Decide(r Request, issues []*Issue) (*Decision, diag.List) {
	d := &decider{Request: r, byID: map[string]*Issue{}, planned: map[string]place{}, left: map[report.LeftOut][]string{}, into: map[*Issue]bool{}}
	for _, i := range issues {
		if other := d.byID[i.ID]; other != nil {
			d.problems.Warnf(i.Pos, "double-id", "export each issue once", "%s is in the export twice; the first one counts", short(i.ID))
			continue
		}
		d.byID[i.ID] = i
		if i.Number != "" {
			d.byID[i.Number] = i
		}
	}
	for _, t := range r.Teams {
		for _, p := range t.Planned {
			for _, id := range append([]string{p.ID}, p.Tickets...) {
				if _, there := d.planned[strings.ToLower(id)]; !there || p.From != "" {
					d.planned[strings.ToLower(id)] = place{t.ID, p.ID}
				}
			}
		}
	}
	blockers := d.blockers(issues)
	out := &Decision{Rows: map[string][]Row{}, Plans: map[string][]Row{}, LeftOut: map[report.LeftOut]int{}}
	for _, i := range issues {
		if d.byID[i.ID] != i {
			continue
		}
		at, inPlan := d.placeOf(i)
		if !inPlan {
			if top := d.top(i); top != i {
				d.folded++
				d.into[top] = true
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
	out.Said, out.Paste = d.said(), d.unknown.lines(r.Format.Name)
	out.Folded = d.folded
	for why, ids := range d.left {
		out.LeftOut[why] = len(ids)
	}
	return out, append(d.problems, d.unknown.problems(r.Format.Name)...)
}

// dropUnknownBlockers leaves out what is in no plan and no row: nobody could look it up.
func (d *decider) dropUnknownBlockers(all map[string][]Row) {
	ids := map[string]bool{}
	for _, at := range d.planned {
		ids[at.id] = true
	}
	for _, rows := range all {
		for _, row := range rows {
			ids[row.ID] = true
		}
	}
	for _, rows := range all {
		for i := range rows {
			rows[i].BlockedBy = slices.DeleteFunc(rows[i].BlockedBy, func(id string) bool { return !ids[id] && (d.Known == nil || !d.Known(id)) })
		}
	}
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
	if row.InPlan {
		if d.sized(row) {
			plans[team] = append(plans[team], *row)
		}
		return false
	}
	if meaning, ok := d.Mapping.meaning(d.Format.Name, row.Issue); !ok || meaning == report.MeansNothing || !d.inScope(row.Issue) {
		return false
	}
	team, ok := d.teamOf(row.Issue)
	if !ok || !d.unplanned(row) || !d.sized(row) {
		return false
	}
	plans[team] = append(plans[team], *row)
	d.planned[strings.ToLower(row.ID)] = place{team, row.ID}
	return true
}

// placeOf is where an issue is planned; else the id that it gets as unplanned work.
func (d *decider) placeOf(i *Issue) (place, bool) {
	id := PlanID(i.ID)
	for _, known := range []string{i.ID, id, i.URL} {
		if at, ok := d.planned[strings.ToLower(known)]; ok && known != "" && (d.Team == "" || d.Team == at.team) {
			return at, true
		}
	}
	return place{id: id}, false
}

// PlanID is the id that an issue gets in a plan: its own, without the signs that no id of a plan
// may have. acme/app#67 becomes app-67.
func PlanID(id string) string {
	if _, after, ok := strings.Cut(id, "/"); ok && strings.Contains(after, "#") {
		id = after
	}
	id = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
			return r
		}
		return '-'
	}, strings.TrimLeft(id, "#"))
	return strings.Trim(id, "-._")
}

// top is the parent of the parents of an issue, as far as the export has them; or the first one
// that is planned.
func (d *decider) top(i *Issue) *Issue {
	if d.All {
		return i
	}
	seen := map[*Issue]bool{}
	for !seen[i] {
		seen[i] = true
		parent := d.byID[i.Parent]
		if i.Parent == "" || parent == nil {
			return i
		}
		i = parent
		if _, planned := d.placeOf(i); planned {
			return i
		}
	}
	return i
}

// blockers are the ids that each issue waits for, of the links of both directions.
func (d *decider) blockers(issues []*Issue) map[*Issue][]string {
	all := map[*Issue][]string{}
	add := func(i *Issue, id string) {
		at := place{id: PlanID(id)}
		if blocker := d.byID[id]; blocker != nil {
			at, _ = d.placeOf(blocker)
		} else if planned, ok := d.planned[strings.ToLower(id)]; ok {
			at = planned
		}
		if i != nil && at.id != "" && !slices.Contains(all[i], at.id) {
			all[i] = append(all[i], at.id)
		}
	}
	for _, i := range issues {
		for _, id := range i.BlockedBy {
			add(i, id)
		}
		for _, id := range i.Blocks {
			add(d.byID[id], i.ID)
		}
	}
	return all
}

// decide says what became of an issue; false where it is left out.
func (d *decider) decide(row *Row) bool {
	i := row.Issue
	meaning, ok := d.Mapping.meaning(d.Format.Name, i)
	if !ok {
		d.unknown.add("status", i.Status, i.ID)
		return false
	}
	if contradicts(meaning, i) {
		d.problems.Warnf(i.Pos, "contradiction", fmt.Sprintf("say what %q means under [import.%s.status] in site.toml", short(i.Status), d.Format.Name),
			"%s: the status %q counts as %s, but %s", short(i.ID), short(i.Status), meaning, d.against(i))
	}
	if i.Archived && meaning == report.MeansOpen {
		meaning = report.MeansDropped
	}
	if row.Started = i.Started; row.Started == 0 {
		row.Started = i.began()
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

// against is what speaks against the name of a status.
func (d *decider) against(i *Issue) string {
	if i.Resolution != "" && i.Category != Done {
		return fmt.Sprintf("it has the resolution %q of %s", short(i.Resolution), i.Finished)
	}
	return fmt.Sprintf("its category is %s", i.Category)
}

func (d *decider) leave(i *Issue, why report.LeftOut) bool {
	d.left[why] = append(d.left[why], i.ID)
	return false
}

func (d *decider) delivered(row *Row) bool {
	i := row.Issue
	finished := i.Finished
	if finished == 0 {
		finished = i.lastInto(i.Status)
	}
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
	if row.Kind, ok = d.Mapping.kind(row.Issue); !ok {
		d.unknown.add("kind", row.Issue.Type, row.Issue.ID)
	}
	return ok
}

func (d *decider) open(row *Row) bool {
	if !row.InPlan {
		return d.leave(row.Issue, report.LeftOpen)
	}
	row.Status = report.Open
	if q, ok := d.Mapping.quarter(row.Issue); ok && d.Quarter.Compare(q) < 0 {
		row.Status = report.Moved // its sprint or version is one of a later quarter
	}
	return true
}

// sized takes over the estimate, of which there may be one only.
func (d *decider) sized(row *Row) bool {
	switch points := row.Issue.Points; {
	case len(points) > 1:
		d.problems.Errorf(row.Issue.Pos, "two-estimates", fmt.Sprintf("name the column that counts: points = %q under [import.%s] in site.toml", points[0].Column, d.Format.Name),
			"%s has estimates in the columns %q and %q", short(row.Issue.ID), points[0].Column, points[1].Column)
		return false
	case len(points) == 1:
		row.Size = points[0].Value
	}
	return true
}

// teamOf is the team of unplanned work.
func (d *decider) teamOf(i *Issue) (string, bool) {
	words := slices.Concat([]string{i.Team, i.Project}, i.Components, i.Labels)
	for _, word := range words {
		if team, ok := look(d.Mapping.Teams, word); ok {
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
			lines = append(lines, fmt.Sprintf("%d left out, %s: %s", len(ids), leftBecause[why], some(ids)))
		}
	}
	return lines
}

// some are ids as a line has them.
func some(ids []string) string {
	const most = 8
	if len(ids) > most {
		return strings.Join(ids[:most], ", ") + fmt.Sprintf(" and %d more", len(ids)-most)
	}
	return strings.Join(ids, ", ")
}
