package render_test

import (
	"errors"
	"path"
	"regexp"
	"strings"
	"sync"
	"testing"

	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"quarterdeck/generator/testsite"
)

func TestGolden(t *testing.T) {
	r := renderer(t, nil)
	s := planned(t, archive(t))
	for _, at := range []string{"index.html", "2026-q3/index.html", "2026-q4/index.html", "2027-q1/index.html", "2026-q3/summary/index.html", "2026-q4/summary/index.html",
		"2026-q3/managed-rules/index.html", "2026-q4/managed-rules/index.html", "2026-q3/charts/kept.csv"} {
		t.Run(at, func(t *testing.T) {
			testsite.Golden(t, strings.ReplaceAll(at, "/", "_"), []byte(get(t, r, s, at)))
		})
	}
}

var (
	links = regexp.MustCompile(`(?:href|src|data-live|data-echarts)="([^"]*)"`)
	ids   = regexp.MustCompile(` id="([^"]*)"`)
)

// Every link of every page leads to a page or an asset of the site, and every
// fragment to an id there; no id stands twice.
func TestLinksAndIDs(t *testing.T) {
	r := renderer(t, nil)
	for _, shows := range [][]report.Part{report.Parts, {report.Shipped}, {report.Plans}, {report.Numbers}, {report.Retros}, {report.Lessons}, {}} {
		a := archive(t).For(report.Audience{ID: "some", Shows: shows})
		s := planned(t, a)
		found := map[string]map[string]bool{} // ids by page
		pages := map[string]string{}
		for at := range r.Assets(s) {
			pages[at] = ""
		}
		for _, at := range s.Paths() {
			b, err := r.Render(t.Context(), s, s.Page(at))
			if errors.Is(err, site.ErrAbsent) {
				continue
			}
			if err != nil {
				t.Fatalf("%v: %s: %v", shows, at, err)
			}
			if s.Page(at).Hashed {
				at = site.HashedName(at, b)
			}
			pages[at] = string(b)
			found[at] = map[string]bool{}
			if path.Ext(at) != ".html" {
				continue
			}
			for _, bad := range []string{"<no value>", "{{", "&amp;lt;", "NaN", "ZgotmplZ", "%!"} {
				if strings.Contains(string(b), bad) {
					t.Errorf("%v: %s holds %q", shows, at, bad)
				}
			}
			for _, id := range ids.FindAllStringSubmatch(string(b), -1) {
				if found[at][id[1]] {
					t.Errorf("%v: %s: the id %q stands twice", shows, at, id[1])
				}
				found[at][id[1]] = true
			}
		}
		for at, text := range pages {
			if path.Ext(at) != ".html" {
				continue
			}
			for _, m := range links.FindAllStringSubmatch(text, -1) {
				if strings.HasPrefix(m[1], "https://reports.example.com/sub/") {
					continue
				}
				to, fragment, _ := strings.Cut(m[1], "#")
				to = path.Join(path.Dir(at), to)
				if strings.HasPrefix(m[1], "#") {
					to = at
				}
				if _, ok := pages[to]; !ok {
					t.Errorf("%v: %s: dead link %q", shows, at, m[1])
				} else if fragment != "" && !found[to][fragment] {
					t.Errorf("%v: %s: dead anchor %q", shows, at, m[1])
				}
			}
		}
	}
}

func TestAudienceSeesNothingElse(t *testing.T) {
	r := renderer(t, nil)
	s := planned(t, archive(t).For(report.Audience{ID: "customers", Shows: []report.Part{report.Shipped, report.Upcoming}}))
	for _, at := range s.Paths() {
		if strings.HasPrefix(at, "2026-") || strings.HasPrefix(at, "teams") || strings.HasPrefix(at, "lessons") {
			t.Errorf("customers are shown %s", at)
		}
		text := get(t, r, s, at)
		for _, secret := range []string{"Ruleset versioning", "How it works", "MR-107", "Ask design", "Welcome", "unexplained", "rota"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s tells customers %q", at, secret)
			}
		}
	}
	if home := get(t, r, s, "index.html"); !strings.Contains(home, "Roll back a ruleset") {
		t.Error("the home page does not show what shipped")
	}
}

const script = `"'><script>alert(1)</script><img src=x onerror=alert(1)>{{.}}</title>`

