package page

import (
	"quarterdeck/generator/card"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"strings"
)

func quarterCardPath(q report.QuarterID) string { return site.CardFolder + q.String() + ".png" }

func reportCardPath(r *report.Report) string {
	return site.CardFolder + r.Quarter.ID.String() + "/" + site.Slug(r.Team.ID) + ".png"
}

// planCards adds a picture of the site, one of each quarter and one of each report.
// Their addresses must be whole ones, so a site that does not know its own has none.
func planCards(p *site.Planner) {
	if p.Archive.Site.BaseURL == "" {
		return
	}
	addCard(p, site.SiteCard, func() card.Card { return siteCard(p.Context) })
	if !p.Shows(site.Reports...) {
		return
	}
	for _, q := range p.Archive.Quarters {
		addCard(p, quarterCardPath(q.ID), func() card.Card { return quarterCard(p.As(q)) })
		for _, r := range q.Reports {
			addCard(p, reportCardPath(r), func() card.Card { return reportCard(p.AsReport(r)) })
		}
	}
}

func addCard(p *site.Planner, path string, of func() card.Card) {
	p.Add(site.Page{Path: path, Card: of, Unlisted: true}, nil)
}

// quarterPicture is the picture of a quarter's pages. Those of an edition have none of
// their own: the quarter's may tell other figures than they do.
func quarterPicture(c *site.Context, q *report.Quarter) *site.Picture {
	return picture(c, quarterCardPath(q.ID), func() card.Card { return quarterCard(c, q) })
}

func reportPicture(c *site.Context, r *report.Report) *site.Picture {
	return picture(c, reportCardPath(r), func() card.Card { return reportCard(c, r) })
}

func picture(c *site.Context, path string, of func() card.Card) *site.Picture {
	if c.Archive.Site.BaseURL == "" || c.Apart() || !c.Shows(site.Reports...) {
		return nil
	}
	return &site.Picture{Path: path, Alt: of().Words()}
}

// sitePicture is the picture of every page without one of its own.
func sitePicture(c *site.Context) *site.Picture {
	if c.Archive.Site.BaseURL == "" {
		return nil
	}
	return &site.Picture{Path: site.SiteCard, Alt: siteCard(c).Words()}
}

// siteCard says what the site is about, and to whom hears of nothing else, what shipped.
func siteCard(p *site.Context) card.Card {
	s := p.Archive.Site
	c := card.Card{Brand: s.Look.Company, Title: s.Title, Answer: p.About(), Accent: s.Look.Accent}
	if p.Shows(report.Shipped) && !p.Shows(site.Reports...) {
		c.Answer = shippedAnswer(p, p.Delivered())
	}
	return c
}

func quarterCard(c *site.Context, q *report.Quarter) card.Card {
	return withFigures(c, headed(c, c.Words.Quarter(q.ID), quarterAnswer(c, q)), c.Book.Quarter(q.ID))
}

func reportCard(c *site.Context, r *report.Report) card.Card {
	title := c.T("card.report", "quarter", r.Quarter.ID, "team", r.Team.Name)
	return withFigures(c, headed(c, title, reportAnswer(c, r)), c.Book.Team(r.Quarter.ID, r.Team.ID))
}

// headed is a card with a title and an answer.
func headed(c *site.Context, title string, a Answer) card.Card {
	return card.Card{Brand: c.Name(), Title: title, Answer: a.words(), Accent: c.Archive.Site.Look.Accent}
}

// words are an answer as one text.
func (a Answer) words() string {
	return text(a.Before+a.Bold+a.After, a.Act)
}

// withFigures adds the headline, and the plan above what became of it.
func withFigures(c *site.Context, to card.Card, f *metrics.Figures) card.Card {
	if !c.Shows(report.Numbers) || !f.HasPlan || len(f.P) == 0 {
		return to
	}
	if f.CutOff.From != 0 && !strings.Contains(to.Answer, c.Words.Date(f.CutOff.To)) {
		to.Note = c.T("card.cut-off", part.Dated(c, f.CutOff)...)
	}
	once, more := len(f.CarriedOnce), len(f.CarriedMore)
	key := func(n int, word string) string { return c.T("card.key", "n", n, "word", c.T(word)) }
	plan := card.Bar{Name: c.T("card.planned"), Parts: []card.Part{
		{N: len(f.P) - once - more, Ink: card.Planned},
		{N: once, Ink: card.Carried, Key: key(once, "card.carried")},
		{N: more, Ink: card.Carried2, Key: key(more, "card.carried-twice")},
	}}
	to.Bars = []card.Bar{plan}
	if site.Ahead(f.Quarter) {
		to.Figure, to.Count = c.Words.Number(float64(len(f.P))), c.T("card.items")
		return to
	}
	to.Figure, to.Count = f.Ratio("kept").PercentIn(c.Words), f.Ratio("kept").CountIn(c.Words)
	outcome := card.Bar{Name: c.T("card.outcome")}
	for _, o := range f.Outcomes() {
		if len(o.Rows) == 0 {
			continue
		}
		outcome.Parts = append(outcome.Parts, card.Part{N: len(o.Rows), Ink: outcomeInks[o.Word], Key: key(len(o.Rows), "status."+o.Word)})
	}
	to.Bars = append(to.Bars, outcome)
	return to
}

// outcomeInks are the colours of what became of the plan.
var outcomeInks = map[string]card.Ink{
	"delivered": card.Delivered, "partly": card.Partly, "handed_over": card.Handed, "moved": card.Moved, "dropped": card.Dropped,
	"open": card.Open, "unexplained": card.Unexplained, "untold": card.Open,
}
