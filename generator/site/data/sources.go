package data

import (
	"quarterdeck/generator/report"
	"time"
)

// dataSource is what one import of a team has read.
type dataSource struct {
	Team     string                 `json:"team"`
	Format   string                 `json:"format"`
	Files    []string               `json:"files,omitempty"`
	Exported string                 `json:"exported,omitempty"`
	Rows     int                    `json:"rows"`
	Used     int                    `json:"used"`
	Folded   int                    `json:"folded"`
	LeftOut  map[report.LeftOut]int `json:"left_out,omitempty"`
}

// sourcesData are the imports of a quarter, or of one team in it.
func sourcesData(q *report.Quarter, team *report.Team) (all []dataSource) {
	for _, r := range q.Reports {
		if r.Metrics == nil || team != nil && r.Team.ID != team.ID {
			continue
		}
		for _, i := range r.Metrics.Imports {
			s := dataSource{Team: r.Team.ID, Format: i.Format, Files: i.Files, Rows: i.Rows, Used: i.Used, Folded: i.Folded, LeftOut: i.LeftOut}
			if !i.Exported.IsZero() {
				s.Exported = i.Exported.Format(time.RFC3339)
			}
			all = append(all, s)
		}
	}
	return all
}
