package content

import (
	"math"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// linkReports makes the reports of a quarter, each with its plan's items and what
// became of them.
func (a *assembler) linkReports(q *report.Quarter) {
	for _, p := range a.in[q.ID] {
		if p.place.team == "" || q.Report(p.place.team) != nil {
			continue
		}
		team := a.teams[p.place.team]
		if team == nil { // reported by checkPlaces; the report is still read
			team = &report.Team{ID: p.place.team, Name: humanise(p.place.team), Pos: diag.Pos{File: p.path}}
		}
		q.Reports = append(q.Reports, &report.Report{Team: team, Quarter: q})
	}
	slices.SortFunc(q.Reports, func(x, y *report.Report) int { return byTeam(x.Team, y.Team) })
	// All plans first: an outcome may be looked for in another team's plan.
	for _, r := range q.Reports {
		a.linkPlan(r)
	}
	for _, r := range q.Reports {
		a.linkMetrics(r)
	}
}

// file returns the parsed file of a report, or nil.
func (a *assembler) file(r *report.Report, name string) *Parsed {
	return a.files["content/"+r.Quarter.ID.String()+"/"+r.Team.ID+"/"+name]
}

func (a *assembler) linkPlan(r *report.Report) {
	p := a.file(r, "plan.md")
	if p == nil || p.plan == nil {
		return
	}
	plan := p.plan.plan
	r.Plan = &plan
	if len(p.plan.answers) > 0 {
		plan.Answers = map[string]report.Answer{}
		for _, answer := range p.plan.answers {
			plan.Answers[answer.lesson] = answer.answer
		}
	}
	for i := range p.plan.items {
		d := p.plan.items[i].item
		d.Team, d.Quarter = r.Team, r.Quarter
		if a.addItem(&d, p.plan.items[i].block) {
			a.blocks[&d], a.prose[&d] = p.plan.items[i].block, &p.plan.items[i]
			r.Items = append(r.Items, &d)
		}
	}
}

// addItem enters an item under its id, unless the quarter has one already.
func (a *assembler) addItem(d *report.Deliverable, b *block) bool {
	for _, other := range a.items[d.ID] {
		if other.Quarter == d.Quarter {
			a.problems.Errorf(b.at("id"), "same-id", "give one of them another id", "id %q stands twice in %s: also at %s", d.ID, d.Quarter.ID, other.Pos)
			return false
		}
	}
	low := strings.ToLower(d.ID)
	if other := a.folded[low]; other != nil && other.ID != d.ID {
		a.problems.Errorf(b.at("id"), "same-id", "write both in the same way", "id %q differs only in capitals from %q at %s", d.ID, other.ID, other.Pos)
		return false
	}
	a.folded[low] = d
	a.items[d.ID] = append(a.items[d.ID], d)
	return true
}

func (a *assembler) linkMetrics(r *report.Report) {
	p := a.file(r, "metrics.toml")
	if p == nil || p.metrics == nil {
		return
	}
	m := p.metrics.metrics
	r.Metrics = &m
	m.Quality = a.quality(p.metrics.quality)
	planned := map[string]*report.Deliverable{}
	for _, d := range r.Items {
		planned[d.ID] = d
	}
	seen := map[string]diag.Pos{}
	var extra []*report.Deliverable
	for i := range p.metrics.items {
		it := &p.metrics.items[i]
		if it.id == "" {
			continue
		}
		if other, ok := seen[it.id]; ok {
			a.problems.Errorf(it.block.at("id"), "same-id", "keep one of them", "id %q stands twice in this export: also at %s", it.id, other)
			continue
		}
		seen[it.id] = it.block.at("id")
		if d := planned[it.id]; d != nil {
			d.Outcome = it.outcome
		} else if d := a.unplanned(r, it); d != nil {
			extra = append(extra, d)
		}
	}
	slices.SortFunc(extra, func(x, y *report.Deliverable) int { return strings.Compare(x.ID, y.ID) })
	r.Items = append(r.Items, extra...)
}

// unplanned makes an item of an outcome that is in no plan, or says why it cannot.
func (a *assembler) unplanned(r *report.Report, it *metricsItem) *report.Deliverable {
	at := it.block.at("id")
	if plan := a.file(r, "plan.md"); plan != nil && plan.broken && !it.block.has("title") {
		return nil // it may be in the plan
	}
	for _, other := range a.items[it.id] {
		if other.Quarter == r.Quarter && other.Team != r.Team && !other.FromExport {
			a.problems.Errorf(at, "other-team", "move it to that team's metrics.toml", "%q is planned by %s at %s", it.id, other.Team.ID, other.Pos)
			return nil
		}
	}
	if it.title == "" {
		if !it.block.has("title") && !it.block.has("kind") {
			a.problems.Errorf(at, "unknown-id", didYouMeanOr(it.id, planIDs(r), "add a title and a kind if it was unplanned"), "an outcome for %q, which is in no plan", it.id)
		} else {
			a.problems.Errorf(it.block.at(), "missing-key", "add title = …", "unplanned item %q has no title", it.id)
		}
		return nil
	}
	if it.kind == "" {
		if !it.block.has("kind") {
			a.problems.Errorf(it.block.at(), "missing-key", "add kind = …", "unplanned item %q has no kind", it.id)
		}
		return nil
	}
	d := &report.Deliverable{ID: it.id, Title: it.title, Team: r.Team, Quarter: r.Quarter, Kind: it.kind, Phase: it.phase,
		FromExport: true, Outcome: it.outcome, Pos: it.outcome.Pos}
	if !a.addItem(d, it.block) {
		return nil
	}
	a.blocks[d] = it.block
	return d
}

func planIDs(r *report.Report) []string {
	var ids []string
	for _, d := range r.Items {
		ids = append(ids, d.ID)
	}
	return ids
}

// quality reads [quality] by the measures of the site.
func (a *assembler) quality(b *block) map[string]float64 {
	if b == nil {
		return nil
	}
	out := map[string]float64{}
	fields := make([]field, len(a.archive.Site.Measures))
	numbers := make([]float64, len(fields))
	for i, m := range a.archive.Site.Measures {
		low, high := -maxNumber, maxNumber
		if m.Unit == "%" {
			low, high = 0, 1
		} else if i < len(report.Measures) {
			low = 0
		}
		numbers[i] = math.NaN()
		fields[i] = numberField(m.ID, &numbers[i], low, high)
	}
	var l diag.List
	b.read("[quality]", &l, fields...)
	for _, p := range l {
		if p.Code != "unknown-key" || !a.blindSite {
			a.problems = append(a.problems, p)
		}
	}
	for i, m := range a.archive.Site.Measures {
		if !math.IsNaN(numbers[i]) {
			out[m.ID] = numbers[i]
		}
	}
	return out
}
