package page

import (
	"slices"
	"strings"

	"quarterdeck/generator/card"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Picture is what others show beside a link to a page: a PNG of [card.Width] by
// [card.Height] pixels, and what it says.
type Picture struct{ Path, Alt string }

const (
	cardFolder = "cards/"
	siteCard   = cardFolder + "site.png"
)

func quarterCardPath(q report.QuarterID) string { return cardFolder + q.String() + ".png" }

func reportCardPath(r *report.Report) string {
	return cardFolder + r.Quarter.ID.String() + "/" + Slug(r.Team.ID) + ".png"
}

// planCards adds a picture of the site, one of each quarter and one of each report.
// Their addresses must be whole ones, so a site that does not know its own has none.
func planCards(p *planner) {
	if p.archive.Site.BaseURL == "" {
		return
	}
	p.under("cards", func(p *planner) {
		p.card(siteCard, p.siteCard)
		if !p.shows(reports...) {
			return
		}
		for _, q := range p.archive.Quarters {
			p.card(quarterCardPath(q.ID), func() card.Card { return p.quarterCard(q) })
			for _, r := range q.Reports {
				p.card(reportCardPath(r), func() card.Card { return p.reportCard(r) })
			}
		}
	})
}

func (p *planner) card(path string, of func() card.Card) {
	p.add(Page{Path: path, Card: of, Unlisted: true}, nil)
}

// quarterPicture is the picture of a quarter's pages. Those of an edition have none of
// their own: the quarter's may tell other figures than they do.
func (p *planner) quarterPicture(q *report.Quarter) *Picture {
	return p.picture(quarterCardPath(q.ID), func() card.Card { return p.quarterCard(q) })
}

func (p *planner) reportPicture(r *report.Report) *Picture {
	return p.picture(reportCardPath(r), func() card.Card { return p.reportCard(r) })
}

func (p *planner) picture(path string, of func() card.Card) *Picture {
	if p.archive.Site.BaseURL == "" || p.edition != nil || !p.shows(reports...) {
		return nil
	}
	return &Picture{path, of().Words()}
}

// sitePicture is the picture of every page without one of its own.
func (p *planner) sitePicture() *Picture {
	if p.archive.Site.BaseURL == "" {
		return nil
	}
	return &Picture{siteCard, p.siteCard().Words()}
}

// siteCard says what the site is about, and to whom hears of nothing else, what shipped.
func (p *planner) siteCard() card.Card {
	site := p.archive.Site
	c := card.Card{Brand: site.Look.Company, Title: site.Title, Answer: capital(p.siteHolds()) + ".", Accent: site.Look.Accent}
	if p.shows(report.Shipped) && !p.shows(reports...) {
		delivered := p.delivered()
		c.Answer = shippedAnswer(delivered, slices.ContainsFunc(delivered, func(d *report.Deliverable) bool { return d.Customers }))
	}
	return c
}

func (p *planner) quarterCard(q *report.Quarter) card.Card {
	if !p.shows(report.Numbers) {
		return p.headed(q.ID.Title(), p.toldOf(q))
	}
	f := p.book.Quarter(q.ID)
	return withFigures(p.headed(q.ID.Title(), planned(f, we, p.archive.Today)), f)
}

func (p *planner) reportCard(r *report.Report) card.Card {
	title := r.Quarter.ID.Title() + " · " + r.Team.Name
	if !p.shows(report.Numbers) {
		return p.headed(title, p.toldBy(r))
	}
	f := p.book.Team(r.Quarter.ID, r.Team.ID)
	return withFigures(p.headed(title, planned(f, r.Team.Name, p.archive.Today)), f)
}

// headed is a card with a title and an answer.
func (p *planner) headed(title string, a Answer) card.Card {
	site := p.archive.Site
	brand := site.Title
	if site.Look.Company != "" {
		brand = site.Look.Company + " " + lowerStart(brand)
	}
	return card.Card{Brand: brand, Title: title, Answer: a.words(), Accent: site.Look.Accent}
}

// words are an answer as one text.
func (a Answer) words() string {
	s := a.Before + a.Bold + a.After
	if a.Act != "" {
		s += " " + a.Act
	}
	return s
}

// withFigures adds the headline, and the plan above what became of it.
func withFigures(c card.Card, f *metrics.Figures) card.Card {
	if f == nil || !f.HasPlan || len(f.P) == 0 {
		return c
	}
	if on := cutOff(f.CutOff); on != "" && !strings.Contains(c.Answer, nb(f.CutOff.To.Long())) {
		c.Note = "Plan as of the " + cutOffs(f.CutOff) + " " + on
	}
	once, more := len(f.CarriedOnce), len(f.CarriedMore)
	plan := card.Bar{Name: "Planned", Parts: []card.Part{
		{N: len(f.P) - once - more, Ink: card.Planned},
		{N: once, Ink: card.Carried, Word: "carried in"},
		{N: more, Ink: card.Carried2, Word: "carried twice or more"},
	}}
	c.Bars = []card.Bar{plan}
	if ahead(f.Quarter) {
		c.Figure, c.Count = digits(len(f.P)), "planned"
		return c
	}
	c.Figure, c.Count = f.KeptRatio().Percent(), f.KeptRatio().Count()
	rest := card.Part{N: len(f.Rest), Ink: card.Open, Word: "open"}
	if f.Quarter.State == report.Closed {
		rest.Ink, rest.Word = card.Unexplained, "unexplained"
	}
	c.Bars = append(c.Bars, card.Bar{Name: "Outcome", Parts: []card.Part{
		{N: len(f.Kept), Ink: card.Delivered, Word: "delivered"},
		{N: len(f.Moved), Ink: card.Moved, Word: "moved"},
		{N: len(f.Dropped), Ink: card.Dropped, Word: "dropped"},
		rest,
	}})
	return c
}
