package page

import (
	"cmp"
	"quarterdeck/generator/chart"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/feed"
	"quarterdeck/generator/site/part"
	"slices"
)

// Lessons is what the page of all lessons, or of those of one theme, shows.
type Lessons struct {
	Title  string
	Answer string
	Themes []ThemeRow // every theme in the order of site.toml
	Groups []LessonGroup
	// Figs say how much lessons are reused; Returns are the themes that come back, of a theme's page its own alone.
	Figs    []part.Fig
	Returns []ReturnRow
	Picture site.Figures
}

// ThemeRow is a theme with the number of its lessons; the link of a theme
// without one is plain text.
type ThemeRow struct {
	site.Link
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
	Title   site.Link
	Theme   site.Link
	Team    site.Link
	Held    report.Day
	Text    string // the first sentence
	Adopted string // "adopted in 2 plans", or ""
	Again   string // "came true again twice", or ""
}

// planLessons adds the list, a page a theme and a page a lesson.
func planLessons(p *site.Planner) {
	all := slices.Clone(p.Index().Held)
	slices.SortStableFunc(all, func(a, b *report.Lesson) int { // newest quarter first
		return cmp.Or(b.Quarter.ID.Compare(a.Quarter.ID), cmp.Compare(a.Team.Name, b.Team.Name))
	})
	top := site.Link{Text: p.T("topic.lessons"), Path: site.LessonsPath}
	charts := p.Charts(site.LessonsPath, chart.OnLessons, chart.Source{})
	head := site.Head{
		Title: top.Text, Section: site.LessonsPath, Crumbs: p.Crumbs(top),
		Description: p.T("lessons.description"), Feeds: feed.LessonFeeds(p.Context),
	}
	p.Page(site.LessonsPath, "lessons", func() site.Head { return head }, func() any { return lessonList(p.Context, all, "", charts()) })

	byTheme := site.Group(all, func(l *report.Lesson) string { return l.Theme })
	for _, theme := range themes(p.Context) {
		if theme == "" || len(byTheme[theme]) == 0 {
			continue
		}
		head := site.Head{
			Title: p.T("lessons.theme-title", "theme", theme), Section: site.LessonsPath, Description: p.T("lessons.theme-description", "theme", theme),
			Crumbs: p.Crumbs(top, site.Link{Text: theme, Path: site.ThemePath(theme)}), Feeds: feed.LessonFeeds(p.Context),
		}
		p.Page(site.ThemePath(theme), "lessons", func() site.Head { return head }, func() any { return lessonList(p.Context, all, theme, nil) })
	}
	for _, l := range all {
		p.Page(site.LessonPath(l.ID), "lesson", func() site.Head {
			return site.Head{Title: l.Title, Section: site.LessonsPath, Description: lessonDescription(p.Context, l), Crumbs: p.Crumbs(lessonWay(p.Context, l)...), Feeds: feed.LessonFeeds(p.Context)}
		}, func() any { return lessonPage(p.Context, l) })
	}
}

func lessonWay(c *site.Context, l *report.Lesson) []site.Link {
	way := []site.Link{{Text: c.T("topic.lessons"), Path: site.LessonsPath}}
	if l.Theme != "" {
		way = append(way, site.Link{Text: l.Theme, Path: site.ThemePath(l.Theme)})
	}
	return append(way, c.Lesson(l))
}

func lessonDescription(c *site.Context, l *report.Lesson) string {
	return cmp.Or(site.Sentence(l.Body.Text), c.T("lessons.of-team", "team", l.Team.Name))
}

// themes are those of site.toml, then any other that a lesson has, by name.
func themes(c *site.Context) []string {
	all := slices.Clone(c.Archive.Site.Themes)
	known := len(all)
	for _, l := range c.Index().Held {
		if l.Theme != "" && !slices.Contains(all, l.Theme) {
			all = append(all, l.Theme)
		}
	}
	slices.Sort(all[known:])
	return all
}

// lessonList shows the lessons of a theme, or all with theme "".
func lessonList(c *site.Context, all []*report.Lesson, theme string, charts site.Figures) *Lessons {
	v := &Lessons{Title: c.T("topic.lessons"), Picture: charts, Returns: returns(c, theme)}
	if theme == "" {
		v.Figs = reuseFigs(c, site.LessonsPath)
	}
	perTheme := site.Group(all, func(l *report.Lesson) string { return l.Theme })
	shown, retros, again := 0, map[*report.Report]bool{}, 0
	for _, l := range all {
		if theme != "" && l.Theme != theme {
			continue
		}
		shown++
		retros[l.Quarter.Report(l.Team.ID)] = true
		if len(c.Index().Confirms[l.ID]) > 0 {
			again++
		}
		if id := "q-" + l.Quarter.ID.String(); len(v.Groups) == 0 || v.Groups[len(v.Groups)-1].ID != id {
			v.Groups = append(v.Groups, LessonGroup{ID: id, Title: c.Words.Quarter(l.Quarter.ID)})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Rows = append(g.Rows, lessonRow(c, l, site.Number(usesOf(c, l.ID), wasAdopted)))
		g.Note = c.T("lessons.count", "n", len(g.Rows))
	}
	if theme != "" {
		v.Title = theme
	}
	v.Themes = append(v.Themes, ThemeRow{site.Link{Text: c.T("lessons.all"), Path: site.LessonsPath}, len(all), theme == ""})
	for _, t := range themes(c) {
		row := ThemeRow{site.Link{Text: t, Path: site.ThemePath(t)}, len(perTheme[t]), t == theme}
		if row.Count == 0 {
			row.Path = ""
		}
		v.Themes = append(v.Themes, row)
	}
	v.Answer = c.T("lessons.answer", "lessons", shown, "theme", cmp.Or(theme, "none"), "retros", len(retros), "again", again)
	return v
}

func lessonRow(c *site.Context, l *report.Lesson, adopted int) LessonRow {
	row := LessonRow{Title: c.Lesson(l), Theme: c.Theme(l.Theme), Team: retroLink(c, l.Quarter, l.Team), Held: l.Held, Text: site.Sentence(l.Body.Text)}
	if n := len(c.Index().Confirms[l.ID]); n > 0 {
		row.Again = c.T("lessons.again", "n", n)
	}
	if adopted > 0 {
		row.Adopted = c.T("lessons.adopted-in", "n", adopted)
	}
	return row
}
