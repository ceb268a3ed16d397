package page

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"quarterdeck/generator/chart"
	"quarterdeck/generator/report"
)

// Lessons is what the page of all lessons, or of those of one theme, shows.
type Lessons struct {
	Title  string
	Answer string
	Themes []ThemeRow // every theme in the order of site.toml
	Groups []LessonGroup
	// Figs say how much lessons are reused; Returns are the themes that come back, of a theme's page its own alone.
	Figs    []Fig
	Returns []ReturnRow
	Picture figures
}

// ThemeRow is a theme with the number of its lessons; the link of a theme
// without one is plain text.
type ThemeRow struct {
	Link
	Count   int
	Current bool
}

// LessonGroup are the lessons of one quarter's retros, by team.
type LessonGroup struct {
	ID, Title, Note string
	Rows            []LessonRow
}

// LessonRow is a lesson in a list.
type LessonRow struct {
	Title   Link
	Theme   Link
	Team    Link
	Held    report.Day
	Text    string // the first sentence
	Adopted string // "adopted in 2 plans", or ""
	Again   string // "came true again twice", or ""
}

// planLessons adds the list, a page a theme and a page a lesson.
func planLessons(p *planner) { p.under("lessons", planEveryLesson) }

func planEveryLesson(p *planner) {
	all := slices.Clone(p.index().held)
	slices.SortStableFunc(all, func(a, b *report.Lesson) int { // newest quarter first
		return cmp.Or(b.Quarter.ID.Compare(a.Quarter.ID), cmp.Compare(a.Team.Name, b.Team.Name))
	})
	top := Link{Text: "Lessons", Path: lessonsPath}
	charts := func() figures { return nil }
	if p.shows(report.Numbers) {
		charts = p.charts(lessonsPath, chart.OnLessons, chart.Source{})
	}
	head := Head{
		Title: "Lessons", Section: lessonsPath, Crumbs: p.crumbs(top),
		Description: "What teams learned in their retros, for others to use.", Feeds: p.lessonFeeds(),
	}
	p.page(lessonsPath, "lessons", func() Head { return head }, func() any { return p.lessonList(all, "", charts()) })

	byTheme := map[string][]*report.Lesson{}
	for _, l := range all {
		byTheme[l.Theme] = append(byTheme[l.Theme], l)
	}
	for _, theme := range p.themes() {
		if theme == "" || len(byTheme[theme]) == 0 {
			continue
		}
		head := Head{
			Title: "Lessons: " + theme, Section: lessonsPath, Description: "Lessons about " + theme + ".",
			Crumbs: p.crumbs(top, Link{Text: capital(theme), Path: themePath(theme)}), Feeds: p.lessonFeeds(),
		}
		p.page(themePath(theme), "lessons", func() Head { return head }, func() any { return p.lessonList(all, theme, nil) })
	}
	for _, l := range all {
		p.page(lessonPath(l.ID), "lesson", func() Head {
			return Head{Title: l.Title, Section: lessonsPath, Description: lessonDescription(l), Crumbs: p.crumbs(p.lessonWay(l)...), Feeds: p.lessonFeeds()}
		}, func() any { return p.lessonPage(l) })
	}
}

func (p *planner) lessonWay(l *report.Lesson) []Link {
	way := []Link{{Text: "Lessons", Path: lessonsPath}}
	if l.Theme != "" {
		way = append(way, Link{Text: capital(l.Theme), Path: themePath(l.Theme)})
	}
	return append(way, p.lesson(l))
}

func lessonDescription(l *report.Lesson) string {
	if text := sentence(l.Body.Text); text != "" {
		return text
	}
	return "A lesson of " + l.Team.Name + "."
}

// themes are those of site.toml, then any other that a lesson has, by name.
func (p *planner) themes() []string {
	all := slices.Clone(p.archive.Site.Themes)
	known := len(all)
	for _, l := range p.index().held {
		if l.Theme != "" && !slices.Contains(all, l.Theme) {
			all = append(all, l.Theme)
		}
	}
	slices.Sort(all[known:])
	return all
}

// lessonList shows the lessons of a theme, or all with theme "".
func (p *planner) lessonList(all []*report.Lesson, theme string, charts figures) *Lessons {
	v := &Lessons{Title: "Lessons", Picture: charts, Returns: p.returns(theme)}
	if theme == "" {
		v.Figs = p.reuseFigs(lessonsPath)
	}
	perTheme := map[string]int{}
	shown, retros, again := 0, map[*report.Report]bool{}, 0
	for _, l := range all {
		perTheme[l.Theme]++
		if theme != "" && l.Theme != theme {
			continue
		}
		shown++
		retros[l.Quarter.Report(l.Team.ID)] = true
		if len(p.index().confirms[l.ID]) > 0 {
			again++
		}
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Title != l.Quarter.ID.Title() {
			v.Groups = append(v.Groups, LessonGroup{ID: "q-" + l.Quarter.ID.String(), Title: l.Quarter.ID.Title()})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Rows = append(g.Rows, p.lessonRow(l, p.adopted(l)))
		g.Note = count(len(g.Rows), "lesson")
	}
	if theme != "" {
		v.Title = capital(theme)
	}
	v.Themes = append(v.Themes, ThemeRow{Link{Text: "All", Path: lessonsPath}, len(all), theme == ""})
	for _, t := range p.themes() {
		row := ThemeRow{Link{Text: capital(t), Path: themePath(t)}, perTheme[t], t == theme}
		if row.Count == 0 {
			row.Path = ""
		}
		v.Themes = append(v.Themes, row)
	}
	v.Answer = lessonsAnswer(shown, len(retros), again, theme)
	return v
}

func lessonsAnswer(lessons, retros, again int, theme string) string {
	if lessons == 0 {
		return "No lesson has been written yet."
	}
	about := ""
	if theme != "" {
		about = " about " + theme
	}
	s := fmt.Sprintf("%s%s from %s", count(lessons, "lesson"), about, count(retros, "retro"))
	switch {
	case again == 0:
		return s + "; none has come true again."
	case again == 1:
		return s + "; one has come true again."
	}
	return s + fmt.Sprintf("; %d have come true again.", again)
}

func (p *planner) lessonRow(l *report.Lesson, adopted int) LessonRow {
	row := LessonRow{
		Title: p.lesson(l), Team: p.retroLink(l.Quarter, l.Team), Held: l.Held, Text: sentence(l.Body.Text),
		Again: againWords(len(p.index().confirms[l.ID])),
	}
	if l.Theme != "" {
		row.Theme = Link{Text: l.Theme, Path: themePath(l.Theme)}
	}
	if adopted > 0 {
		row.Adopted = "adopted in " + count(adopted, "plan")
	}
	return row
}

// retroLink is a link to a team's retro, named after the team.
func (p *planner) retroLink(q *report.Quarter, t *report.Team) Link {
	l := p.report(q, t)
	if l.Path != "" && p.shows(report.Retros) {
		l.Path += "#retro"
	}
	return l
}

func againWords(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "came true again"
	case 2:
		return "came true again twice"
	}
	return "came true again " + strconv.Itoa(n) + "\u00a0times"
}
