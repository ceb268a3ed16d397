package page

import (
	"bytes"
	"encoding/json"
	"time"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// dataSchema is the version of the form of data.json. It grows when a field is
// renamed or removed or changes its meaning, not when one is added.
const dataSchema = 1

// planData adds data.json and deliverables.csv beside each quarter's page and
// each report, from the same figures as those.
func planData(p *planner) {
	for _, q := range p.archive.Quarters {
		p.under(q.ID.String(), func(p *planner) { p.planQuarterData(q) })
	}
}

func (p *planner) planQuarterData(q *report.Quarter) {
	addData(p, p.folder(q.ID), func() *metrics.Figures { return p.book.Quarter(q.ID) }, func() metrics.Rows { return quarterRows(q) })
	for _, r := range q.Reports {
		addData(p, p.folder(q.ID)+Slug(r.Team.ID)+"/", func() *metrics.Figures { return p.book.Team(q.ID, r.Team.ID) }, func() metrics.Rows { return r.Items })
	}
}

func quarterRows(q *report.Quarter) metrics.Rows {
	var rows metrics.Rows
	for _, r := range q.Reports {
		rows = append(rows, r.Items...)
	}
	return rows
}

func addData(p *planner, folder string, f func() *metrics.Figures, items func() metrics.Rows) {
	p.file(folder+"data.json", func() ([]byte, error) { return dataJSON(p.schemaAt(folder, "data"), p.book, f(), items()) })
	p.file(folder+"deliverables.csv", func() ([]byte, error) { return rowsCSV(dataColumns, dataRows(f(), items())), nil })
}

// dataFile is data.json.
type dataFile struct {
	Form         string      `json:"$schema"`
	Schema       int         `json:"schema"`
	Quarter      string      `json:"quarter"`
	Team         string      `json:"team,omitempty"`
	Name         string      `json:"name,omitempty"` // the team's
	State        string      `json:"state"`
	From         string      `json:"from"` // first and last day of the quarter
	To           string      `json:"to"`
	CutOff       *string     `json:"cut_off"`            // the first of the teams' plans; null where no plan has one
	CutOffLast   *string     `json:"cut_off_last"`       // the last of them
	Exported     *dataSpan   `json:"exported,omitempty"` // oldest and newest export
	Figures      dataFigures `json:"figures"`
	Teams        []dataTeam  `json:"teams,omitempty"`
	Deliverables []dataRow   `json:"deliverables"`
}

// dataSpan is a range of moments, both ends inside.
type dataSpan struct {
	From string `json:"from"`
	To   string `json:"to"`
}

type dataTeam struct {
	Team    string      `json:"team"`
	Name    string      `json:"name"`
	CutOff  *string     `json:"cut_off"`
	Figures dataFigures `json:"figures"`
}

func dataJSON(form string, b *metrics.Book, f *metrics.Figures, items metrics.Rows) ([]byte, error) {
	q := f.Quarter
	d := dataFile{
		Form: form, Schema: dataSchema, Quarter: q.ID.String(), State: string(q.State),
		From: q.Start.String(), To: q.LastDay().String(),
		CutOff: dayData(f.CutOff.From), CutOffLast: dayData(f.CutOff.To), Exported: exportSpan(q, f.Team),
		Figures: figuresData(f), Deliverables: dataRows(f, items),
	}
	if f.Team != nil {
		d.Team, d.Name = f.Team.ID, f.Team.Name
	} else {
		for _, r := range q.Reports {
			if t := b.Team(q.ID, r.Team.ID); t != nil {
				d.Teams = append(d.Teams, dataTeam{r.Team.ID, r.Team.Name, dayData(t.CutOff.From), figuresData(t)})
			}
		}
	}
	return encodeJSON(d)
}

// encodeJSON returns v as indented JSON with a newline at the end. HTML
// characters stay as they are: the file is data, not part of a page.
func encodeJSON(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
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
	var from, to time.Time
	for _, r := range q.Reports {
		if r.Metrics == nil || r.Metrics.Exported.IsZero() || team != nil && r.Team.ID != team.ID {
			continue
		}
		at := r.Metrics.Exported.UTC()
		if from.IsZero() || at.Before(from) {
			from = at
		}
		if at.After(to) {
			to = at
		}
	}
	if from.IsZero() {
		return nil
	}
	return &dataSpan{from.Format(time.RFC3339), to.Format(time.RFC3339)}
}
