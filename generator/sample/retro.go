package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"quarterdeck/generator/report"
)

// retro writes retro.md. Three retros in five hold a lesson.
func (m *maker) retro(t *team, q report.QuarterID, r *rand.Rand) string {
	_, end := q.Range(report.Fiscal{})
	var b strings.Builder
	fmt.Fprintf(&b, "+++\nheld = %s\n+++\n\n## What went well\n\n", min(end+2, m.today))
	for range 3 {
		fmt.Fprintf(&b, "- %s %s went out as planned.\n", sentences(r, 1), one(r, t.items).id)
	}
	fmt.Fprintf(&b, "\n## What went wrong\n\n- %s Read [the plan](plan.md).\n- %s waited for %s. %s\n\n## What we change\n\n",
		sentences(r, 2), one(r, t.items).id, m.any(r).id, sentences(r, 1))
	for range 3 {
		done := " "
		if end < m.today && r.IntN(3) > 0 {
			done = "x"
		}
		fmt.Fprintf(&b, "- [%s] %s %s — @%s, due %s\n", done, capital(one(r, verbs)), sentence(r), t.id, end+report.Day(10+r.IntN(50)))
	}
	if r.IntN(5) < 3 {
		m.lesson(&b, t, q, r)
	}
	return b.String()
}

// lesson is what plans answer.
type lesson struct {
	id, component string
	quarter       report.QuarterID
}

func (m *maker) lesson(b *strings.Builder, t *team, q report.QuarterID, r *rand.Rand) {
	verb, noun := one(r, verbs), one(r, nouns)
	id := fmt.Sprintf("%s-the-%s-%s-%s", verb, noun, strings.ToLower(t.short), q)
	fmt.Fprintf(b, "\n## Lessons\n\n### %s the %s before you begin\n\n```toml\nid = %q\ntheme = %q\n", capital(verb), noun, id,
		one(r, []string{"planning", "dependencies", "quality", "communication"}))
	component := one(r, t.components)
	fmt.Fprintf(b, "applies_to = { kinds = [\"feature\"], components = [%q] }\nlearned_from = [%q]\n", component, one(r, t.items).id)
	m.lessons = append(m.lessons, lesson{id, component, q})
	earlier := m.teams[r.IntN(len(m.teams))].lessons
	if len(earlier) > 0 && r.IntN(4) == 0 {
		fmt.Fprintf(b, "confirms = [%q]\n", earlier[0])
	}
	fmt.Fprintf(b, "```\n\n%s", sentences(r, 3))
	if len(earlier) > 0 {
		fmt.Fprintf(b, " Compare [[%s]].", earlier[len(earlier)-1])
	}
	b.WriteString("\n")
	t.lessons = append(t.lessons, id)
}
