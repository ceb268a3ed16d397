package report

import "slices"

// Sees reports whether the archive's audience is shown a part.
func (a *Archive) Sees(p Part) bool { return slices.Contains(a.Audience.Shows, p) }

// For returns the archive as an audience may see it. It is built anew from
// what the audience is shown, so a field that nobody thought of is not there.
// The receiver is not changed.
func (a *Archive) For(to Audience) *Archive {
	v := view{from: a, to: &Archive{Today: a.Today, Audience: to}, teams: map[*Team]*Team{}, items: map[*Deliverable]*Deliverable{}}
	v.site()
	if v.whole() {
		v.to.Home, v.to.Teams, v.to.Quarters, v.to.Asks, v.to.Files = a.Home, a.Teams, a.Quarters, a.Asks, a.Files
		return v.to
	}
	v.quarters()
	v.asks()
	v.files()
	return v.to
}

// whole reports whether nothing of the quarters is kept from the audience, so that
// they need not be built anew.
func (v *view) whole() bool {
	return !slices.ContainsFunc(Parts, func(p Part) bool { return !v.sees(p) })
}

// view is one run of For.
type view struct {
	from, to *Archive
	teams    map[*Team]*Team
	items    map[*Deliverable]*Deliverable
}

func (v *view) sees(p Part) bool { return v.to.Sees(p) }

// inside reports whether the audience belongs to the company: it is shown what was
// planned or how it went, and so the deliverables that customers never hear of.
func (v *view) inside() bool { return v.sees(Plans) || v.sees(Numbers) }

func (v *view) site() {
	s := v.from.Site
	v.to.Site = Site{Title: s.Title, BaseURL: s.BaseURL, Language: s.Language, FiscalStart: s.FiscalStart, Look: s.Look}
	if v.inside() {
		v.to.Site.Measures, v.to.Site.Retro = s.Measures, s.Retro
		v.to.Home = v.document(v.from.Home)
	}
	if v.sees(Lessons) {
		v.to.Site.Themes = s.Themes
	}
	for _, t := range v.from.Teams {
		shown := &Team{ID: t.ID, Name: t.Name}
		if v.inside() {
			c := *t
			c.About = v.prose(t.About)
			shown = &c
		}
		v.teams[t] = shown
	}
}

func (v *view) quarters() {
	for _, q := range v.from.Quarters {
		shown := &Quarter{ID: q.ID, Start: q.Start, End: q.End, State: q.State}
		if v.inside() {
			shown.Foreword = v.document(q.Foreword)
		}
		for _, r := range q.Reports {
			if s := v.report(shown, r); s != nil {
				shown.Reports = append(shown.Reports, s)
			}
		}
		if v.inside() || len(shown.Reports) > 0 {
			v.to.Quarters = append(v.to.Quarters, shown)
		}
	}
	for _, t := range v.from.Teams {
		if v.inside() || v.reports(t) {
			v.to.Teams = append(v.to.Teams, v.teams[t])
		}
	}
}

// reports reports whether anything is shown of a team.
func (v *view) reports(t *Team) bool {
	return slices.ContainsFunc(v.to.Quarters, func(q *Quarter) bool { return q.Report(t.ID) != nil })
}

func (v *view) report(q *Quarter, r *Report) *Report {
	shown := &Report{Team: v.teams[r.Team], Quarter: q}
	for _, d := range r.Items {
		if s := v.item(shown, d); s != nil {
			v.items[d] = s
			shown.Items = append(shown.Items, s)
		}
	}
	if r.Plan != nil && v.inside() {
		shown.Plan = v.plan(r.Plan)
	}
	if v.sees(Numbers) {
		shown.Metrics = r.Metrics
	}
	if r.Retro != nil && (v.sees(Retros) || v.sees(Lessons)) {
		shown.Retro = v.retro(shown, r.Retro)
	}
	if !v.inside() && len(shown.Items) == 0 && shown.Retro == nil {
		return nil
	}
	return shown
}

// item returns what is shown of a deliverable, or nil.
func (v *view) item(r *Report, d *Deliverable) *Deliverable {
	if v.inside() {
		c := *d
		c.Team, c.Quarter = r.Team, r.Quarter
		c.Body, c.ForCustomers = v.prose(d.Body), v.prose(d.ForCustomers)
		if !v.sees(Plans) {
			c.Body, c.Owner = Prose{}, ""
		}
		return &c
	}
	delivered := d.Outcome.Status == Delivered
	comes := !delivered && d.Outcome.Status != Dropped && d.Outcome.Status != Moved && d.Quarter.State != Closed
	if !d.Customers || !(delivered && v.sees(Shipped) || comes && v.sees(Upcoming)) {
		return nil
	}
	s := &Deliverable{ID: d.ID, Title: d.PublicTitle(), Team: r.Team, Quarter: r.Quarter, Phase: d.Phase,
		Customers: true, CustomerTitle: d.PublicTitle(), ForCustomers: v.prose(d.ForCustomers)}
	if delivered {
		s.Outcome = Outcome{Status: Delivered, Finished: d.Outcome.Finished}
	}
	return s
}

