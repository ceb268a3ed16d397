package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"quarterdeck/generator/report"
)

// sprintDays is the length of a sprint; six fit in a quarter.
const sprintDays = 14

// metrics writes metrics.toml.
func (m *maker) metrics(t *team, q report.QuarterID, r *rand.Rand) string {
	start, end := q.Range(report.Fiscal{})
	exported := min(end, m.today)
	var b strings.Builder
	fmt.Fprintf(&b, "source = \"jira\"\nexported = %sT08:00:00Z\n", exported)
	for _, i := range t.items {
		fmt.Fprintf(&b, "\n[[item]]\nid = %q\nstatus = %q\nstarted = %s\n", i.id, i.status, i.started)
		if i.status == report.Delivered {
			fmt.Fprintf(&b, "finished = %s\nsize = %d\n", i.finished, i.actual)
		}
		if i.reason != "" {
			fmt.Fprintf(&b, "reason = %q\nnote = %q\n", i.reason, sentence(r))
			if i.reason == "dependency" && len(i.needs) > 0 {
				list(&b, "blocked_by", i.needs)
			}
		}
	}
	for range 1 + r.IntN(2) { // unplanned work
		t.next++
		fmt.Fprintf(&b, "\n[[item]]\nid = \"%s-%d\"\ntitle = %q\nkind = \"operations\"\nstatus = \"delivered\"\nstarted = %s\nfinished = %s\nsize = %d\n",
			t.short, 100+t.next, capital(one(r, nouns))+" emergency", start+25, start+report.Day(28+r.IntN(20)), 1+r.IntN(5))
	}
	for n := 0; n < 6 && start+report.Day(n*sprintDays)+sprintDays-1 < exported; n++ {
		from := start + report.Day(n*sprintDays)
		planned := 6 + r.IntN(8)
		fmt.Fprintf(&b, "\n[[sprint]]\nname = \"S%d\"\nstart = %s\nend = %s\nplanned = %d\ncompleted = %d\n",
			n+1, from, from+sprintDays-1, planned, planned-r.IntN(4))
	}
	fmt.Fprintf(&b, "\n[effort]\nfeature = 0.5\ngroundwork = 0.2\ndebt = 0.1\noperations = 0.2\n\n[quality]\n")
	fmt.Fprintf(&b, "escaped_defects = %d\nchange_failure_rate = 0.%02d\nreview_wait_hours = %d.5\nlead_time_days = %d.5\ndeploys = %d\nrestore_hours = 1.5\nsupport_tickets = %d\n",
		r.IntN(8), 5+r.IntN(20), 3+r.IntN(20), 2+r.IntN(9), 20+r.IntN(60), r.IntN(90))
	return b.String()
}
