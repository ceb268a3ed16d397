package page

import (
	"cmp"
	"slices"

	"quarterdeck/generator/numbers"
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
	ToAnswer   []Link // current plans that it matches and that do not answer it
	Again      []LessonAgain
}

// LessonAnswer is how a later plan answered.
type LessonAnswer struct {
	Team, Quarter Link
	Verdict, Why  string
	Class         string // swatch
	Items         []Became
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

// answer is a plan's answer to a lesson.
type answer struct {
	report.Answer
	of *report.Report
}

// answers gathers the plans' answers by lesson, newest quarter first.
func (p *planner) answers() map[string][]answer {
	all := map[string][]answer{}
	for _, q := range slices.Backward(p.archive.Quarters) {
		for _, r := range q.Reports {
			if r.Plan == nil {
				continue
			}
			for id, a := range r.Plan.Answers {
				all[id] = append(all[id], answer{a, r})
			}
		}
	}
	return all
}

func (p *planner) lessonPage(l *report.Lesson, answers []answer) *LessonPage {
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
	kept := map[string]*numbers.Ratio{"adopted": {}, "deferred": {}, "not applicable": {}}
	verdicts := map[string]int{}
	for _, a := range answers {
		items := p.matching(l.Applies, a.of)
		row := LessonAnswer{
			Team: p.report(a.of.Quarter, a.of.Team), Quarter: p.quarter(a.of.Quarter),
			Verdict: a.Verdict, Why: a.Why, Class: verdictClass(a.Verdict),
		}
		verdicts[a.Verdict]++
		for _, d := range items {
			row.Items = append(row.Items, p.becameItem(d))
			if k := kept[a.Verdict]; k != nil && d.Quarter.State == report.Closed {
				k.Of++
				if d.Outcome.Status == report.Delivered {
					k.Value++
				}
			}
		}
		v.Answers = append(v.Answers, row)
	}
	v.ToAnswer = p.toAnswer(l, answers)
	v.Again = p.again(l, answers)
	if p.shows(report.Plans) {
		adopted := numbers.Ratio{Value: float64(verdicts["adopted"]), Of: float64(len(answers))}
		who := "#who"
		v.Figs = append(v.Figs,
			ratioFig(Link{Text: "Adopted", Path: who}, adopted, "plans that answered"),
			ratioFig(Link{Text: "Kept where adopted", Path: who}, *kept["adopted"], "matching items"),
			ratioFig(Link{Text: "Kept where deferred", Path: who}, *kept["deferred"], "matching items"))
	}
	v.Figs = append(v.Figs, Fig{Rows: Link{Text: "Came true again", Path: "#again"},
		Value: digits(len(p.index().confirms[l.ID])), Count: "as later retros say"})
	return v
}

func ratioFig(rows Link, r numbers.Ratio, what string) Fig {
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

// toAnswer are the plans of quarters that have not closed, later than the
// lesson, that it matches and that do not answer it.
func (p *planner) toAnswer(l *report.Lesson, answers []answer) []Link {
	var out []Link
	for _, q := range p.archive.Quarters {
		if q.State == report.Closed || q.ID.Compare(l.Quarter.ID) <= 0 {
			continue
		}
		for _, r := range q.Reports {
			answered := slices.ContainsFunc(answers, func(a answer) bool { return a.of == r })
			if r.Plan != nil && !answered && len(p.matching(l.Applies, r)) > 0 {
				link := p.report(q, r.Team)
				link.Text += ", " + q.ID.Title()
				out = append(out, link)
			}
		}
	}
	return out
}

// again is the lesson's own retro, then each that confirmed it, by time.
func (p *planner) again(l *report.Lesson, answers []answer) []LessonAgain {
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
		for _, a := range answers {
			if a.of.Quarter == c.Quarter && a.of.Team == c.Team {
				s.Answer = answerWords(a)
			}
		}
		steps = append(steps, s)
	}
	return steps
}

func answerWords(a answer) string {
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
