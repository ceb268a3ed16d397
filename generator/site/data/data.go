package data

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"time"
)

// dataSchema is the version of the form of data.json. It grows when a field is
// renamed or removed or changes its meaning, not when one is added.
const dataSchema = 1

// PlanQuarter adds data.json and deliverables.csv beside a quarter's page and each
// report, from the same figures as those.
func PlanQuarter(p *site.Planner, q *report.Quarter) {
	addData(p, p.Folder(q.ID), func() (*metrics.Book, *metrics.Figures, metrics.Rows) {
		c, q := p.As(q)
		return c.Book, c.Book.Quarter(q.ID), q.Items()
	})
	for _, r := range q.Reports {
		in := func(team string) string { return p.Folder(q.ID) + site.Slug(team) + "/" }
		addData(p, in(r.Team.ID), func() (*metrics.Book, *metrics.Figures, metrics.Rows) {
			c, r := p.AsReport(r)
			return c.Book, c.Book.Team(r.Quarter.ID, r.Team.ID), r.Items
		}, site.Each(r.Team.Was, in)...)
	}
}

// addData adds the files of a folder, and the same to folders in which they were before, beside this one.
func addData(p *site.Planner, folder string, of func() (*metrics.Book, *metrics.Figures, metrics.Rows), former ...string) {
	whole := func() ([]byte, error) {
		b, f, items := of()
		return dataJSON(schemaAt(p.Context, folder, "data"), b, f, items)
	}
	rows := func() ([]byte, error) {
		_, f, items := of()
		return rowsCSV(deliverableColumns, deliverables(f, items)), nil
	}
	p.File(folder+"data.json", whole)
	p.File(folder+"deliverables.csv", rows)
	for _, before := range former {
		p.Former(before+"data.json", folder+"data.json", whole)
		p.Former(before+"deliverables.csv", folder+"deliverables.csv", rows)
	}
}

// dataFile is data.json.
type dataFile struct {
	Form         string        `json:"$schema"`
	Schema       int           `json:"schema"`
	Quarter      string        `json:"quarter"`
	Team         string        `json:"team,omitempty"`
	Name         string        `json:"name,omitempty"`  // the team's
	Group        string        `json:"group,omitempty"` // the team's
	State        string        `json:"state"`
	From         string        `json:"from"` // first and last day of the quarter
	To           string        `json:"to"`
	CutOff       *string       `json:"cut_off"`            // the first of the teams' plans; null where no plan has one
	CutOffLast   *string       `json:"cut_off_last"`       // the last of them
	Exported     *dataSpan     `json:"exported,omitempty"` // oldest and newest export
	Sources      []dataSource  `json:"sources,omitempty"`  // by team and format
	Figures      dataFigures   `json:"figures"`
	Teams        []dataTeam    `json:"teams,omitempty"`
	Deliverables []deliverable `json:"deliverables"`
}

// dataSpan is a range of moments, both ends inside.
type dataSpan struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type dataTeam struct {
	Team    string      `json:"team"`
	Name    string      `json:"name"`
	Group   string      `json:"group,omitempty"`
	CutOff  *string     `json:"cut_off"`
	Figures dataFigures `json:"figures"`
}

func dataJSON(form string, b *metrics.Book, f *metrics.Figures, items metrics.Rows) ([]byte, error) {
	q := f.Quarter
	d := dataFile{
		Form: form, Schema: dataSchema, Quarter: q.ID.String(), State: string(q.State),
		From: q.Start.String(), To: q.LastDay().String(),
		CutOff: dayData(f.CutOff.From), CutOffLast: dayData(f.CutOff.To), Exported: exportSpan(q, f.Team), Sources: sourcesData(q, f.Team),
		Figures: figuresData(f), Deliverables: deliverables(f, items),
	}
	if f.Team != nil {
		d.Team, d.Name, d.Group = f.Team.ID, f.Team.Name, f.Team.Group
	} else {
		for _, r := range q.Reports {
			if t := b.Team(q.ID, r.Team.ID); t != nil {
				d.Teams = append(d.Teams, dataTeam{r.Team.ID, r.Team.Name, r.Team.Group, dayData(t.CutOff.From), figuresData(t)})
			}
		}
	}
	return site.JSON(d)
}

func dayData(d report.Day) *string {
	if d == 0 {
		return nil
	}
	s := d.String()
	return &s
}

// exportSpan is when the oldest and the newest export of a quarter, or of one
// team in it, was made.
func exportSpan(q *report.Quarter, team *report.Team) *dataSpan {
	var at []time.Time
	for _, r := range q.Reports {
		if r.Metrics != nil && !r.Metrics.Exported.IsZero() && (team == nil || r.Team.ID == team.ID) {
			at = append(at, r.Metrics.Exported)
		}
	}
	if len(at) == 0 {
		return nil
	}
	slices.SortFunc(at, time.Time.Compare)
	return &dataSpan{at[0].Format(time.RFC3339), at[len(at)-1].Format(time.RFC3339)}
}

// EditionsJSONPath lists every edition of the site.
const EditionsJSONPath = "editions.json"

// editionsSchema is the version of the form of editions.json; see dataSchema.
const editionsSchema = 1

// editionsFile is editions.json.
type editionsFile struct {
	Schema   int           `json:"schema"`
	Editions []editionData `json:"editions"` // by quarter, then from the plan to the newest
}

type editionData struct {
	Quarter string `json:"quarter"`
	ID      string `json:"id"`
	Frozen  string `json:"frozen"` // RFC 3339, UTC
	Note    string `json:"note,omitempty"`
	Forced  string `json:"forced,omitempty"`
	Hash    string `json:"hash"`   // SHA-256 of its edition.toml, hex
	Before  string `json:"before"` // Hash of the edition before it, or ""
	URL     string `json:"url"`    // from the site's root, where its own address is not known
}

// PlanEditionsJSON adds editions.json where there is any edition.
func PlanEditionsJSON(p *site.Planner) {
	var all []*report.Edition
	for _, q := range p.Archive.Quarters {
		all = append(all, q.Editions...)
	}
	if len(all) == 0 {
		return
	}
	base := p.Archive.Site.BaseURL
	p.Under("", func(p *site.Planner) {
		p.File(EditionsJSONPath, func() ([]byte, error) {
			d := editionsFile{Schema: editionsSchema}
			for _, e := range all {
				d.Editions = append(d.Editions, editionData{e.Quarter.String(), e.ID, e.Frozen.UTC().Format(time.RFC3339),
					e.Note, e.Forced, e.Hash, e.Before, site.FullAddress(base, site.EditionFolder(e)+"index.html")})
			}
			return site.JSON(d)
		})
	})
}
