package page

import (
	"net/mail"
	"net/url"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// Fact is one thing to know of a delivery: "Plans", and what they are.
type Fact struct {
	Name  string
	Links []Link
	Note  string
	Alert string // what somebody must act on
}

// itemFacts says who has a delivery, since when, whom to ask about it, and where it was announced.
func (p *planner) itemFacts(l *report.Life) []Fact {
	var out []Fact
	add := func(name string, texts ...string) {
		if text := joined(texts, "and"); text != "" {
			out = append(out, Fact{Name: name, Links: []Link{{Text: text}}})
		}
	}
	add("Plans", l.Notice.Plans...)
	add("Regions", l.Notice.Regions...)
	d := l.Delivery()
	if from := l.Notice.From; from != 0 {
		word := "Available since"
		if from > p.archive.Today {
			word = "Available from"
		}
		add(word, from.Long())
	}
	ask := Fact{Name: "Ask", Links: []Link{p.team(d.Team)}}
	if c := d.Team.Contact; c != "" {
		ask.Links = append(ask.Links, contact(c))
	}
	if p.inside() {
		for _, who := range []string{d.Team.Product, d.Team.Engineering} {
			if who != "" && !slices.ContainsFunc(ask.Links, func(l Link) bool { return l.Text == who }) {
				ask.Links = append(ask.Links, Link{Text: who})
			}
		}
	}
	out = append(out, ask)
	if f, ok := p.announcedFact(l); ok {
		out = append(out, f)
	}
	return out
}

// contact leads to an address of the web or of mail; what is neither is text.
func contact(s string) Link {
	if u, err := url.Parse(s); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
		return Link{Text: strings.TrimSuffix(u.Host+u.Path, "/"), Path: s, External: true}
	}
	if a, err := mail.ParseAddress(s); err == nil && a.Name == "" {
		return Link{Text: a.Address, Path: "mailto:" + a.Address, External: true}
	}
	return Link{Text: s}
}

// announcedFact says where a delivery was announced; inside, that it still has to be.
func (p *planner) announcedFact(l *report.Life) (Fact, bool) {
	f := Fact{Name: "Announced"}
	n := l.Notice
	switch {
	case n.Announced != 0:
		on := Link{Text: nb(n.Announced.Long())}
		if n.Announcement != "" {
			on.Path, on.External = n.Announcement, true
		}
		f.Links = []Link{on}
		if l.ToAnnounce() && p.inside() {
			f.Alert = "The newest phase is not announced yet."
		}
	case !p.inside() || l.Announce() == report.Silent:
		return f, false
	case l.ToAnnounce():
		f.Alert = "Not yet."
	default:
		return f, false
	}
	if p.inside() && l.Announce() == report.Internal {
		f.Note = "Inside the company only."
	}
	return f, true
}

// ItemChange is what became otherwise about an item, and when.
type ItemChange struct{ When, What string }

// itemChanges tells what an item was called, whose it was and what was promised of it, where that is
// otherwise now. How far it came stands in its time line.
func (p *planner) itemChanges(l *report.Life) []ItemChange {
	var out []ItemChange
	add := func(when, what string) { out = append(out, ItemChange{when, what}) }
	var before *report.Deliverable
	for _, d := range l.Items {
		when := d.Quarter.ID.Title()
		if was := before; was != nil {
			if was.PublicTitle() != d.PublicTitle() {
				add(when, "Called “"+d.PublicTitle()+"”; was “"+was.PublicTitle()+"”.")
			}
			if was.ID != d.ID {
				add(when, "Its id is "+d.ID+"; was "+was.ID+".")
			}
			if was.Team != d.Team {
				add(when, "Went from "+was.Team.Name+" to "+d.Team.Name+".")
			}
		}
		if was := d.Promise; was != nil && p.inside() {
			if was.Title != "" && was.Title != d.Title && (before == nil || before.Title != was.Title) {
				add(when, "Planned as “"+was.Title+"”.")
			}
			if was.Phase != "" && was.Phase != d.Phase {
				add(when, "Planned as "+was.Phase.Title()+", now "+phaseOrNone(d.Phase)+".")
			}
			if was.Due != 0 && d.Due != 0 && was.Due != d.Due {
				add(when, "Due "+nb(d.Due.Long())+"; was "+nb(was.Due.Long())+".")
			}
		}
		before = d
	}
	if n := l.Notice; n.Retracted != 0 && !l.Withdrawn() {
		add(n.Retracted.Long(), "Was withdrawn: "+endSentence(n.Why))
	}
	slices.Reverse(out)
	return out
}

func phaseOrNone(p report.Phase) string {
	if p == "" {
		return "without a phase"
	}
	return p.Title()
}

// withdrawn is the banner of what is no longer there.
func withdrawn(l *report.Life) []Banner {
	if !l.Withdrawn() {
		return nil
	}
	return []Banner{{Text: "Withdrawn on " + nb(l.Notice.Retracted.Long()) + ": " + endSentence(l.Notice.Why)}}
}
