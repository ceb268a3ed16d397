package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"quarterdeck/generator/chart"
	"quarterdeck/generator/report"
	"slices"
	"strings"
	"sync"
	"weak"
)

// ErrAbsent is what Bytes answers for the data of a chart that has nothing to
// show: the site has no such file, and no page leads to it. To know this before
// anybody asks would mean to compute every chart of the site in advance.
var ErrAbsent = errors.New("the chart has nothing to show")

// Spark is a sparkline in a table: ID is unique on its page, Values says in words
// what the line shows.
type Spark struct {
	chart.Drawing
	ID, Values string
}

// Figures are the charts of one page by id, with the addresses of their data.
type Figures []Figure

// Get returns the chart with an id, or nil where the page has none. An id that no chart has is an
// error: the template that asks for it would show nothing.
func (f Figures) Get(id string) (*Figure, error) {
	if g := f.find(id); g != nil {
		return g, nil
	}
	return nil, known(id)
}

func (f Figures) find(id string) *Figure {
	if i := slices.IndexFunc(f, func(g Figure) bool { return g.ID == id }); i >= 0 {
		return &f[i]
	}
	return nil
}

// Without returns the charts but those with the given ids: what a page that places
// these by name shows at its end. Its error is that of Get.
func (f Figures) Without(ids ...string) (Figures, error) {
	for _, id := range ids {
		if err := known(id); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(slices.Clone(f), func(g Figure) bool { return slices.Contains(ids, g.ID) }), nil
}

// known is the error of an id that no chart has.
func known(id string) error {
	if ids := chart.IDs(chart.OnEvery); !slices.Contains(ids, id) {
		return fmt.Errorf("there is no chart %q; the charts are %s", id, strings.Join(ids, ", "))
	}
	return nil
}

// Charts plans the data files of a page's charts, and returns the charts
// themselves, to be computed when the page is; none for those who see no numbers. The page and its files are made one
// after the other, so what one has computed is kept for the next as long as
// the garbage collector lets it. The tables are also where the page was before.
func (p *Planner) Charts(path string, on chart.Page, s chart.Source, former ...string) func() Figures {
	if !p.Shows(report.Numbers) {
		return func() Figures { return nil }
	}
	var mu sync.Mutex
	var last weak.Pointer[Figures]
	get := func() Figures {
		mu.Lock()
		defer mu.Unlock()
		if f := last.Value(); f != nil {
			return *f
		}
		f := NewFigures(path, chart.Of(on, p.source(on, s)))
		last = weak.Make(&f)
		return f
	}
	for _, id := range chart.IDs(on) {
		for _, at := range append(former, path) { // no rule leads on from a chart that may have nothing to show
			p.File(DataPath(at, id, "csv"), func() ([]byte, error) { return ChartCSV(get().find(id)) })
		}
		p.Add(Page{Path: DataPath(path, id, "js"), Bytes: func() ([]byte, error) { return get().find(id).Options() }, Unlisted: true, Hashed: true}, nil)
	}
	return get
}

// source completes what the charts of a page are drawn from: on the pages of a quarter that is
// shown as an edition has it, that of the edition.
func (c *Context) source(on chart.Page, s chart.Source) chart.Source {
	if s.Quarter != nil && on&(chart.OnQuarter|chart.OnReport) != 0 {
		c, s.Quarter = c.As(s.Quarter)
		if s.Team != nil {
			if r := c.Index().ReportOf(s.Quarter, s.Team.ID); r != nil {
				s.Team = r.Team
			}
		}
	}
	s.Archive, s.Book, s.Words = c.Archive, c.Book, c.Words
	return s
}

// NewFigures are the charts of a page with the addresses of their data beside it.
func NewFigures(path string, charts []chart.Chart) Figures {
	out := make(Figures, len(charts))
	for i, c := range charts {
		out[i] = Figure{Chart: c, CSV: DataPath(path, c.ID, "csv"), liveAt: DataPath(path, c.ID, "js"), script: sync.OnceValues(func() ([]byte, error) { return chartScript(c) })}
	}
	return out
}

// Live is the address of the script that holds the options for the live chart. It changes
// with them: a reader who has kept the page open since an earlier release gets the options
// of what the page shows, or none.
func (f Figure) Live() (string, error) {
	script, err := f.script()
	return HashedName(f.liveAt, script), err
}

// Options are what the live script of a chart holds.
func (f *Figure) Options() ([]byte, error) {
	if f == nil || f.Absent != "" {
		return nil, ErrAbsent
	}
	return f.script()
}

// DataPath is where the data of a chart lies: beside its page, "c-" left out.
func DataPath(path, id, ext string) string {
	return Folder(path) + "charts/" + strings.TrimPrefix(id, "c-") + "." + ext
}

// ChartCSV is the table of a chart.
func ChartCSV(f *Figure) ([]byte, error) {
	if f == nil || f.Absent != "" {
		return nil, ErrAbsent
	}
	lines := [][]string{Each(f.Table.Columns, func(c chart.Column) string { return c.Name })}
	for _, row := range f.Table.Rows {
		lines = append(lines, Each(row, Inert))
	}
	return CSV(lines), nil
}

// chartScript hands the options of a chart to live.js. It is a script and not
// JSON, because a page opened from disk may load scripts but not fetch.
func chartScript(c chart.Chart) ([]byte, error) {
	type drawing struct {
		Option json.RawMessage `json:"option"`
		Width  int             `json:"width"`
		Height int             `json:"height"`
	}
	// Marshal escapes <, > and & everywhere, so no title can end a script.
	id, err := json.Marshal(c.ID)
	if err != nil {
		return nil, err
	}
	options, err := json.Marshal(map[string]drawing{
		"wide":   {c.Wide.Option, c.Wide.Width, c.Wide.Height},
		"narrow": {c.Narrow.Option, c.Narrow.Width, c.Narrow.Height},
	})
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte("quarterdeckChart("), id, []byte(", "), options, []byte(");\n")), nil
}
