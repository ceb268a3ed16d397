package data

import (
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"sync"
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

// ShippedDataColumns are the columns of shipped.csv in order.
var ShippedDataColumns = []dataColumn[shippedDataRow]{
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

// PlanShippedData adds what shipped as JSON and CSV, of all quarters and of each.
func PlanShippedData(p *site.Planner) {
	p.Under("shipped", func(p *site.Planner) {
		shippedFiles(p, "shipped/", p.Delivered)
		for _, q := range p.Archive.Quarters {
			shippedFiles(p, "shipped/quarters/"+site.Slug(q.ID.String())+"/", func() []*report.Deliverable {
				var own []*report.Deliverable
				for _, d := range p.Delivered() {
					if d.Quarter == q {
						own = append(own, d)
					}
				}
				return own
			})
		}
	})
}

func shippedFiles(p *site.Planner, folder string, of func() []*report.Deliverable) {
	p.File(folder+"shipped.json", func() ([]byte, error) {
		return site.JSON(shippedFile{schemaAt(p.Context, folder, "shipped"), dataSchema, shippedDataRows(p.Context, of())})
	})
	p.File(folder+"shipped.csv", func() ([]byte, error) { return rowsCSV(ShippedDataColumns, shippedDataRows(p.Context, of())), nil })
}

func shippedDataRows(c *site.Context, items []*report.Deliverable) []shippedDataRow {
	rows := make([]shippedDataRow, 0, len(items))
	for _, d := range items {
		r := shippedDataRow{Quarter: d.Quarter.ID.String(), Team: d.Team.ID, TeamName: d.Team.Name, ID: d.ID, Title: d.PublicTitle(), Text: site.Sentence(site.WordsOf(d)),
			Phase: string(d.Phase), Finished: d.Outcome.Finished.String(), Kind: string(d.Kind), Plans: []string{}, Regions: []string{}, Page: c.ShippedPath(d.ID)}
		if c.Archive.Site.BaseURL != "" {
			r.Page = site.FullAddress(c.Archive.Site.BaseURL, r.Page)
		}
		if c.Inside() {
			r.Audience = site.AudienceOf(d)
		}
		if l := c.Over.Lives().Of(d.ID); l != nil {
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

// PlanAllData adds the deliverables of all quarters, for those who see numbers.
func PlanAllData(p *site.Planner) {
	p.Under("data", func(p *site.Planner) {
		rows := sync.OnceValue(func() []dataRow {
			var all []dataRow
			for _, q := range p.Archive.Quarters {
				all = append(all, dataRows(p.Book.Quarter(q.ID), site.QuarterRows(q))...)
			}
			return all
		})
		p.File("data/deliverables.json", func() ([]byte, error) {
			return site.JSON(deliverablesFile{schemaAt(p.Context, "data/", "deliverables"), dataSchema, append([]dataRow{}, rows()...)})
		})
		p.File("data/deliverables.csv", func() ([]byte, error) { return rowsCSV(DataColumns, rows()), nil })
	})
}

// schemaAt is the address of a schema of this version, with which a file in a folder says what it is. Where the
// site knows its own address it is whole, so that an edition's file is that of the quarter.
func schemaAt(c *site.Context, folder, name string) string {
	return c.Addresses(folder)(SchemaPath(name))
}
