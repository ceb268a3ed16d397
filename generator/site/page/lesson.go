package page

import (
	"cmp"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/part"
	"slices"
)

// LessonPage is what the page of one lesson shows.
type LessonPage struct {
	ID, Title  string
	Theme      site.Link
	Team       site.Link // to its retro
	Quarter    site.Link
	Held       report.Day
	Match      string // which plans it speaks to, in words
	Lead, Body report.Prose
	Figs       []part.Fig
	From       []Became    // what it was learned from
	Confirms   []site.Link // earlier lessons that came true again in it
	Answers    []LessonAnswer
	ToAnswer   []site.Link // current plans that had to answer it and do not
	Unanswered []site.Link // plans of closed quarters that had to and did not
	Again      []LessonAgain
}

// LessonAnswer is how a later plan answered.
type LessonAnswer struct {
	Team, Quarter site.Link
	UseWords
	Items []Became
}

// LessonAgain is the lesson that first said it, or one that confirmed it.
type LessonAgain struct {
	Title  string
	First  bool
	Lesson site.Link
	Items  []Became
	Answer string // how that team's plan had answered the lesson
	Retro  site.Link
}

// Became is an item and what became of it.
type Became struct {
	Item      site.Link
	ID, Words string
	Class     string // swatch
}

func lessonPage(c *site.Context, l *report.Lesson) *LessonPage {
	v := &LessonPage{
		ID: l.ID, Title: l.Title, Theme: c.Theme(l.Theme), Team: retroLink(c, l.Quarter, l.Team), Quarter: c.Quarter(l.Quarter), Held: l.Held,
		Match: matchWords(c, l.Applies), From: became(c, l.LearnedFrom, l.Quarter),
	}
	v.Lead, v.Body = splitLead(l.Body)
	v.Confirms = part.ConfirmedBy(c, l)
	uses := usesOf(c, l.ID)
	lessonAnswers(c, v, uses)
	v.Again = again(c, l, uses)
	if c.ShowsAnswers() {
		v.Figs = lessonFigs(c, l, uses)
	}
	v.Figs = append(v.Figs, amount(c, "", "came-true", "#again", len(c.Index().Confirms[l.ID]), "as-retros-say"))
	return v
}

// lessonAnswers lists the plans that answered, and those that did not and had to.
func lessonAnswers(c *site.Context, v *LessonPage, uses []*report.Use) {
	for _, u := range uses {
		in := c.Report(u.Report.Quarter, u.Report.Team)
		if u.Answer == nil {
			in.Text = c.T("lesson.in-quarter", "team", in.Text, "quarter", part.OneLine(c.Words.Quarter(u.Report.Quarter.ID)))
			switch words := useWords(c, u); {
			case words.Act:
				v.ToAnswer = append(v.ToAnswer, in)
			case u.Due:
				v.Unanswered = append(v.Unanswered, in)
			}
			continue
		}
		row := LessonAnswer{Team: in, Quarter: c.Quarter(u.Report.Quarter), UseWords: useWords(c, u),
			Items: site.Each(u.Items, func(d *report.Deliverable) Became { return becameItem(c, d) })}
		v.Answers = append(v.Answers, row)
	}
}

// lessonFigs say how many plans adopted it, and what became of the items to which it was applied.
func lessonFigs(c *site.Context, l *report.Lesson, uses []*report.Use) []part.Fig {
	items, delivered := metrics.Applied(uses, l.ID)
	open := site.Number(items, func(d *report.Deliverable) bool { return site.StatusWord(d) == string(report.Open) })
	applied := metrics.Ratio{Value: float64(len(delivered)), Of: float64(len(items))}
	return []part.Fig{share(c, "reuse", "adopted", "#who", metrics.Reuse(uses), "matching-plans"),
		share(c, "", "delivered-where-adopted", "#who", applied, "matching-items", "open", open),
		toDo(c, "not-answered", "#who", unanswered(c, uses), "current-plans")}
}

// again is the lesson's own retro, then each that confirmed it, by time.
func again(p *site.Context, l *report.Lesson, uses []*report.Use) []LessonAgain {
	steps := []LessonAgain{{
		Title: p.T("lesson.learned", "quarter", l.Quarter.ID, "team", l.Team.Name), First: true,
		Items: became(p, l.LearnedFrom, l.Quarter), Retro: retroLink(p, l.Quarter, l.Team),
	}}
	byTime := func(a, b *report.Lesson) int {
		return cmp.Or(a.Quarter.ID.Compare(b.Quarter.ID), cmp.Compare(a.Team.Name, b.Team.Name))
	}
	for _, c := range slices.SortedStableFunc(slices.Values(p.Index().Confirms[l.ID]), byTime) {
		s := LessonAgain{
			Title: p.T("lesson.confirmed", "quarter", c.Quarter.ID, "team", c.Team.Name), Lesson: p.Lesson(c),
			Items: became(p, c.LearnedFrom, c.Quarter), Retro: retroLink(p, c.Quarter, c.Team),
		}
		for _, u := range uses {
			if u.Answer != nil && u.Report.Quarter == c.Quarter && u.Report.Team == c.Team {
				s.Answer = p.T("lesson.answer", "verdict", u.Answer.Verdict, "told", u.Answer.Why != "", "why", u.Answer.Why)
			}
		}
		steps = append(steps, s)
	}
	return steps
}

// became finds items by id as they stood in a quarter, or else at the last
// moment before it.
func became(c *site.Context, ids []string, q *report.Quarter) []Became {
	var out []Became
	for _, id := range ids {
		var found *report.Deliverable
		for _, d := range c.Book.Item(id) {
			if found == nil || d.Quarter.ID.Compare(q.ID) <= 0 {
				found = d
			}
		}
		if found != nil {
			out = append(out, becameItem(c, found))
		}
	}
	return out
}

func becameItem(c *site.Context, d *report.Deliverable) Became {
	status := site.StatusWord(d)
	b := Became{Item: site.Link{Text: d.Title, Path: part.ItemPath(c, d)}, ID: d.ID, Words: c.T("status." + status), Class: status}
	switch {
	case site.Lateness(c, d) != "":
		b.Words = c.T("lesson.became", "status", b.Words, "how", site.Lateness(c, d))
	case status != "delivered" && d.Outcome.Reason != "":
		b.Words = c.T("lesson.became", "status", b.Words, "how", part.Word(c, "reason", string(d.Outcome.Reason)))
	}
	return b
}

// matchWords says which plans a lesson speaks to: "plans with a feature in beta
// that needs Console Design".
func matchWords(c *site.Context, m report.Match) string {
	if m.Empty() {
		return ""
	}
	kinds := site.Each(m.Kinds, func(k report.Kind) string { return c.T("lesson-kind." + string(k)) })
	phases := site.Each(m.Phases, func(p report.Phase) string { return c.T("phase." + string(p)) })
	teams := site.Each(m.Teams, func(id string) string { return teamName(c, id) })
	or := func(words []string) string { return cmp.Or(c.Words.Or(words), "none") }
	return c.T("lesson.match", "kinds", or(kinds), "phases", or(phases), "components", or(m.Components), "teams", or(teams))
}
