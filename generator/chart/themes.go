package chart

import (
	"slices"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// shades are how a cell is filled, by the number of its lessons from 0; the last one is for
// more, too.
var shades = []ink{{fill: "paper", on: "ink-2"}, inkPlanned, inkCarried, inkCarried2}

// themes shows how many lessons each team's retros hold about each theme, as a grid: a row a team,
// a column a theme, the number in the cell.
func themes(s Source) Chart {
	c := Chart{Title: s.T("chart.themes.title")}
	g := newGrid(s.Archive)
	if len(g.teams) == 0 {
		return c.absent(s.T("chart.themes.absent"))
	}
	c.Summary = s.themeWords(g)
	c.Keys = []KeyRow{{Label: s.T("chart.themes.key")}}
	for n, shade := range shades[1:] {
		c.Keys[0].Keys = append(c.Keys[0].Keys, Key{shade.class, s.T("chart.themes.shade", "n", n+1)})
	}
	c.Table.Columns = []Column{column(s.T("chart.themes.team"))}
	foot := []string{s.T("chart.all")}
	for i, theme := range g.themes {
		c.Table.Columns = append(c.Table.Columns, figure(theme))
		n := 0
		for _, t := range g.teams {
			n += g.lessons[t][i]
		}
		foot = append(foot, metrics.Amount(float64(n)))
	}
	c.Table.Foot = foot
	for _, t := range g.teams {
		row := []string{t.Name}
		for _, n := range g.lessons[t] {
			row = append(row, metrics.Amount(float64(n)))
		}
		c.Table.Rows = append(c.Table.Rows, row)
	}
	c.Wide, c.Narrow = g.rows(true).drawAt(true), g.rows(false).drawAt(false)
	return c
}

// grid is the number of lessons of each team about each theme.
type grid struct {
	themes  []string // those that have a lesson
	teams   []*report.Team
	lessons map[*report.Team][]int // by the place of the theme
}

func newGrid(a *report.Archive) grid {
	g := grid{lessons: map[*report.Team][]int{}}
	all := report.AllLessons(a)
	for _, l := range all {
		if l.Theme != "" && !slices.Contains(g.themes, l.Theme) {
			g.themes = append(g.themes, l.Theme)
		}
	}
	slices.Sort(g.themes)
	for _, l := range all {
		if l.Theme == "" {
			continue
		}
		if g.lessons[l.Team] == nil {
			g.lessons[l.Team] = make([]int, len(g.themes))
			g.teams = append(g.teams, l.Team)
		}
		g.lessons[l.Team][slices.Index(g.themes, l.Theme)]++
	}
	slices.SortFunc(g.teams, (*report.Team).Compare)
	return g
}

// rows draws the grid as bars of equal parts, one a theme; the first row names the themes.
func (g grid) rows(wide bool) rows {
	r := rows{names: []string{" "}, least: float64(len(g.themes)), still: true}
	room := float64(narrowWidth) / float64(len(g.themes))
	for _, t := range g.teams {
		r.names = append(r.names, t.Name)
	}
	if wide {
		room = (wideWidth - widest(r.names, nameSize) - 20) / float64(len(g.themes))
	}
	for i, theme := range g.themes {
		cells := make([]segment, len(shades))
		for n, shade := range shades {
			cells[n] = segment{name: theme, bar: barOutcome, ink: shade, values: make([]float64, len(r.names)), texts: make([]string, len(r.names))}
		}
		cells[0].values[0], cells[0].texts[0] = 1, clip(theme, textSize(wide), room-3)
		for row, t := range g.teams {
			n := g.lessons[t][i]
			shade := cells[min(n, len(cells)-1)]
			if shade.values[row+1] = 1; n > 0 {
				shade.texts[row+1] = metrics.Amount(float64(n))
			}
		}
		r.segments = append(r.segments, cells...)
	}
	return r
}

// themeWords names the theme that most teams have learned about.
func (s Source) themeWords(g grid) string {
	most := 0
	var top []string
	for i, theme := range g.themes {
		n := 0
		for _, t := range g.teams {
			if g.lessons[t][i] > 0 {
				n++
			}
		}
		if n > most {
			most, top = n, nil
		}
		if n == most {
			top = append(top, theme)
		}
	}
	return s.T("chart.themes.summary", "n", len(top), "themes", s.Words.List(top), "count", metrics.Ratio{Value: float64(most), Of: float64(len(g.teams))}.CountIn(s.Words))
}
