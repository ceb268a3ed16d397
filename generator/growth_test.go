package generator

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"quarterdeck/generator/content"
	"quarterdeck/generator/content/link"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/site/page"
	"quarterdeck/generator/testsite"
)

// growing are workspaces in which one thing is there n times, as files by path.
var growing = []struct {
	name  string
	files func(n int) map[string]string
}{
	{"items of a team", func(n int) map[string]string {
		return map[string]string{
			"content/2026-q1/a/plan.md":      "+++\ncommitted = 2026-01-02\n+++\n" + each(n, fence("A-%d", "size = 3\naudience = \"customers\"")),
			"content/2026-q1/a/metrics.toml": each(n, "[[item]]\nid = \"A-%d\"\nstatus = \"delivered\"\nfinished = 2026-02-03\n"),
		}
	}},
	{"teams", func(n int) map[string]string {
		files := map[string]string{}
		for i := range n / 4 {
			team := fmt.Sprintf("t%d", i)
			files["content/teams/"+team+".md"] = ""
			for q := 1; q <= 2; q++ {
				files[fmt.Sprintf("content/2026-q%d/%s/plan.md", q, team)] = fence(fmt.Sprintf("T%d-%d", i, q), "needs = [\"t0\"]\ncomponents = [\"parser\"]")
			}
		}
		return files
	}},
	{"quarters", func(n int) map[string]string {
		files := map[string]string{}
		for i := range n / 4 {
			folder := fmt.Sprintf("content/%d-q%d/a/", 2026-i/4, 4-i%4)
			files[folder+"plan.md"] = fence(fmt.Sprintf("A-%d", i), "")
			files[folder+"metrics.toml"] = fmt.Sprintf("[[item]]\nid = \"A-%d\"\nstatus = \"moved\"\nreason = \"scope\"\n", i)
		}
		return files
	}},
	{"asks of one item", func(n int) map[string]string {
		return map[string]string{
			"content/2026-q2/a/plan.md": fence("A-1", "needs = ["+each(n, "\"B-%d\", ")+"]"),
			"content/2026-q2/b/plan.md": each(n, fence("B-%d", "serves = [\"A-1\"]")),
		}
	}},
	{"asks for one item", func(n int) map[string]string {
		return map[string]string{
			"content/2026-q2/a/plan.md": each(n, fence("A-%d", "due = 2026-05-01\nneeds = [\"B-1\"]")),
			"content/2026-q2/b/plan.md": fence("B-1", "due = 2026-05-10"),
		}
	}},
	{"asks in a row", func(n int) map[string]string {
		return map[string]string{
			"content/2026-q2/a/plan.md": each(n, fence("A-%d", "due = 2026-05-10\nneeds = [\"B-%d\"]")),
			"content/2026-q2/b/plan.md": each(n, fence("B-%d", "due = 2026-05-10\nneeds = [\"A-%+d\"]")),
		}
	}},
	{"actions", func(n int) map[string]string {
		return map[string]string{
			"content/2026-q1/a/retro.md": "## What we change\n\n" + each(min(n, 1000), "- [ ] Change thing %d — @a, due 2026-04-10\n"),
			"content/2026-q2/a/retro.md": "## What we change\n\n" + each(min(n, 1000), "- [ ] Change thing %d — @a, due 2026-08-10, again\n"),
		}
	}},
	{"lessons of a theme", func(n int) map[string]string {
		return map[string]string{
			"content/2026-q1/a/retro.md": each(n, "### A\n\n```toml\nid = \"a%d\"\ntheme = \"planning\"\napplies_to = { kinds = [\"feature\"] }\n```\n\n"),
			"content/2026-q2/b/plan.md":  fence("B-1", ""),
		}
	}},
	{"items of one id before", func(n int) map[string]string {
		return map[string]string{"content/2026-q1/a/plan.md": fence("A-1", ""), "content/2026-q2/a/plan.md": each(n, fence("B-%d", "was = [\"A-1\"]"))}
	}},
	{"parts of one item", func(n int) map[string]string {
		return map[string]string{"content/2026-q2/a/plan.md": fence("A-1", "") + each(n, fence("B-%d", "was = [\"A-1\"]"))}
	}},
	{"items merged", func(n int) map[string]string {
		return map[string]string{"content/2026-q1/a/plan.md": each(n, fence("A-%d", "")), "content/2026-q2/a/plan.md": fence("B-1", "was = ["+each(n, "\"A-%d\", ")+"]")}
	}},
	{"renamed items", func(n int) map[string]string {
		return map[string]string{"content/2026-q1/a/plan.md": each(n, fence("A-%d", "")), "content/2026-q2/a/plan.md": each(n, fence("B-%d", "was = [\"A-%d\"]")),
			content.NoticesPath: each(n, "[A-%d]\nretracted = 2026-06-01\n")}
	}},
}

