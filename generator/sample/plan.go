package sample

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// plan writes plan.md.
func (m *maker) plan(t *team, q report.QuarterID, r *rand.Rand) string {
	start, _ := q.Range(report.Fiscal{})
	capacity := 40
	if t == m.teams[0] { // which all ask for something
		capacity = 130
	}
	var b strings.Builder
	fmt.Fprintf(&b, "+++\nsummary = %q\ncommitted = %s\ncapacity = %d\n", sentence(r), start+2, capacity)
	for n, id := range m.matching(t, q) {
		if n == 0 {
			b.WriteString("\n[lessons]\n")
		}
		verdict := one(r, []string{"adopted", "adopted", "adopted", "deferred: the work had begun", "not applicable: nobody waits for us"})
		t.answered[id] = !strings.HasPrefix(verdict, "deferred")
		fmt.Fprintf(&b, "%s = %q\n", id, verdict)
	}
	fmt.Fprintf(&b, "+++\n\n%s The goal is **%s**; see also [the team](../../teams/%s.md).\n\n", sentences(r, 3), sentence(r), t.id)
	fmt.Fprintf(&b, "### Risks\n\n- %s\n- We wait for %s, and %s.\n", sentence(r), m.any(r).id, sentence(r))
	for _, i := range t.items {
		m.planItem(&b, i, r)
	}
	return b.String()
}

func (m *maker) planItem(b *strings.Builder, i *item, r *rand.Rand) {
	fmt.Fprintf(b, "\n## %s\n\n```toml\nid = %q\nkind = %q\n", i.title, i.id, i.kind)
	if i.phase != "" {
		fmt.Fprintf(b, "phase = %q\n", i.phase)
	}
	fmt.Fprintf(b, "size = %d\nowner = %q\ndue = %s\ncomponents = [%q]\n", i.size, i.team.id, i.due, i.component)
	if i.added != 0 {
		fmt.Fprintf(b, "added = %s\n", i.added)
	}
	if i.kind == report.Feature {
		fmt.Fprintf(b, "value = %q\n", sentence(r))
	}
	list(b, "needs", i.needs)
	list(b, "serves", i.serves)
	if i.public {
		fmt.Fprintf(b, "audience = \"customers\"\ncustomer_title = %q\n", capital(one(r, nouns))+", made simple")
	}
	fmt.Fprintf(b, "```\n\n%s It follows %s.\n", sentences(r, 2), m.any(r).id)
	if r.IntN(2) == 0 {
		fmt.Fprintf(b, "\n- %s\n- %s\n- See [the plan of a neighbour](../%s/plan.md).\n", sentence(r), sentence(r), m.any(r).team.id)
	}
	if i.public {
		fmt.Fprintf(b, "\n### For customers\n\n%s\n\n- %s\n- %s\n", sentences(r, 2), sentence(r), sentence(r))
	}
}

// matching are the lessons of earlier quarters that speak to a plan and that the team has not
// answered for good.
func (m *maker) matching(t *team, q report.QuarterID) []string {
	var ids []string
	for _, l := range m.lessons {
		fits := func(i *item) bool { return i.kind == report.Feature && i.added == 0 && i.component == l.component }
		if l.quarter.Compare(q) < 0 && !t.answered[l.id] && slices.ContainsFunc(t.items, fits) {
			ids = append(ids, l.id)
		}
	}
	return ids
}

// any is an item of the quarter that prose can name.
func (m *maker) any(r *rand.Rand) *item { return one(r, one(r, m.teams).items) }

func list(b *strings.Builder, key string, ids []string) {
	if len(ids) > 0 {
		fmt.Fprintf(b, "%s = [\"%s\"]\n", key, strings.Join(ids, `", "`))
	}
}