// Whatever stands in a field comes out as text.
func TestEscaping(t *testing.T) {
	r := renderer(t, nil)
	a := archive(t)
	a.Site.Title, a.Site.Look.Company = script, script
	for _, team := range a.Teams {
		team.Name, team.Delivery, team.Components = script, script, []string{script}
	}
	for i := range a.Site.Measures {
		a.Site.Measures = append([]report.Measure{}, a.Site.Measures...)
		a.Site.Measures[i].Title, a.Site.Measures[i].Unit = script, script
	}
	for _, q := range a.Quarters {
		for _, rep := range q.Reports {
			rep.Plan.Summary = script
			for _, d := range rep.Items {
				d.Title, d.CustomerTitle, d.Outcome.Note, d.Owner = script, script, script, script
				d.Kind, d.Outcome.Reason, d.Needs = report.Kind(script), report.Reason(script), append(d.Needs, script)
			}
			if rep.Retro == nil {
				continue
			}
			for _, l := range rep.Retro.Lessons {
				l.Title = script
			}
			for _, action := range rep.Retro.Actions {
				action.Owner = script
			}
		}
	}
	s := planned(t, a)
	for _, at := range s.Paths() {
		p := s.Page(at)
		if path.Ext(at) != ".html" {
			continue
		}
		b, err := r.Render(t.Context(), s, p)
		if err != nil {
			t.Fatalf("%s: %v", at, err)
		}
		text := strings.ReplaceAll(string(b), `<script src=`, "")
		for _, bad := range []string{"<script", "<img src=x", `"'>`} {
			if strings.Contains(text, bad) {
				t.Errorf("%s: %q gets through", at, bad)
			}
		}
	}
}

func TestOneRendererFromManyGoroutines(t *testing.T) {
	r := renderer(t, nil)
	s := planned(t, archive(t))
	want := map[string]string{}
	for _, at := range s.Paths() {
		b, _ := r.Render(t.Context(), s, s.Page(at))
		want[at] = string(b)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, at := range s.Paths() {
				if b, _ := r.Render(t.Context(), s, s.Page(at)); string(b) != want[at] {
					t.Errorf("%s comes out differently when others are rendered", at)
				}
			}
		})
	}
	wg.Wait()
}

func TestBrokenTemplates(t *testing.T) {
	cases := map[string]struct{ file, text, want string }{
		"syntax":   {"templates/quarter.html", "<p>\n{{if}}\n", "templates/quarter.html:2: "},
		"function": {"templates/parts/figs.html", "\n\n{{nope .}}", "templates/parts/figs.html:3: "},
		"script":   {"templates/assets/../unused.html", "x", ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if c.want == "" {
				c.file = "templates/unused.html"
			}
			_, problems := render.New(render.Config{Templates: scripts(map[string]string{c.file: c.text}), Drawer: pen{}})
			if len(problems) != 1 {
				t.Fatalf("problems: %v", problems)
			}
			if got := problems[0].String(); !strings.HasPrefix(got, c.want) {
				t.Errorf("got %q, want %q…", got, c.want)
			}
		})
	}
}

func TestFailingTemplateNamesItsPlace(t *testing.T) {
	for name, c := range map[string]struct{ file, text, at, want string }{
		"page":   {"templates/home.html", "<p>\n{{.Nothing}}", "index.html", "templates/home.html:2:"},
		"part":   {"templates/parts/figs.html", "{{range .}}{{.Nothing}}{{end}}", "index.html", "templates/parts/figs.html:1:"},
		"figure": {"templates/parts/figure.html", "\n{{.Nothing}}", "index.html", "templates/parts/figure.html:2:"},
		"escape": {"templates/home.html", "<a href=", "index.html", "templates/home.html"},
		"chart":  {"templates/quarter.html", "<p>\n{{with .Charts.Get \"c-kep\"}}{{chart .}}{{end}}", "2026-q3/index.html", "templates/quarter.html:2:15: at <.Charts.Get>: error calling Get: there is no chart \"c-kep\"; the charts are c-planned, c-kept, "},
		"charts": {"templates/quarter.html", "{{range .Charts.Without \"c-kept\" \"c-mixx\"}}{{chart .}}{{end}}", "2026-q3/index.html", "templates/quarter.html:1:16: at <.Charts.Without>: error calling Without: there is no chart \"c-mixx\"; the charts are c-planned, c-kept, "},
	} {
		t.Run(name, func(t *testing.T) {
			r := renderer(t, map[string]string{c.file: c.text})
			s := planned(t, archive(t))
			_, err := r.Render(t.Context(), s, s.Page(c.at))
			var e *render.Error
			if !errors.As(err, &e) || !strings.HasPrefix(e.Problem.String(), c.want) {
				t.Errorf("got %v, want %s…", err, c.want)
			}
		})
	}
}
