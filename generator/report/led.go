package report

// LedTo returns the paths of the files that the prose of an archive leads to, in links and as
// pictures, and that of the logo.
func (a *Archive) LedTo() map[string]bool {
	led := map[string]bool{}
	if a.Site.Look.Logo != "" {
		led[a.Site.Look.Logo] = true
	}
	a.eachProse(func(p Prose) {
		for _, s := range p.Spans {
			if s.Ref != nil && s.Ref.Kind == RefFile {
				led[s.Ref.ID] = true
			}
		}
	})
	return led
}

// eachProse calls do for every prose that a page may show.
func (a *Archive) eachProse(do func(Prose)) {
	document := func(d *Document) {
		if d != nil {
			do(d.Body)
		}
	}
	document(a.Home)
	for _, t := range a.Teams {
		do(t.About)
	}
	for _, q := range a.Quarters {
		document(q.Foreword)
		for _, r := range q.Reports {
			r.eachProse(do)
		}
	}
}

func (r *Report) eachProse(do func(Prose)) {
	if r.Plan != nil {
		do(r.Plan.Intro)
	}
	for _, d := range r.Items {
		do(d.Body)
		do(d.ForCustomers)
	}
	for _, u := range r.Updates {
		do(u.Body)
	}
	if r.Retro == nil {
		return
	}
	for _, p := range []Prose{r.Retro.Intro, r.Retro.Well, r.Retro.Wrong, r.Retro.Change} {
		do(p)
	}
	for i := range r.Retro.Other {
		do(r.Retro.Other[i].Body)
	}
	for _, act := range r.Retro.Actions {
		do(act.Text)
	}
	for _, l := range r.Retro.Lessons {
		do(l.Body)
	}
}
