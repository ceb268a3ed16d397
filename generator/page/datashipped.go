package page

import (
	"sync"

	"quarterdeck/generator/report"
)

// shippedDataRow is a delivery as shipped.json and shipped.csv show it. Days are YYYY-MM-DD, or "" for
// none. Kind and audience are for the company alone, and "" for others.
type shippedDataRow struct {
	Quarter       string   `json:"quarter"`
	Team          string   `json:"team"`
	TeamName      string   `json:"team_name"`
	ID            string   `json:"id"`
	Title         string   `json:"title"`
	Text          string   `json:"text"`
	Phase         string   `json:"phase"`
	Finished      string   `json:"finished"`
	Kind          string   `json:"kind"`
	Audience      string   `json:"audience"`
	Plans         []string `json:"plans"`
	Regions       []string `json:"regions"`
	AvailableFrom string   `json:"available_from"`
	Announced     string   `json:"announced"`
	Announcement  string   `json:"announcement"`
	Withdrawn     string   `json:"withdrawn"`
	WithdrawnWhy  string   `json:"withdrawn_why"`
	Page          string   `json:"page"`
}

// shippedDataColumns are the columns of shipped.csv in order.
var shippedDataColumns = []dataColumn[shippedDataRow]{
	{"quarter", "the quarter in which it was delivered, such as 2026-q3", func(r *shippedDataRow) string { return r.Quarter }},
	{"team", "the team's id", func(r *shippedDataRow) string { return r.Team }},
	{"team_name", "the team's name", func(r *shippedDataRow) string { return r.TeamName }},
	{"id", "the deliverable's id", func(r *shippedDataRow) string { return r.ID }},
	{"title", "its title, for customers where it has one for them", func(r *shippedDataRow) string { return r.Title }},
	{"text", "its first sentence", func(r *shippedDataRow) string { return r.Text }},
	{"phase", "alpha, beta or ga; empty where it does not apply", func(r *shippedDataRow) string { return r.Phase }},
	{"finished", "the day it was delivered; empty where nobody said", func(r *shippedDataRow) string { return r.Finished }},
	{"kind", "feature, groundwork, debt or operations; for the company alone", func(r *shippedDataRow) string { return r.Kind }},
	{"audience", "customers or company; for the company alone", func(r *shippedDataRow) string { return r.Audience }},
	{"plans", "customers' plans that have it; empty where nobody said", func(r *shippedDataRow) string { return listText(r.Plans) }},
	{"regions", "where it is available; empty where nobody said", func(r *shippedDataRow) string { return listText(r.Regions) }},
	{"available_from", "since when, where that is not the day of delivery", func(r *shippedDataRow) string { return r.AvailableFrom }},
	{"announced", "the day it was announced", func(r *shippedDataRow) string { return r.Announced }},
	{"announcement", "the address of the announcement", func(r *shippedDataRow) string { return r.Announcement }},
	{"withdrawn", "the day it was withdrawn; empty while it is there", func(r *shippedDataRow) string { return r.Withdrawn }},
	{"withdrawn_why", "why it was withdrawn", func(r *shippedDataRow) string { return r.WithdrawnWhy }},
	{"page", "its page in this site", func(r *shippedDataRow) string { return r.Page }},
}

// shippedFile is shipped.json.
type shippedFile struct {
	Form       string           `json:"$schema"`
	Schema     int              `json:"schema"`
	Deliveries []shippedDataRow `json:"deliveries"`
}

// deliverablesFile is data/deliverables.json.
type deliverablesFile struct {
	Form         string    `json:"$schema"`
	Schema       int       `json:"schema"`
	Deliverables []dataRow `json:"deliverables"`
}

// planShippedData adds what shipped as JSON and CSV, of all quarters and of each.
func planShippedData(p *planner) {
	p.under("shipped", func(p *planner) {
		p.shippedFiles("shipped/", p.delivered)
		for _, q := range p.archive.Quarters {
			p.shippedFiles("shipped/quarters/"+Slug(q.ID.String())+"/", func() []*report.Deliverable {
				var own []*report.Deliverable
				for _, d := range p.delivered() {
					if d.Quarter == q {
						own = append(own, d)
					}
				}
				return own
			})
		}
	})
}

func (p *planner) shippedFiles(folder string, of func() []*report.Deliverable) {
	p.file(folder+"shipped.json", func() ([]byte, error) {
		return encodeJSON(shippedFile{p.schemaAt(folder, "shipped"), dataSchema, p.shippedDataRows(of())})
	})
	p.file(folder+"shipped.csv", func() ([]byte, error) { return rowsCSV(shippedDataColumns, p.shippedDataRows(of())), nil })
}

func (p *planner) shippedDataRows(items []*report.Deliverable) []shippedDataRow {
	rows := make([]shippedDataRow, 0, len(items))
	for _, d := range items {
		r := shippedDataRow{Quarter: d.Quarter.ID.String(), Team: d.Team.ID, TeamName: d.Team.Name, ID: d.ID, Title: d.PublicTitle(), Text: sentence(words(d)),
			Phase: string(d.Phase), Finished: d.Outcome.Finished.String(), Kind: string(d.Kind), Plans: []string{}, Regions: []string{}, Page: p.shippedPath(d.ID)}
		if p.archive.Site.BaseURL != "" {
			r.Page = fullAddress(p.archive.Site.BaseURL, r.Page)
		}
		if p.inside() {
			r.Audience = audienceOf(d)
		}
		if l := p.over.lives().Of(d.ID); l != nil {
			n := l.Notice
			r.Plans, r.Regions, r.AvailableFrom = list(n.Plans), list(n.Regions), n.From.String()
			if d == l.Delivery() {
				r.Announced, r.Announcement = n.Announced.String(), n.Announcement
			}
			if l.Withdrawn() {
				r.Withdrawn, r.WithdrawnWhy = n.Retracted.String(), n.Why
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// planAllData adds the deliverables of all quarters, for those who see numbers.
func planAllData(p *planner) {
	p.under("data", func(p *planner) {
		rows := sync.OnceValue(func() []dataRow {
			var all []dataRow
			for _, q := range p.archive.Quarters {
				all = append(all, dataRows(p.book.Quarter(q.ID), quarterRows(q))...)
			}
			return all
		})
		p.file("data/deliverables.json", func() ([]byte, error) {
			return encodeJSON(deliverablesFile{p.schemaAt("data/", "deliverables"), dataSchema, append([]dataRow{}, rows()...)})
		})
		p.file("data/deliverables.csv", func() ([]byte, error) { return rowsCSV(dataColumns, rows()), nil })
	})
}

// schemaAt is the address of a schema of this version, with which a file in a folder says what it is. Where the
// site knows its own address it is whole, so that an edition's file is that of the quarter.
func (p *planner) schemaAt(folder, name string) string { return p.addresses(folder)(schemaPath(name)) }
