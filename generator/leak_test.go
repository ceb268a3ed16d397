package generator_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"quarterdeck/generator"
	"quarterdeck/generator/paper"
	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site/page"
)

// The audiences of testdata/leaks.txtar, as letters: i internal, c customers, m a
// management that sees numbers and what shipped, n one that is shown no part at all.
const letters = "icmn"

// rights says which audiences may see marks of a kind, and where they must stand on
// some page, so that an empty site does not pass. It is what the product promises, and
// owes nothing to the table by which the product goes.
var rights = map[string]struct{ may, must, why string }{
	"site":                 {"icmn", "icmn", "every site is called so"},
	"site title":           {"imn", "imn", "what it is called for all who have no name for it of their own"},
	"customers' title":     {"c", "c", "what it is called for them"},
	"customer contact":     {"icmn", "cn", "whom those outside ask; whom customers ask is no secret inside"},
	"management's contact": {"m", "m", "whom they ask"},
	"team contact":         {"i", "i", "whom those ask who have nobody else to ask"},
	"position":             {"i", "", "where in the workspace it stands; shared with who sees all"},
	"setting":              {"", "", "no site tells where others lie"},
	"team name":            {"icm", "icm", "deliverables for customers name their team"},
	"team id":              {"icm", "im", "the same, in an address"},
	"team":                 {"im", "im", "who works on what, and whom to go to: inside"},
	"component":            {"im", "", "inside, though no page shows it of a deliverable"},
	"id":                   {"im", "im", "inside: others know things by their titles"},
	"public":               {"icm", "icm", "written for customers"},
	"public file":          {"icm", "icm", "a picture in prose for customers"},
	"announced inside":     {"im", "", "for the company only, though a page shows only what was said last"},
	"finished":             {"icm", "icm", "the date of what was delivered to customers"},
	"coming id":            {"im", "im", "the same of what comes"},
	"coming":               {"icm", "im", "written for customers"},
	"coming file":          {"icm", "im", "a picture in prose for customers"},
	"named id":             {"icm", "icm", "prose for customers names it: its writer's own words"},
	"named lesson":         {"icm", "icm", "the same of a lesson, which check warns about"},
	"title":                {"im", "im", "in colleagues' words"},
	"inside id":            {"im", "im", "customers do not hear of it"},
	"inside title":         {"im", "im", "customers do not hear of it, even where it was meant for them once"},
	"inside prose":         {"im", "im", "for the company"},
	"inside file":          {"im", "im", "a picture in such prose"},
	"inside day":           {"im", "im", "when something inside was delivered"},
	"unshown":              {"im", "", "inside, though no page shows it"},
	"unlinked file":        {"", "", "no prose leads to it, so it is not published"},
	"cut-off":              {"im", "im", "a figure depends on it"},
	"due":                  {"im", "im", "a plan's date"},
	"size":                 {"im", "im", "numbers"},
	"kind":                 {"im", "im", "what sort of work it was"},
	"reason":               {"im", "im", "why not"},
	"worth":                {"im", "im", "what it was for, and what it did change: inside"},
	"note":                 {"im", "im", "why not, in words"},
	"metrics":              {"im", "", "numbers"},
	"measure":              {"im", "im", "numbers"},
	"plan":                 {"i", "i", "the plan in words"},
	"plan file":            {"i", "i", "a picture in it"},
	"update":               {"i", "i", "the plan in words, as it goes"},
	"update file":          {"i", "i", "a picture in such words"},
	"said":                 {"i", "i", "plans: whose it is, how urgent, what it should move, where it is tracked"},
	"size word":            {"im", "im", "a size, as it is written"},
	"owner":                {"i", "", "plans, though no page shows it"},
	"edition":              {"im", "", "what was frozen, and what it corrects"},
	"edition file":         {"i", "", "the names of everything in it"},
	"body of an edition":   {"i", "", "the plan in words"},
	"body":                 {"i", "i", "the plan in words"},
	"retro heading":        {"i", "i", "what is said in a retro stays inside"},
	"retro":                {"i", "i", "what is said in a retro stays inside"},
	"unread heading":       {"i", "", "names a section that is shown under another name"},
	"retro file":           {"i", "i", "a picture in it"},
	"lesson":               {"i", "i", "for those who see lessons"},
	"unused theme":         {"i", "", "a theme of lessons that has none"},
}

// leaks are the sightings of what an audience, a letter, may not see.
func leaks(seen map[sighting]bool, audience rune) []string {
	var out []string
	for s := range seen {
		kind, _, _ := strings.Cut(s.origin, ":")
		if !strings.ContainsRune(rights[kind].may, audience) {
			out = append(out, fmt.Sprintf("%s holds «%s»", s.file, s.origin))
		}
	}
	slices.Sort(out)
	return out
}

// archive reads the workspace, which must have no errors.
func (p *planted) archive(t testing.TB) (*generator.Workspace, *report.Archive) {
	t.Helper()
	w := generator.New(p.files)
	a, problems := w.Read(0)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	p.plantEdition(t, a)
	return w, a
}

