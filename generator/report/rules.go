package report

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// view is what one audience sees where the table of fields is not enough: which things
// there are for it, and what they are called.
type view struct {
	table  Table
	open   map[string]bool // its fields
	from   *Archive
	to     Audience
	linked map[string]bool // paths that shown prose leads to
	teams  func() map[*Team]bool
	items  func() map[string]bool
	lives  func() *Lives
	was    func() map[string][]string
	public func() map[string]string // see publicIDs
}

// exists returns the rules that say whether a thing is there for the audience.
func (v *view) exists() map[reflect.Type]func(any) bool {
	v.teams, v.items = sync.OnceValue(v.heardOf), sync.OnceValue(v.announced)
	v.was, v.public = sync.OnceValue(v.renamed), sync.OnceValue(v.publicIDs)
	v.lives = sync.OnceValue(func() *Lives { return NewLives(v.from) })
	return map[reflect.Type]func(any) bool{
		reflect.TypeFor[Team]():        func(x any) bool { return v.team(x.(*Team)) },
		reflect.TypeFor[Quarter]():     func(x any) bool { return v.quarter(x.(*Quarter)) },
		reflect.TypeFor[Report]():      func(x any) bool { return v.report(x.(*Report)) },
		reflect.TypeFor[Deliverable](): func(x any) bool { return v.deliverable(x.(*Deliverable)) },
		reflect.TypeFor[Ask]():         func(x any) bool { return v.ask(x.(*Ask)) },
	}
}

// mend returns the rules that finish what was copied.
func (v *view) mend() map[reflect.Type]func(to, from any) {
	return map[reflect.Type]func(to, from any){
		reflect.TypeFor[Team]():        func(to, _ any) { v.asked(to.(*Team)) },
		reflect.TypeFor[Deliverable](): func(to, from any) { v.called(to.(*Deliverable), from.(*Deliverable)) },
		reflect.TypeFor[Prose]():       func(to, _ any) { v.prose(to.(*Prose)) },
		reflect.TypeFor[Edition]():     func(to, from any) { v.frozen(to.(*Edition), from.(*Edition)) },
	}
}

func (v *view) inside() bool { return inside(v.to) }

// deliverable: inside all of them; others hear of those that are meant for customers
// and have arrived, or may still.
func (v *view) deliverable(d *Deliverable) bool {
	if v.inside() {
		return true
	}
	if d.Came() {
		return d.Customers && v.to.sees(Shipped)
	}
	elsewhere := d.Outcome.Status == HandedOver || len(d.Parts) > 0
	comes := !elsewhere && !d.Removed && (d.Outcome.Status == "" || d.Outcome.Status == Open) && d.Quarter.State != Closed
	return d.Customers && comes && v.to.sees(Upcoming)
}

func (v *view) report(r *Report) bool {
	return v.inside() || slices.ContainsFunc(r.Items, v.deliverable) ||
		r.Retro != nil && (v.to.sees(Retros) || v.to.sees(Lessons))
}

func (v *view) quarter(q *Quarter) bool {
	return v.inside() || slices.ContainsFunc(q.Reports, v.report)
}

func (v *view) team(t *Team) bool { return v.inside() || v.teams()[t] }

// heardOf are the teams that have any report.
func (v *view) heardOf() map[*Team]bool {
	heard := map[*Team]bool{}
	for r := range v.from.AllReports() {
		heard[r.Team] = heard[r.Team] || v.report(r)
	}
	return heard
}

// announced are the ids of the deliverables that are there.
func (v *view) announced() map[string]bool {
	ids := map[string]bool{}
	for d := range v.from.AllItems() {
		if v.deliverable(d) {
			ids[d.ID] = true
		}
	}
	return ids
}

func (v *view) ask(k *Ask) bool { return v.deliverable(k.By) && v.team(k.Of) }

// called gives a deliverable the title that customers know it by, and tells them nothing
// of how it goes before it has arrived.
func (v *view) called(to, from *Deliverable) {
	if v.inside() {
		v.promised(to)
		return
	}
	to.Title = from.PublicTitle()
	if from.Came() {
		to.Outcome.Status = Delivered // in which quarter it was promised is not for them
	} else {
		to.Outcome, to.Notice = Outcome{}, Notice{}
	}
	to.Was = v.known(from.Was, map[string]bool{from.ID: true})
	v.tell(&to.Notice, from.ID)
	if l := v.lives().Of(from.ID); to.Notice.Retracted != 0 && to.Notice.Retracted < v.heardSince(l) {
		to.Notice.Retracted, to.Notice.Why = 0, ""
	}
	v.rename(to, from)
}

// asked keeps whom colleagues ask from those who have somebody of their own to ask.
func (v *view) asked(t *Team) {
	if v.from.Site.contact(v.to) != "" {
		t.Contact = ""
	}
}

// heardSince is the first day on which the audience may have had what lived; 0 where it knows of
// no delivery. What was withdrawn before that is no withdrawal to it.
func (v *view) heardSince(l *Life) Day {
	var first Day
	if l == nil {
		return first
	}
	for _, d := range l.Items {
		if !v.deliverable(d) || !d.Came() {
			continue
		}
		// Without a day it came in its quarter, be it on the first day.
		if came := cmp.Or(d.Outcome.Finished, d.Quarter.Start); first == 0 || came < first {
			first = came
		}
	}
	return first
}

// known are the ids that the audience knows among those that a deliverable had: for one that
// it does not know, those before it, so that the life of what it does know stays whole.
func (v *view) known(was []string, seen map[string]bool) []string {
	var known []string
	for _, id := range was {
		switch {
		case seen[id]:
			continue
		case v.items()[id]:
			known = append(known, id)
			seen[id] = true
		default:
			seen[id] = true
			known = append(known, v.known(v.was()[id], seen)...)
		}
	}
	return known
}

