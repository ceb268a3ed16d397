package link

import (
	"cmp"
	"fmt"
	"slices"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// checkAsk says what is wrong with an ask, at the need, with the other team's side of it. Who
// has delivered, moved or dropped what asks, relies on nothing any more.
func (a *assembler) checkAsk(k *report.Ask) {
	switch k.By.Outcome.Status {
	case report.Delivered, report.Moved, report.Dropped:
		return
	}
	needs := fmt.Sprintf("%q needs %s", k.By.ID, k.Of.ID)
	if k.What != "" {
		needs = fmt.Sprintf("%q needs %q of %s", k.By.ID, k.What, k.Of.ID)
	}
	switch {
	case k.State == report.Declined:
		a.problems.Warnf(k.Pos, "declined-ask", "plan without it, or agree with "+k.Of.ID+" on another way",
			"%s, which declines: %s", needs, a.declined(k))
	case k.Answer == nil:
		if a.committed(k.By) && !a.blindItems {
			a.checkUnanswered(k, needs)
		}
	default:
		a.checkLate(k, needs)
	}
}

// committed reports whether an item belongs to a plan that others can rely on. Until then its
// asks may wait: teams write their plans at the same time.
func (a *assembler) committed(d *report.Deliverable) bool {
	if d.Quarter.State != report.Ahead {
		return true
	}
	l := a.at[reportKey{d.Quarter.ID, d.Team.ID}]
	return l != nil && l.Plan != nil && l.Plan.Committed != 0 && l.Plan.Committed <= a.archive.Today
}

func (a *assembler) checkUnanswered(k *report.Ask, needs string) {
	other := a.voice(k.Of, k.Quarter)
	hint := fmt.Sprintf("%s answers with serves = [%q] in an item, or with declines = [%q]", k.Of.ID, k.By.ID, k.By.ID)
	if k.What != "" {
		hint = fmt.Sprintf("%s answers by planning %q, or with declines = [%q]", k.Of.ID, k.What, k.What)
		if last := nearestPlan(a.items[k.What], k.Quarter); last != nil {
			other = last.Pos
		}
	}
	a.problems.Warnf(k.Pos, "unanswered-ask", hint, "%s, which has not answered: %s", needs, other)
}

// declined is where the team that is asked says that it declines.
func (a *assembler) declined(k *report.Ask) diag.Pos {
	l := a.at[reportKey{k.Quarter.ID, k.Of.ID}]
	n, said := a.declines.of(l)[k.By.ID]
	if m, also := a.declines.of(l)[k.What]; also && (!said || m.Line < n.Line || m.Line == n.Line && m.Col < n.Col) {
		return m
	}
	if said {
		return n
	}
	return l.Plan.Pos
}

// declines is where the plans of reports decline what, by id.
type declines map[*linked]map[string]diag.Pos

func (all declines) of(l *linked) map[string]diag.Pos {
	if all[l] == nil {
		all[l] = map[string]diag.Pos{}
		for n, at := range l.plan.Plan.Block.Elements("declines", l.Plan.Declines) {
			all[l][l.Plan.Declines[n]] = at
		}
	}
	return all[l]
}

// checkLate finds an answer that comes later than it is needed, or never.
func (a *assembler) checkLate(k *report.Ask, needs string) {
	d, by := k.Answer, "the end of "+k.Quarter.ID.String()
	if k.By.Due != 0 {
		by = k.Wanted.String()
	}
	var how string
	at := d.Pos
	switch o := d.Outcome; {
	case o.Status == report.Moved:
		how, at = "has moved", o.Pos
	case o.Status == report.Dropped:
		how, at = "was dropped", o.Pos
	case o.Status == report.Delivered && o.Finished > k.Wanted:
		how, at = "came on "+o.Finished.String(), o.Pos
	case o.Status == report.Delivered:
		return
	case d.Quarter.ID.Compare(k.Quarter.ID) > 0:
		how = "is planned in " + d.Quarter.ID.String()
	case d.Due > k.Wanted:
		how, at = "is due on "+d.Due.String(), a.keyOf(d, "due")
	default:
		return
	}
	if k.What != d.ID {
		how = fmt.Sprintf("where %q answers and %s", d.ID, how)
	} else {
		how = "which " + how
	}
	a.problems.Warnf(k.Pos, "late-answer", "agree on a day with "+k.Of.ID+", or plan without it",
		"%s by %s, %s: %s", needs, by, how, at)
}

// checkCircles finds items that wait for one another.
func (a *assembler) checkCircles(asks []*report.Ask) {
	for _, circle := range report.Circles(asks) {
		path := circle[0].By.ID
		for i, k := range circle {
			path += " → " + k.Answer.ID
			if i < len(circle)-1 {
				path += " (" + circle[i+1].Pos.String() + ")"
			}
		}
		a.problems.Warnf(circle[0].Pos, "ask-circle", "remove one of the needs, or split an item in two", "these asks form a circle: %s", path)
	}
}

// checkLoads finds shared teams that are asked for more than they can take on.
func (a *assembler) checkLoads(q *report.Quarter, asks []*report.Ask) {
	for _, l := range report.Loads(q, asks) {
		if !l.Over() {
			continue
		}
		large := slices.Clone(l.Answers)
		slices.SortStableFunc(large, func(x, y *report.Deliverable) int { return cmp.Compare(y.Size, x.Size) })
		first := map[*report.Deliverable]*report.Ask{}
		for _, k := range slices.Backward(l.Asks) {
			first[k.Answer] = k
		}
		var names []string
		for _, d := range large {
			names = append(names, fmt.Sprintf("%q for %q (%s)", d.ID, first[d].By.ID, first[d].Pos))
		}
		a.problems.Warnf(a.capacity(l), "over-capacity", "decline or move some of it, or plan with more people",
			"%s is asked for %g in %s but can take on %g: %s", l.Team.ID, l.Size, q.ID, l.Capacity, listed(names))
	}
}

// capacity is where the capacity of a load is written.
func (a *assembler) capacity(l *report.Load) diag.Pos {
	if r := a.at[reportKey{l.Quarter.ID, l.Team.ID}]; r != nil && r.Plan != nil && r.Plan.Capacity > 0 {
		return r.plan.Plan.Block.At("capacity")
	}
	if p := a.files["content/teams/"+l.Team.ID+".md"]; p != nil && p.Team != nil {
		return p.Team.Block.At("capacity")
	}
	return l.Team.Pos
}