// plantEdition adds what only a frozen edition knows, to the archive alone: its files
// could not be written by hand.
func (p *planted) plantEdition(t testing.TB, a *report.Archive) {
	t.Helper()
	word := func(origin string) string { return p.plant(t, origin, "", "") }
	day := func(origin, day string) report.Day {
		d, err := report.ParseDay(p.plant(t, origin, "@", day))
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	bare := *a
	bare.Quarters = nil
	// Who sees all shares editions as they are; their settings go when their own pages are planned.
	bare.Site.Audiences, bare.Site.Publish = nil, nil
	size, _ := strconv.ParseFloat(p.plant(t, "edition: promised size", "#", ""), 64)
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			for _, d := range r.Items {
				if d.ID != p.by["id: delivered"] || d.Outcome.Status != report.Delivered {
					continue
				}
				q.Editions = []*report.Edition{{ID: word("edition: id"), Quarter: q.ID, Frozen: day("edition: frozen", "2026-10-12").Time(), Tool: word("edition: tool"),
					Note: word("edition: note"), Forced: word("edition: forced"), Missing: []string{word("edition: missing")}, Before: word("edition: before"),
					Hash: word("edition: hash"), Sums: map[string]string{word("edition file: name"): word("edition file: sum")}, Figures: []byte(word("edition: figures")),
					Files: []report.File{{Path: word("edition file: path")}}, Pos: d.Pos, Archive: func() *report.Archive { return &bare }}}
				q.Shown = q.Editions[0]
				d.Promise = &report.Promise{Title: word("edition: promised title"), Kind: report.Groundwork, Phase: report.Beta, Size: size, Due: day("edition: promised day", "2026-08-18"),
					Owner: word("owner: promised"), Body: word("body of an edition: it"), ForCustomers: word("edition: promised to customers")}
			}
		}
	}
}

// Every mark of the workspace is looked for in the name and in every byte of every file
// of every audience's site, and in the archive from which the site is planned.
func TestNothingLeaks(t *testing.T) {
	p := plant(t)
	w, archive := p.archive(t)
	out := build(t, w)
	for i, to := range archive.Site.Audiences {
		letter := rune(letters[i])
		shown := archive.For(to)
		built := files(t, filepath.Join(out, to.ID))
		pass := none
		if shown.Sees(report.Numbers) {
			pass = p.number
		}
		seen := p.search(built, pass)
		for _, leak := range append(leaks(seen, letter), leaks(p.model(shown), letter)...) {
			t.Errorf("%s: %s", to.ID, leak)
		}
		// Nor does a digest, in any form.
		if shown.Sees(report.Shipped) {
			told := digests(t, w, archive, to)
			inDigests := p.search(told, pass)
			for _, leak := range leaks(inDigests, letter) {
				t.Errorf("%s: %s", to.ID, leak)
			}
			if len(inDigests) == 0 {
				t.Errorf("%s: no digest says anything", to.ID)
			}
		}
		// Who sees reports is shown pictures of them; they are searched like any other file.
		if shown.Sees(report.Numbers) && !slices.ContainsFunc(slices.Collect(maps.Keys(seen)), func(s sighting) bool {
			return strings.HasPrefix(s.file, "cards/") && strings.HasPrefix(s.origin, "team name") && len(pictureTexts(built[s.file])) > 0
		}) {
			t.Errorf("%s: no picture says whose report it shows", to.ID)
		}
		onSite := map[string]bool{}
		for s := range seen {
			onSite[s.origin] = true
		}
		for _, origin := range slices.Sorted(maps.Values(p.marks)) {
			kind, _, _ := strings.Cut(origin, ":")
			if strings.ContainsRune(rights[kind].must, letter) && !onSite[origin] && !p.number(origin) && fewWords[p.by[origin]] == "" {
				t.Errorf("%s: nowhere on the site: «%s», %s", to.ID, origin, rights[kind].why)
			}
		}
	}
}

// digests are those of every quarter, in every form.
func digests(t testing.TB, w *generator.Workspace, a *report.Archive, to report.Audience) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, q := range a.Quarters {
		d, problems, err := generator.Digest(w, generator.DigestOptions{DigestOptions: page.DigestOptions{Quarter: q.ID, Upcoming: true}, Audience: to.ID})
		if err != nil {
			t.Fatal(err, problems)
		}
		markdown, err := paper.Markdown(d)
		if err != nil {
			t.Fatal(err)
		}
		name := "digest of " + q.ID.String()
		all[name+".md"], all[name+".txt"], all[name+".html"] = markdown, paper.Text(d), paper.HTML(d)
	}
	return all
}

// A deliverable that customers do not hear of, but that prose for them names, stays a
// word there: nothing leads to it, is called after it, or shows it on hovering.
func TestWhatIsOnlyNamedStaysAWord(t *testing.T) {
	p := plant(t)
	w, archive := p.archive(t)
	renderer, problems := render.New(render.Config{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	s, _ := generator.SiteOf(w, archive.For(archive.Site.Audiences[1]), renderer)
	named := 0
	for name, data := range siteFiles(t, s) {
		if strings.Contains(name, p.by["named id: inside"]) {
			t.Errorf("a file is called %s", name)
		}
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for n := range parsePage(t, name, data).root.Descendants() {
			if n.Type == html.TextNode && strings.Contains(n.Data, p.by["named id: inside"]) {
				named++
			}
			for _, a := range n.Attr {
				if a.Key != "content" && strings.Contains(a.Val, p.by["named id: inside"]) {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
			}
		}
	}
	if named == 0 {
		t.Error("it is named nowhere")
	}
}

// siteFiles renders a whole site in memory.
func siteFiles(t testing.TB, s *generator.Site) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, name := range s.Paths() {
		address, data, err := s.File(context.Background(), name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[address] = data
	}
	return all
}
