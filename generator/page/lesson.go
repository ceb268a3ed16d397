package page

import (
	"cmp"
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// LessonPage is what the page of one lesson shows.
type LessonPage struct {
	ID, Title  string
	Theme      Link
	Team       Link // to its retro
	Quarter    Link
	Held       report.Day
	Match      string // which plans it speaks to, in words
	Lead, Body report.Prose
	Figs       []Fig
	From       []Became // what it was learned from
	Confirms   []Link   // earlier lessons that came true again in it
	Answers    []LessonAnswer
	ToAnswer   []Link // current plans that had to answer it and do not
	Unanswered []Link // plans of closed quarters that had to and did not
	Again      []LessonAgain
}

// LessonAnswer is how a later plan answered.
type LessonAnswer struct {
	Team, Quarter Link
	UseWords
	Items []Became
}

// LessonAgain is the lesson that first said it, or one that confirmed it.
type LessonAgain struct {
	Title  string
	First  bool
	Lesson Link
	Items  []Became
	Answer string // how that team's plan had answered the lesson
	Retro  Link
}

// Became is an item and what became of it.
type Became struct {
	Item      Link
	ID, Words string
	Class     string // swatch
}

func (p *planner) lessonPage(l *report.Lesson) *LessonPage {
	v := &LessonPage{
		ID: l.ID, Title: l.Title, Team: p.retroLink(l.Quarter, l.Team), Quarter: p.quarter(l.Quarter), Held: l.Held,
		Match: p.matchWords(l.Applies), From: p.became(l.LearnedFrom, l.Quarter),
	}
	v.Lead, v.Body = splitLead(l.Body)
	if l.Theme != "" {
		v.Theme = Link{Text: l.Theme, Path: themePath(l.Theme)}
	}
	for _, id := range l.Confirms {
		if earlier := p.index().lessons[id]; earlier != nil {
			v.Confirms = append(v.Confirms, p.lesson(earlier))
		}
	}
	uses := p.usesOf(l.ID)
	p.lessonAnswers(v, uses)
	v.Again = p.again(l, uses)
	if p.showsAnswers() {
		v.Figs = p.lessonFigs(l, uses)
	}
	v.Figs = append(v.Figs, Fig{Rows: Link{Text: "Came true again", Path: "#again"},
		Value: digits(len(p.index().confirms[l.ID])), Count: "as later retros say"})
	return v
}

// usesOf is what plans make of a lesson, newest quarter first; none where the audience does not
// see it.
func (p *planner) usesOf(lesson string) []*report.Use {
	if !p.showsAnswers() {
		return nil
	}
	return p.over.uses()[lesson]
}

// lessonAnswers lists the plans that answered, and those that did not and had to.
func (p *planner) lessonAnswers(v *LessonPage, uses []*report.Use) {
	for _, u := range uses {
		in := p.report(u.Report.Quarter, u.Report.Team)
		if u.Answer == nil {
			in.Text += ", " + nb(u.Report.Quarter.ID.Title())
			switch words := useWords(u); {
			case words.Act:
				v.ToAnswer = append(v.ToAnswer, in)
			case u.Due:
				v.Unanswered = append(v.Unanswered, in)
			}
			continue
		}
		row := LessonAnswer{Team: in, Quarter: p.quarter(u.Report.Quarter), UseWords: useWords(u)}
		for _, d := range u.Items {
			row.Items = append(row.Items, p.becameItem(d))
		}
		v.Answers = append(v.Answers, row)
	}
}

// lessonFigs say how many plans adopted it, and what became of the items to which it was applied.
func (p *planner) lessonFigs(l *report.Lesson, uses []*report.Use) []Fig {
	who := "#who"
	reuse := ratioFig(Link{Text: "Adopted", Path: who}, metrics.Reuse(uses), "matching plans")
	reuse.Definition = p.definition("reuse", "Adopted")
	items, delivered := metrics.Applied(uses, l.ID)
	applied := ratioFig(Link{Text: "Delivered where adopted", Path: who}, metrics.Ratio{Value: float64(len(delivered)), Of: float64(len(items))}, "matching items")
	open := 0
	for _, d := range items {
		if statusWord(d) == string(report.Open) {
			open++
		}
	}
	if open > 0 {
		applied.Count += ", " + digits(open) + " still open"
	}
	missing := 0
	for _, u := range uses {
		if useWords(u).Act {
			missing++
		}
	}
	return []Fig{reuse, applied, {Rows: Link{Text: "Not answered", Path: who}, Value: digits(missing), Count: "current plans", Act: missing > 0}}
}

func ratioFig(rows Link, r metrics.Ratio, what string) Fig {
	f := Fig{Rows: rows, Value: r.Percent(), Count: r.Count() + " " + what}
	if r.Of == 0 {
		f.Count = "no " + what
	}
	return f
}

func verdictClass(verdict string) string {
	switch verdict {
	case "adopted":
		return "delivered"
	case "deferred":
		return "moved"
	}
	return "open"
}

// again is the lesson's own retro, then each that confirmed it, by time.
func (p *planner) again(l *report.Lesson, uses []*report.Use) []LessonAgain {
	steps := []LessonAgain{{
		Title: l.Quarter.ID.Title() + ", " + l.Team.Name + ": learned", First: true,
		Items: p.became(l.LearnedFrom, l.Quarter), Retro: p.retroLink(l.Quarter, l.Team),
	}}
	later := slices.Clone(p.index().confirms[l.ID])
	slices.SortStableFunc(later, func(a, b *report.Lesson) int {
		return cmp.Or(a.Quarter.ID.Compare(b.Quarter.ID), cmp.Compare(a.Team.Name, b.Team.Name))
	})
	for _, c := range later {
		s := LessonAgain{
			Title: c.Quarter.ID.Title() + ", " + c.Team.Name, Lesson: p.lesson(c),
			Items: p.became(c.LearnedFrom, c.Quarter), Retro: p.retroLink(c.Quarter, c.Team),
		}
		for _, u := range uses {
			if u.Answer != nil && u.Report.Quarter == c.Quarter && u.Report.Team == c.Team {
				s.Answer = answerWords(*u.Answer)
			}
		}
		steps = append(steps, s)
	}
	return steps
}

func answerWords(a report.Answer) string {
	s := "The plan had " + a.Verdict + " the lesson"
	if a.Verdict == "not applicable" {
		s = "The plan had called the lesson not applicable"
	}
	if a.Why != "" {
		s += ": “" + a.Why + "”"
	}
	return s + "."
}

// became finds items by id as they stood in a quarter, or else at the last
// moment before it.
func (p *planner) became(ids []string, q *report.Quarter) []Became {
	var out []Became
	for _, id := range ids {
		var found *report.Deliverable
		for _, d := range p.book.Item(id) {
			if found == nil || d.Quarter.ID.Compare(q.ID) <= 0 {
				found = d
			}
		}
		if found != nil {
			out = append(out, p.becameItem(found))
		}
	}
	return out
}

func (p *planner) becameItem(d *report.Deliverable) Became {
	status := statusWord(d)
	b := Became{Item: Link{Text: d.Title, Path: items{p: p}.path(d)}, ID: d.ID, Words: status, Class: status}
	switch {
	case lateness(d) != "":
		b.Words += ", " + lateness(d)
	case status != "delivered" && d.Outcome.Reason != "":
		b.Words += ", " + string(d.Outcome.Reason)
	}
	return b
}