// renamed has what each id of the whole archive was before.
func (v *view) renamed() map[string][]string {
	was := map[string][]string{}
	for d := range v.from.AllItems() {
		if len(d.Was) > 0 {
			was[d.ID] = append(was[d.ID], d.Was...)
		}
	}
	return was
}

// tell keeps from others than the company where a delivery was announced, unless that was
// for the public. Whether it was may stand in another notice of the same thing.
func (v *view) tell(n *Notice, id string) {
	if n.Announced == 0 && n.Announcement == "" || v.inside() {
		return
	}
	if l := v.lives().Of(id); l == nil || l.Notice.Announce != "" && l.Notice.Announce != Public {
		n.Announced, n.Announcement = 0, ""
	}
}

// notices are those of what the audience knows to be delivered. That it was withdrawn
// concerns all who know it, wherever it is said: under an id that they never saw, or in the
// fence of a phase that has not arrived. It does not where it was withdrawn before they had it.
func (v *view) notices(all map[string]*Notice) map[string]*Notice {
	if v.inside() || len(all) == 0 && !v.withdrawn() {
		return all
	}
	kept := map[string]*Notice{}
	for _, l := range v.lives().All {
		var newest *Deliverable // that the audience knows
		delivered := false
		for _, d := range l.Items {
			if v.deliverable(d) {
				newest, delivered = d, delivered || d.Came()
			}
		}
		if !delivered {
			continue
		}
		since := v.heardSince(l)
		for _, id := range append([]string{l.ID}, l.Was...) {
			if n := all[id]; n != nil && v.items()[id] {
				v.tell(n, id)
				if n.Retracted < since {
					n.Retracted, n.Why = 0, ""
				}
				kept[id] = n
			}
		}
		if l.Notice.Retracted == 0 || l.Notice.Retracted < since {
			continue
		}
		n := kept[newest.ID]
		if n == nil {
			n = &Notice{}
			kept[newest.ID] = n
		}
		n.Retracted, n.Why = l.Notice.Retracted, l.Notice.Why
	}
	if len(kept) == 0 {
		return nil
	}
	return v.renamedNotices(kept)
}

// withdrawn reports whether the fence of any deliverable says that it was.
func (v *view) withdrawn() bool {
	for d := range v.from.AllItems() {
		if d.Notice.Retracted != 0 {
			return true
		}
	}
	return false
}

// promised has a promise say what the item says of what is kept from the audience, so
// that nothing seems to have changed.
func (v *view) promised(d *Deliverable) {
	if d.Promise == nil || v.to.sees(Plans) && v.to.sees(Lessons) {
		return
	}
	own := *d.Promise // which may be shared
	d.Promise = &own
	own.Body, own.ForCustomers = d.Body.Text, d.ForCustomers.Text // which may have lost a mention
	if !v.to.sees(Plans) {
		own.Owner = d.Owner
	}
}

// frozen has an edition hand out what the audience may see of its archive.
func (v *view) frozen(to, from *Edition) {
	if v.open["Edition.Archive"] && from.Archive != nil {
		to.Archive = sync.OnceValue(func() *Archive { return v.table.For(from.Archive(), v.to) })
	}
}

// prose has a link to what is not there become its text, which is the writer's own: without it
// the sentence around it would have a gap. A picture that is not there goes.
func (v *view) prose(p *Prose) {
	var kept []Span // nil while all is kept
	for i, s := range p.Spans {
		shown, ok := v.span(s)
		if kept == nil && (!ok || shown != s) {
			kept = slices.Clone(p.Spans[:i])
		}
		if kept != nil && ok {
			kept = append(kept, shown)
		}
	}
	if kept != nil {
		p.Spans = kept
	}
}

// span returns what is shown of a span, and whether anything is.
func (v *view) span(s Span) (Span, bool) {
	if s.Ref == nil {
		return s, true
	}
	if !v.leads(*s.Ref) {
		return Span{HTML: s.HTML}, !s.Ref.Image
	}
	if s.Ref.Kind == RefFile {
		v.linked[s.Ref.ID] = true
	}
	ref := v.renamedRef(*s.Ref)
	if ref.Fragment != "" && !v.holds(*s.Ref) {
		ref.Fragment = ""
	}
	if ref != *s.Ref {
		return Span{HTML: s.HTML, Ref: &ref}, true
	}
	return s, true
}

// leads reports whether what a link leads to may have a page.
func (v *view) leads(r Ref) bool {
	switch r.Kind {
	case RefDeliverable:
		return v.inside() || v.items()[r.ID]
	case RefLesson:
		return v.to.sees(Lessons)
	case RefQuarter, RefReport, RefTeam:
		return v.inside() || v.to.sees(Retros)
	}
	return true
}

// holds reports whether the prose in which a heading stands is shown. The fragment of
// one in a report begins with the kind of its file.
func (v *view) holds(r Ref) bool {
	switch r.Kind {
	case RefReport:
		return (strings.HasPrefix(r.Fragment, "plan-") || strings.HasPrefix(r.Fragment, "update-")) && v.to.sees(Plans) || strings.HasPrefix(r.Fragment, "retro-") && v.to.sees(Retros)
	case RefHome, RefQuarter, RefTeam:
		return v.inside()
	}
	return true
}

// files are those that some shown prose leads to.
func (v *view) files(all []File) []File {
	var kept []File
	for _, f := range all {
		if v.linked[f.Path] {
			kept = append(kept, f)
		}
	}
	return kept
}
