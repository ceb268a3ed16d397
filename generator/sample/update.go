package sample

import (
	"fmt"
	"strings"

	"quarterdeck/generator/report"
)

// updates writes what a team says while the newest quarter runs: one every second week,
// but some teams leave the last ones out.
func (m *maker) updates(t *team, folder string) {
	start, _ := last.Range(report.Fiscal{})
	r := m.random(folder + "updates")
	n := 3 - r.IntN(5)/3 // three in five teams write them all
	for i := range n {
		health := one(r, []report.Health{report.OnTrack, report.OnTrack, report.AtRisk, report.OffTrack})
		var b strings.Builder
		fmt.Fprintf(&b, "+++\nhealth = %q\n", health)
		if health != report.OnTrack {
			fmt.Fprintf(&b, "[notes]\n%s = %q\n", one(r, t.items).id, capital(sentence(r)))
		}
		fmt.Fprintf(&b, "+++\n\n%s See %s.\n", sentences(r, 2), m.any(r).id)
		day := start + report.Day(13+14*i)
		m.files[folder+"updates/"+day.String()+".md"] = b.String()
	}
}