// fence is a deliverable.
func fence(id, more string) string {
	return "## Work\n\n```toml\nid = \"" + id + "\"\nkind = \"feature\"\n" + more + "\n```\n\nWhat it is.\n\n"
}

// each is a text n times, each with its number for %d, and the next one for %+d.
func each(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer("%d", strconv.Itoa(i), "%+d", strconv.Itoa(i+1)).Replace(format))
	}
	return b.String()
}

// grown is a workspace of files, as everybody sees it.
func grown(files map[string]string) *report.Archive {
	var parsed []*content.Parsed
	for _, team := range []string{"a", "b"} {
		if name := "content/teams/" + team + ".md"; files["content/teams/t0.md"] == "" {
			one, _ := content.Parse(content.File{Path: name})
			parsed = append(parsed, one)
		}
	}
	for name, text := range files {
		one, _ := content.Parse(content.File{Path: name, Data: []byte(text)})
		parsed = append(parsed, one)
	}
	archive, _ := link.Assemble(&content.Source{}, parsed, link.Options{Today: report.DayOf(2026, 5, 20)})
	return archive.For(report.Audience{ID: "internal", Shows: report.Parts})
}

// stages are what is made of an archive: its figures, its plan, and of each kind of page and file the last
// one.
func stages(a *report.Archive) map[string]func() {
	words := i18n.English() // which costs as much as a small site
	planned := func() *site.Site { return page.Plan(a, metrics.Compute(a), words) }
	all := map[string]func(){
		"site/plan":   func() { planned().Paths() },
		"site/digest": func() { page.Digest(planned(), page.DigestOptions{Quarter: a.Quarters[len(a.Quarters)-1].ID}) },
		"metrics/figures": func() {
			book := metrics.Compute(a)
			for r := range a.AllReports() {
				book.Quarter(r.Quarter.ID)
				book.Team(r.Quarter.ID, r.Team.ID)
			}
		},
		"report/lives":     func() { report.NewLives(a) },
		"report/knock-ons": func() { report.KnockOns(a.Asks, a.Today) },
		"report/tracks":    func() { report.Tracks(a) },
		"report/uses":      func() { report.Uses(a) },
	}
	files := map[string]map[string]string{} // paths of files by their name, by what they end in
	s := planned()
	for _, at := range s.Paths() {
		switch p := s.Page(at); {
		case p.View != nil:
			all["view/"+p.Template] = func() { planned().Page(at).View() }
		case p.Bytes != nil:
			kind, name := path.Ext(at), path.Base(at)
			if files[kind] == nil {
				files[kind] = map[string]string{}
			}
			files[kind][name] = at
		}
	}
	for kind, names := range files {
		all["files/*"+kind] = func() {
			s := planned()
			for _, at := range names {
				_, _ = s.Page(at).Bytes() // the data of a chart may be absent
			}
		}
	}
	return all
}

// BenchmarkSiteGrowth shows whether the time of what is made of a workspace grows faster than what is
// in it: see testsite.BenchmarkGrowth.
func BenchmarkSiteGrowth(b *testing.B) {
	const smallest = 240
	for _, c := range growing {
		made := map[int]map[string]func(){}
		for _, n := range []int{smallest, 2 * smallest, 4 * smallest} {
			made[n] = stages(grown(c.files(n)))
		}
		var inputs []testsite.Input
		for _, name := range slices.Sorted(maps.Keys(made[smallest])) {
			inputs = append(inputs, testsite.Input{Name: c.name + "/" + name, Make: func(n int) (int, func()) { return n, made[n][name] }})
		}
		testsite.BenchmarkGrowth(b, smallest, inputs)
	}
}
