package link

import (
	"fmt"
	"strings"
	"testing"

	"quarterdeck/generator/content"
	"quarterdeck/generator/report"
	"quarterdeck/generator/testsite"
)

// growing are workspaces of two teams and two quarters in which one thing is there n times.
func growing() (all []testsite.Input) {
	const before, plan, other = "content/2026-q1/a/plan.md", "content/2026-q2/a/plan.md", "content/2026-q2/b/plan.md"
	const metrics, retro = "content/2026-q2/a/metrics.toml", "content/2026-q2/a/retro.md"
	item := func(id, more string) string {
		return "## A\n\n```toml\nid = \"" + id + "\"\nkind = \"feature\"\n" + more + "\n```\n\n"
	}
	list := func(key, of string) func(n int) string {
		return func(n int) string { return key + " = [" + times(`"`+of+`", `)(n) + "]" }
	}
	front := func(text func(int) string) func(int) string {
		return func(n int) string { return "+++\n" + text(n) + "\n+++\n" }
	}
	one := func(id string, text func(int) string) func(int) string {
		return func(n int) string { return item(id, text(n)) }
	}
	for _, c := range []struct {
		name  string
		files map[string]func(n int) string
	}{
		{"items", map[string]func(int) string{plan: times(item("A-%d", ""))}},
		{"items of one id", map[string]func(int) string{plan: times(item("A", ""))}},
		{"ids in other capitals", map[string]func(int) string{plan: times(item("A-%[1]d", "") + item("a-%[1]d", ""))}},
		{"items and outcomes", map[string]func(int) string{plan: times(item("A-%d", "")),
			metrics: times("[[item]]\nid = \"A-%d\"\nstatus = \"delivered\"\nfinished = 2026-05-01\n")}},
		{"unexplained items", map[string]func(int) string{plan: times(item("A-%d", "")),
			metrics: times("[[item]]\nid = \"A-%d\"\nstatus = \"open\"\n")}},
		{"outcomes of nothing", map[string]func(int) string{plan: times(item("A-%d", "")), metrics: times("[[item]]\nid = \"B-%d\"\nstatus = \"open\"\n")}},
		{"unplanned items", map[string]func(int) string{metrics: times("[[item]]\nid = \"B-%d\"\ntitle = \"B\"\nkind = \"debt\"\nstatus = \"open\"\n")}},
		{"unknown needs", map[string]func(int) string{plan: times(item("A-%d", "needs = [\"B-%[1]d\"]"))}},
		{"unknown needs of one item", map[string]func(int) string{plan: one("A", list("needs", "B-%d"))}},
		{"unknown owners", map[string]func(int) string{plan: times(item("A-%d", "owner = \"bb\""))}},
		{"unknown enables", map[string]func(int) string{plan: one("A", list("enables", "B-%d"))}},
		{"asks of one item", map[string]func(int) string{plan: one("A", list("needs", "B-%d")), other: times(item("B-%d", "serves = [\"A\"]"))}},
		{"asks of a team", map[string]func(int) string{plan: times(item("A-%d", "needs = [\"b\"]")), other: times(item("B-%d", "serves = [\"A-%[1]d\"]"))}},
		{"asks both ways", map[string]func(int) string{plan: times(item("A-%d", "needs = [\"B-%[1]d\"]")), other: times(item("B-%d", "needs = [\"A-%[1]d\"]"))}},
		{"unanswered asks", map[string]func(int) string{plan: times(item("A-%d", "needs = [\"b\"]")), other: times(item("B-%d", ""))}},
		{"declined asks", map[string]func(int) string{plan: times(item("A-%d", "needs = [\"b\"]")), other: front(list("declines", "A-%d"))}},
		{"late answers", map[string]func(int) string{plan: times(item("A-%d", "due = 2026-05-01\nneeds = [\"B-%[1]d\"]")), other: times(item("B-%d", "due = 2026-06-01"))}},
		{"components", map[string]func(int) string{plan: times(item("A-%d", "components = [\"c%[1]d\"]")), other: times(item("B-%d", "components = [\"c%[1]d\"]"))}},
		{"renamed items", map[string]func(int) string{before: times(item("A-%d", "")), plan: times(item("B-%d", "was = [\"A-%[1]d\"]"))}},
		{"ids of before", map[string]func(int) string{before: times(item("A-%d", "")), plan: one("B", list("was", "A-%d"))}},
		{"unknown ids of before", map[string]func(int) string{before: times(item("A-%d", "")), plan: one("B", list("was", "C-%d"))}},
		{"announced items", map[string]func(int) string{plan: times(item("A-%d", "announced = 2026-05-01"))}},
		{"notices", map[string]func(int) string{plan: times(item("A-%d", "")), content.NoticesPath: times("[A-%d]\nretracted = 2026-06-01\n")}},
		{"notices of renamed items", map[string]func(int) string{before: times(item("A-%d", "")), plan: times(item("B-%d", "was = [\"A-%[1]d\"]")),
			content.NoticesPath: times("[A-%d]\nretracted = 2026-06-01\n")}},
		{"notices of nothing", map[string]func(int) string{plan: times(item("A-%d", "")), content.NoticesPath: times("[B-%d]\nretracted = 2026-06-01\n")}},
		{"actions", map[string]func(int) string{retro: times("## What we change\n\n- [ ] Do it — @a, due 2026-08-01\n\n")}},
		{"actions of nobody", map[string]func(int) string{retro: times("## What we change\n\n- [ ] Do it %d — @bb\n\n")}},
		{"actions again", map[string]func(int) string{"content/2026-q1/a/retro.md": times("## What we change\n\n- [ ] Change thing%d — @a, due 2026-08-01\n\n"),
			retro: times("## What we change\n\n- [ ] Change item%d — @a, due 2026-08-01, again\n\n")}},
		{"lessons", map[string]func(int) string{retro: times("### A\n\n```toml\nid = \"a%d\"\ntheme = \"planning\"\n```\n\n")}},
		{"lessons of one id", map[string]func(int) string{retro: times("### A\n\n```toml\nid = \"a\"\ntheme = \"planning\"\n```\n\n")}},
		{"unknown themes", map[string]func(int) string{retro: times("### A\n\n```toml\nid = \"a%d\"\ntheme = \"plan%[1]d\"\n```\n\n")}},
		{"confirmed lessons", map[string]func(int) string{retro: times("### A\n\n```toml\nid = \"a%d\"\ntheme = \"planning\"\nconfirms = [\"b%[1]d\"]\n```\n\n")}},
		{"unknown components", map[string]func(int) string{plan: times(item("A-%d", "components = [\"c%[1]d\"]")),
			retro: times("### A\n\n```toml\nid = \"a%d\"\ntheme = \"planning\"\napplies_to = { components = [\"d%[1]d\"] }\n```\n\n")}},
		{"unanswered lessons", map[string]func(int) string{"content/2026-q1/a/retro.md": times("### A\n\n```toml\nid = \"a%d\"\ntheme = \"planning\"\napplies_to = { components = [\"c%[1]d\"] }\n```\n\n"),
			plan: times(item("A-%d", "components = [\"c%[1]d\"]"))}},
		{"dead links", map[string]func(int) string{plan: times("[a](x%d.md)\n\n")}},
		{"dead pictures", map[string]func(int) string{plan: times("![a](x%d.png)\n\n")}},
		{"dead anchors", map[string]func(int) string{plan: times("# A%d\n\n[a](#b%[1]d)\n\n")}},
		{"links to headings", map[string]func(int) string{plan: times("# A%d\n\n[a](#a%[1]d)\n\n")}},
		{"ids in prose", map[string]func(int) string{plan: times(item("A-%d", "") + "A-%[1]d\n\n")}},
		{"unknown lessons", map[string]func(int) string{retro: times("### A\n\n```toml\nid = \"a%d\"\ntheme = \"planning\"\n```\n\n[[b%[1]d]]\n\n")}},
		{"notes of nothing", map[string]func(int) string{plan: times(item("A-%d", "")),
			"content/2026-q2/a/updates/2026-05-01.md": front(func(n int) string { return "health = \"on track\"\n[notes]\n" + times("B-%d = \"x\"\n")(n) })}},
		{"sprints", map[string]func(int) string{metrics: times("[[sprint]]\nname = \"S%d\"\nstart = 2026-04-01\nend = 2026-04-14\nplanned = 1\ncompleted = 1\n")}},
	} {
		all = append(all, testsite.Input{Name: c.name, Make: func(n int) (int, func()) {
			src, parsed := &content.Source{}, []*content.Parsed(nil)
			add := func(name, text string) {
				one, _ := content.Parse(content.File{Path: name, Data: []byte(text)})
				parsed = append(parsed, one)
			}
			add("content/teams/a.md", "")
			add("content/teams/b.md", "+++\nshared = true\n+++\n")
			for name, text := range c.files {
				add(name, text(n))
			}
			return n, func() {
				_, l := Assemble(src, parsed, Options{Today: report.DayOf(2026, 5, 20)})
				l.Sorted()
			}
		}})
	}
	return all
}

// times is a text n times, each with its number.
func times(format string) func(n int) string {
	return func(n int) string {
		var b strings.Builder
		for i := range n {
			if strings.Contains(format, "%") {
				fmt.Fprintf(&b, format, i)
			} else {
				b.WriteString(format)
			}
		}
		return b.String()
	}
}

// BenchmarkAssemble shows whether linking takes more time for each of many things than for each
// of few: see testsite.BenchmarkGrowth.
func BenchmarkAssemble(b *testing.B) { testsite.BenchmarkGrowth(b, 1500, growing()) }

// What is allocated for a workspace grows with what is in it.
func TestAssembleGrowth(t *testing.T) { testsite.CheckGrowth(t, 300, growing()) }
