package data

import (
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"slices"
	"sync"
)

// delivery is a delivery as shipped.json and shipped.csv show it, seen from a site. life is
// nil where nothing is known of it besides.
type delivery struct {
	*report.Deliverable
	c    *site.Context
	life *report.Life
}

// MarshalJSON writes the row by its columns.
func (d delivery) MarshalJSON() ([]byte, error) { return object(deliveryColumns, d) }

// deliveryColumns are in the order of the CSV. Days are YYYY-MM-DD, or "" for none. Kind and
// audience are for the company alone, and "" for others.
var deliveryColumns = []column[delivery]{
	text("quarter", func(d delivery) string { return d.Quarter.ID.String() }),
	text("team", func(d delivery) string { return d.Team.ID }),
	text("team_name", func(d delivery) string { return d.Team.Name }),
	text("group", func(d delivery) string { return d.Team.Group }),
	text("id", func(d delivery) string { return d.ID }),
	text("title", func(d delivery) string { return d.PublicTitle() }),
	text("text", func(d delivery) string { return site.Sentence(site.WordsOf(d.Deliverable)) }),
	text("phase", func(d delivery) string { return string(d.Phase) }),
	text("finished", func(d delivery) string { return d.Outcome.Finished.String() }),
	text("kind", func(d delivery) string { return string(d.Kind) }),
	text("audience", func(d delivery) string {
		if d.c.Inside() {
			return site.AudienceOf(d.Deliverable)
		}
		return ""
	}),
	list("plans", func(d delivery) []string { return d.notice().Plans }),
	list("regions", func(d delivery) []string { return d.notice().Regions }),
	text("available_from", func(d delivery) string { return d.notice().From.String() }),
	text("announced", func(d delivery) string { return d.announcement().Announced.String() }),
	text("announcement", func(d delivery) string { return d.announcement().Announcement }),
	text("withdrawn", func(d delivery) string { return d.withdrawal().Retracted.String() }),
	text("withdrawn_why", func(d delivery) string { return d.withdrawal().Why }),
	text("page", func(d delivery) string {
		if base := d.c.Archive.Site.BaseURL; base != "" {
			return site.FullAddress(base, d.c.ShippedPath(d.ID))
		}
		return d.c.ShippedPath(d.ID)
	}),
}

func (d delivery) notice() (n report.Notice) {
	if d.life != nil {
		n = d.life.Notice
	}
	return n
}

// announcement is that of the newest delivery of an item.
func (d delivery) announcement() (n report.Notice) {
	if d.life != nil && d.Deliverable == d.life.Delivery() {
		n = d.life.Notice
	}
	return n
}

func (d delivery) withdrawal() (n report.Notice) {
	if d.life != nil && d.life.Withdrawn() {
		n = d.life.Notice
	}
	return n
}

// shippedFile is shipped.json.
type shippedFile struct {
	Form       string     `json:"$schema"`
	Schema     int        `json:"schema"`
	Deliveries []delivery `json:"deliveries"`
}

// deliverablesFile is data/deliverables.json.
type deliverablesFile struct {
	Form         string        `json:"$schema"`
	Schema       int           `json:"schema"`
	Deliverables []deliverable `json:"deliverables"`
}

// PlanShipped adds what shipped as JSON and CSV, of all quarters and of each.
func PlanShipped(p *site.Planner) {
	shippedFiles(p, "shipped/", p.Delivered)
	for _, q := range p.Archive.Quarters {
		shippedFiles(p, "shipped/quarters/"+site.Slug(q.ID.String())+"/", func() []*report.Deliverable {
			return slices.DeleteFunc(slices.Clone(p.Delivered()), func(d *report.Deliverable) bool { return d.Quarter != q })
		})
	}
}

func shippedFiles(p *site.Planner, folder string, of func() []*report.Deliverable) {
	p.File(folder+"shipped.json", func() ([]byte, error) {
		return site.JSON(shippedFile{schemaAt(p.Context, folder, "shipped"), dataSchema, deliveries(p.Context, of())})
	})
	p.File(folder+"shipped.csv", func() ([]byte, error) { return rowsCSV(deliveryColumns, deliveries(p.Context, of())), nil })
}

func deliveries(c *site.Context, items []*report.Deliverable) []delivery {
	rows := make([]delivery, len(items))
	for i, d := range items {
		rows[i] = delivery{d, c, c.Over.Lives().Of(d.ID)}
	}
	return rows
}

// PlanAll adds the deliverables of all quarters, for those who see numbers.
func PlanAll(p *site.Planner) {
	rows := sync.OnceValue(func() []deliverable {
		var all []deliverable
		for _, q := range p.Archive.Quarters {
			all = append(all, deliverables(p.Book.Quarter(q.ID), q.Items())...)
		}
		return all
	})
	p.File("data/deliverables.json", func() ([]byte, error) {
		return site.JSON(deliverablesFile{schemaAt(p.Context, "data/", "deliverables"), dataSchema, append([]deliverable{}, rows()...)})
	})
	p.File("data/deliverables.csv", func() ([]byte, error) { return rowsCSV(deliverableColumns, rows()), nil })
}

// schemaAt is the address of a schema of this version, with which a file in a folder says what it is. Where the
// site knows its own address it is whole, so that an edition's file is that of the quarter.
func schemaAt(c *site.Context, folder, name string) string {
	return c.Addresses(folder)(SchemaPath(name))
}
