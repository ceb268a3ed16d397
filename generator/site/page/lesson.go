package page

import (
	"cmp"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
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
	Figs       []Fig
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
		ID: l.ID, Title: l.Title, Team: retroLink(c, l.Quarter, l.Team), Quarter: c.Quarter(l.Quarter), Held: l.Held,
		Match: matchWords(c, l.Applies), From: became(c, l.LearnedFrom, l.Quarter),
	}
	v.Lead, v.Body = splitLead(l.Body)
	if l.Theme != "" {
		v.Theme = site.Link{Text: l.Theme, Path: site.ThemePath(l.Theme)}
	}
	for _, id := range l.Confirms {
		if earlier := c.Index().Lessons[id]; earlier != nil {
			v.Confirms = append(v.Confirms, c.Lesson(earlier))
		}
	}
	uses := usesOf(c, l.ID)
	lessonAnswers(c, v, uses)
	v.Again = again(c, l, uses)
	if c.ShowsAnswers() {
		v.Figs = lessonFigs(c, l, uses)
	}
	v.Figs = append(v.Figs, Fig{Rows: site.Link{Text: "Came true again", Path: "#again"},
		Value: digits(len(c.Index().Confirms[l.ID])), Count: "as later retros say"})
	return v
}

// lessonAnswers lists the plans that answered, and those that did not and had to.
func lessonAnswers(c *site.Context, v *LessonPage, uses []*report.Use) {
	for _, u := range uses {
		in := c.Report(u.Report.Quarter, u.Report.Team)
		if u.Answer == nil {
			in.Text += ", " + nb(u.Report.Quarter.ID.Title())
			switch words := useWords(c, u); {
			case words.Act:
				v.ToAnswer = append(v.ToAnswer, in)
			case u.Due:
				v.Unanswered = append(v.Unanswered, in)
			}
			continue
		}
		row := LessonAnswer{Team: in, Quarter: c.Quarter(u.Report.Quarter), UseWords: useWords(c, u)}
		for _, d := range u.Items {
			row.Items = append(row.Items, becameItem(c, d))
		}
		v.Answers = append(v.Answers, row)
	}
}

// lessonFigs say how many plans adopted it, and what became of the items to which it was applied.
func lessonFigs(c *site.Context, l *report.Lesson, uses []*report.Use) []Fig {
	who := "#who"
	reuse := ratioFig(c, site.Link{Text: "Adopted", Path: who}, metrics.Reuse(uses), "matching plans")
	reuse.Definition = c.Definition("reuse", "Adopted")
	items, delivered := metrics.Applied(uses, l.ID)
	applied := ratioFig(c, site.Link{Text: "Delivered where adopted", Path: who}, metrics.Ratio{Value: float64(len(delivered)), Of: float64(len(items))}, "matching items")
	open := 0
	for _, d := range items {
		if site.StatusWord(d) == string(report.Open) {
			open++
		}
	}
	if open > 0 {
		applied.Count += ", " + digits(open) + " still open"
	}
	missing := 0
	for _, u := range uses {
		if useWords(c, u).Act {
			missing++
		}
	}
	return []Fig{reuse, applied, {Rows: site.Link{Text: "Not answered", Path: who}, Value: digits(missing), Count: "current plans", Act: missing > 0}}
}

func ratioFig(c *site.Context, rows site.Link, r metrics.Ratio, what string) Fig {
	f := Fig{Rows: rows, Value: r.Percent(), Count: r.Count() + " " + what}
	if r.Of == 0 {
		f.Count = "no " + what
	}
	return f
}

// again is the lesson's own retro, then each that confirmed it, by time.
func again(p *site.Context, l *report.Lesson, uses []*report.Use) []LessonAgain {
	steps := []LessonAgain{{
		Title: l.Quarter.ID.Title() + ", " + l.Team.Name + ": learned", First: true,
		Items: became(p, l.LearnedFrom, l.Quarter), Retro: retroLink(p, l.Quarter, l.Team),
	}}
	later := slices.Clone(p.Index().Confirms[l.ID])
	slices.SortStableFunc(later, func(a, b *report.Lesson) int {
		return cmp.Or(a.Quarter.ID.Compare(b.Quarter.ID), cmp.Compare(a.Team.Name, b.Team.Name))
	})
	for _, c := range later {
		s := LessonAgain{
			Title: c.Quarter.ID.Title() + ", " + c.Team.Name, Lesson: p.Lesson(c),
			Items: became(p, c.LearnedFrom, c.Quarter), Retro: retroLink(p, c.Quarter, c.Team),
		}
		for _, u := range uses {
			if u.Answer != nil && u.Report.Quarter == c.Quarter && u.Report.Team == c.Team {
				s.Answer = answerWords(p, *u.Answer)
			}
		}
		steps = append(steps, s)
	}
	return steps
}

func answerWords(c *site.Context, a report.Answer) string {
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
	b := Became{Item: site.Link{Text: d.Title, Path: items{c: c}.path(d)}, ID: d.ID, Words: status, Class: status}
	switch {
	case site.Lateness(c, d) != "":
		b.Words += ", " + site.Lateness(c, d)
	case status != "delivered" && d.Outcome.Reason != "":
		b.Words += ", " + string(d.Outcome.Reason)
	}
	return b
}

// matchWords says which plans a lesson speaks to: "plans with a feature in beta
// that needs Console Design".
func matchWords(c *site.Context, m report.Match) string {
	if m.Empty() {
		return ""
	}
	var kinds, phases, teams []string
	for _, k := range m.Kinds {
		switch k {
		case report.Feature:
			kinds = append(kinds, "a feature")
		case report.Operations:
			kinds = append(kinds, "operations work")
		default:
			kinds = append(kinds, string(k))
		}
	}
	for _, ph := range m.Phases {
		phases = append(phases, ph.Title())
	}
	for _, id := range m.Teams {
		name := id
		if t := c.Index().Teams[id]; t != nil {
			name = t.Name
		}
		teams = append(teams, name)
	}
	s := "plans with "
	if len(kinds) == 0 {
		s += "an item"
	}
	s += site.Joined(kinds, "or")
	if len(phases) > 0 {
		s += " in " + site.Joined(phases, "or")
	}
	if len(m.Components) > 0 {
		s += " on " + site.Joined(m.Components, "or")
	}
	if len(teams) > 0 {
		s += " that needs " + site.Joined(teams, "or")
	}
	return s
}