func (v *view) plan(p *Plan) *Plan {
	if !v.sees(Plans) {
		return &Plan{Committed: p.Committed, Pos: p.Pos}
	}
	c := *p
	c.Intro = v.prose(p.Intro)
	if !v.sees(Lessons) {
		c.Answers = nil
	}
	return &c
}

func (v *view) retro(r *Report, t *Retro) *Retro {
	shown := &Retro{Held: t.Held, Pos: t.Pos}
	if v.sees(Retros) {
		shown.Intro, shown.Well, shown.Wrong, shown.Change = v.prose(t.Intro), v.prose(t.Well), v.prose(t.Wrong), v.prose(t.Change)
		for _, o := range t.Other {
			o.Body = v.prose(o.Body)
			shown.Other = append(shown.Other, o)
		}
		for _, a := range t.Actions {
			c := *a
			c.Team, c.Quarter, c.Text = r.Team, r.Quarter, v.prose(a.Text)
			shown.Actions = append(shown.Actions, &c)
		}
	}
	if v.sees(Lessons) {
		for _, l := range t.Lessons {
			c := *l
			c.Team, c.Quarter, c.Body = r.Team, r.Quarter, v.prose(l.Body)
			shown.Lessons = append(shown.Lessons, &c)
		}
	}
	return shown
}

// asks of deliverables that are shown; who waits for whom is part of the plans.
func (v *view) asks() {
	if !v.sees(Plans) {
		return
	}
	for _, k := range v.from.Asks {
		c := *k
		c.By, c.Of, c.Answer = v.items[k.By], v.teams[k.Of], v.items[k.Answer]
		if c.By != nil {
			c.Quarter = c.By.Quarter
			v.to.Asks = append(v.to.Asks, &c)
		}
	}
}

// files that some shown prose leads to; all of them where plans are shown.
func (v *view) files() {
	if v.sees(Plans) {
		v.to.Files = v.from.Files
		return
	}
	linked := map[string]bool{v.to.Site.Look.Logo: true}
	v.to.eachProse(func(p Prose) {
		for _, s := range p.Spans {
			if s.Ref != nil && s.Ref.Kind == RefFile {
				linked[s.Ref.ID] = true
			}
		}
	})
	for _, f := range v.from.Files {
		if linked[f.Path] {
			v.to.Files = append(v.to.Files, f)
		}
	}
}

// prose drops the mentions of lessons where lessons are not shown: a mention
// carries the lesson's title.
func (v *view) prose(p Prose) Prose {
	if v.sees(Lessons) {
		return p
	}
	kept := Prose{Text: p.Text}
	for _, s := range p.Spans {
		if s.Ref != nil && s.Ref.Kind == RefLesson {
			kept.Text = "" // it may hold the title too
			continue
		}
		kept.Spans = append(kept.Spans, s)
	}
	return kept
}

func (v *view) document(d *Document) *Document {
	if d == nil {
		return nil
	}
	c := *d
	c.Body = v.prose(d.Body)
	return &c
}

// eachProse calls f for every piece of prose of the archive.
func (a *Archive) eachProse(f func(Prose)) {
	if a.Home != nil {
		f(a.Home.Body)
	}
	for _, t := range a.Teams {
		f(t.About)
	}
	for _, q := range a.Quarters {
		if q.Foreword != nil {
			f(q.Foreword.Body)
		}
		for _, r := range q.Reports {
			r.eachProse(f)
		}
	}
}

func (r *Report) eachProse(f func(Prose)) {
	if r.Plan != nil {
		f(r.Plan.Intro)
	}
	for _, d := range r.Items {
		f(d.Body)
		f(d.ForCustomers)
	}
	if t := r.Retro; t != nil {
		for _, p := range []Prose{t.Intro, t.Well, t.Wrong, t.Change} {
			f(p)
		}
		for _, o := range t.Other {
			f(o.Body)
		}
		for _, k := range t.Actions {
			f(k.Text)
		}
		for _, l := range t.Lessons {
			f(l.Body)
		}
	}
}
