package link

import (
	"maps"
	"path"
	"slices"
	"strings"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// addNames lets a team be found by the ids that it had before, unless they are those of other
// teams. In an edition the file of then, under a former id, says what the team was.
func (a *assembler) addNames() {
	a.former = map[string]string{}
	for _, t := range a.archive.Teams {
		for _, id := range t.Was {
			if was := a.teams[id]; was != nil && a.upTo == nil || a.former[id] != "" || id == t.ID {
				continue // a problem: see checkTeams
			}
			a.former[id] = t.ID
		}
	}
	if len(a.former) == 0 {
		return
	}
	a.archive.Teams = slices.DeleteFunc(slices.Clone(a.archive.Teams), func(t *report.Team) bool { return a.former[t.ID] != "" })
	for i, t := range a.archive.Teams {
		for _, id := range t.Was {
			if then := a.teams[id]; then != nil && a.former[id] == t.ID && then.ID == id {
				one := *then
				one.ID, one.Was, one.From, one.Until, one.MergedInto = t.ID, t.Was, t.From, t.Until, t.MergedInto
				a.archive.Teams[i], a.teams[t.ID] = &one, &one
			}
		}
	}
	for id, now := range a.former {
		a.teams[id] = a.teams[now]
	}
}

// teamIDs are those that teams have now, in order.
func (a *assembler) teamIDs() []string {
	ids := slices.Sorted(maps.Keys(a.teams))
	return slices.DeleteFunc(ids, func(id string) bool { return a.former[id] != "" })
}

// called is the id that a team has now.
func (a *assembler) called(id string) string {
	if now := a.former[id]; now != "" {
		return now
	}
	return id
}

// allCalled are ids with those of teams as they are now. The list that is given is not changed.
func (a *assembler) allCalled(ids []string) []string {
	if !slices.ContainsFunc(ids, func(id string) bool { return a.former[id] != "" }) {
		return ids
	}
	ids = slices.Clone(ids)
	for i, id := range ids {
		ids[i] = a.called(id)
	}
	return ids
}

// callTeams has a new item name teams as they are called now.
func (a *assembler) callTeams(d *report.Deliverable) {
	o := &d.Outcome
	d.Owner, d.From, d.Needs = a.called(d.Owner), a.called(d.From), a.allCalled(d.Needs)
	o.HandedTo, o.BlockedBy = a.called(o.HandedTo), a.allCalled(o.BlockedBy)
}

// elsewhere are the paths that a file or folder of a team could have under its other ids.
func (a *assembler) elsewhere(p string) (paths []string) {
	if len(a.former) == 0 {
		return nil
	}
	at := content.PlaceOf(p)
	if at.Team == "" {
		at = content.PlaceOf(p + "/plan.md")
	}
	t := a.teams[at.Team]
	if t == nil {
		return nil
	}
	for _, id := range append([]string{t.ID}, t.Was...) {
		if id != at.Team {
			paths = append(paths, strings.Replace(p, "/"+at.Team, "/"+id, 1))
		}
	}
	return paths
}

// checkTeams finds what the files of teams say and cannot be.
func (a *assembler) checkTeams() {
	claimed := map[string]*content.Parsed{}
	for _, p := range a.teamFiles {
		if p.Team == nil {
			continue
		}
		t, b := &p.Team.Team, p.Team.Block
		if t.Until != 0 && t.Until < t.From {
			a.problems.Errorf(b.At("until"), "order", "correct one of them", "until %s is before from %s", t.Until, t.From)
		}
		for n, id := range t.Was {
			at := b.Element("was", id, n)
			switch other := claimed[id]; {
			case id == t.ID:
				a.problems.Errorf(at, "was-itself", "name the ids that it had before", "team %q lists its own id in was", id)
			case a.files[teamFile(id)] != nil:
				a.problems.Errorf(at, "still-used", "remove "+teamFile(id)+", or this id", "team %q lists %q in was, which is still a team", t.ID, id)
			case other != nil:
				a.problems.Errorf(at, "was-twice", "keep it at one of them", "teams %q and %q both list %q in was: %s", other.Place.Team, t.ID, id, other.Team.Block.Element("was", id, 0))
			default:
				claimed[id] = p
			}
		}
		a.checkMerged(t, b)
	}
}

func teamFile(id string) string { return "content/teams/" + id + ".md" }

// checkMerged follows a team into those that took it over.
func (a *assembler) checkMerged(t *report.Team, b *content.Block) {
	if t.MergedInto == "" {
		return
	}
	at := b.At("merged_into")
	if t.Until == 0 {
		a.problems.Warnf(at, "no-until", "add until, the team's last day", "team %q was merged and has no last day", t.ID)
	}
	path := []string{t.ID}
	for next := a.teams[t.MergedInto]; ; next = a.teams[next.MergedInto] {
		switch {
		case next == nil && len(path) == 1:
			a.problems.Errorf(at, "unknown-team", content.DidYouMean(t.MergedInto, a.words.teams().Near(t.MergedInto)), "merged_into: unknown team %q", t.MergedInto)
			return
		case next == nil:
			return // the end, or a problem of its own
		case next.ID == t.ID && len(path) == 1:
			a.problems.Errorf(at, "merged-into-itself", "name the team that took it over", "team %q is merged into itself", t.ID)
			return
		case next.ID == t.ID:
			a.problems.Errorf(at, "merge-circle", "remove one of them", "teams are merged in a circle: %s", strings.Join(append(path, t.ID), " → "))
			return
		case slices.Contains(path, next.ID):
			return // a circle that the team is not part of
		}
		path = append(path, next.ID)
	}
}

// checkTime wants a plan to be of a quarter in which there was the team.
func (a *assembler) checkTime(r *report.Report, at diag.Pos) {
	t, q := r.Team, r.Quarter
	switch {
	case a.blindSite || t.In(q):
	case t.From >= q.End:
		a.problems.Errorf(at, "outside-team", "correct from in "+t.Pos.File+", or remove the plan", "%s has a plan for %s, and its first day is %s", t.ID, q.ID, t.From)
	default:
		a.problems.Errorf(at, "outside-team", "correct until in "+t.Pos.File+", or remove the plan", "%s has a plan for %s, and its last day was %s", t.ID, q.ID, t.Until)
	}
}

// folderOf is where the files of a report are.
func (l *linked) folderOf() string {
	return path.Join("content", l.Quarter.ID.String(), l.folder)
}
