package data

import (
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"time"
)

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
