package generator_test

import (
	"cmp"
	"context"
	"maps"
	"os"
	"regexp"
	"slices"
	"testing"
	"time"

	"quarterdeck/generator/i18n"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"quarterdeck/generator"
	"quarterdeck/generator/edition"
	"quarterdeck/generator/site/page"
	"quarterdeck/generator/testsite/browser"
)

// axeRun asks axe for what it finds wrong with the page as it stands: the rule, what to
// do about it, and the first elements.
const axeRun = `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r =>
	r.violations.map(v => v.id + " (" + v.nodes.length + "): " + v.help + "\n\t\t" +
		v.nodes.slice(0, 4).map(n => n.target.join(" ") + "\n\t\t  " + n.html.slice(0, 200) + "\n\t\t  " + [...n.any, ...n.all, ...n.none].map(c => c.message).join("; ")).join("\n\t\t")))`

// mark is a tag or a class: what a template can write.
var mark = regexp.MustCompile(`<([a-z0-9]+)|class="([^"]*)"`)

// samples are, of each template of a site, pages that hold among them every tag and class
// that any of its pages holds, the largest first: so a new kind of page, or a new part of
// one, is looked at without anybody thinking of it.
func samples(t *testing.T, audience string) map[string][]string {
	t.Helper()
	archive, problems := generator.New(os.DirFS("..")).Read(0)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	byTemplate, text := map[string][]string{}, map[string]string{}
	eachBuilt(t, exampleSite(t, audience), func(name string, data []byte) { text[name] = string(data) })
	for _, to := range archive.Site.Audiences {
		if to.ID != audience {
			continue
		}
		shown := archive.For(to)
		site := page.Plan(shown, edition.Compute(shown, nil), i18n.English())
		for _, at := range site.Paths() {
			// What leads on at once is seen by nobody.
			if p := site.Page(at); p.View != nil && p.Head.Redirect == "" {
				byTemplate[p.Template] = append(byTemplate[p.Template], at)
			}
		}
	}
	if len(byTemplate) == 0 {
		t.Fatalf("there is no page for %s", audience)
	}
	for template, all := range byTemplate {
		slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(len(text[b]), len(text[a])) })
		seen := map[string]bool{}
		byTemplate[template] = slices.DeleteFunc(all, func(at string) bool {
			before := len(seen)
			for _, m := range mark.FindAllStringSubmatch(text[at], -1) {
				seen[m[1]+"."+m[2]] = true
			}
			return len(seen) == before
		})
	}
	return byTemplate
}

// axe lets axe-core look at the open page.
func axe(t *testing.T, b *browser.Tab, library string) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.Context, time.Minute)
	defer cancel()
	if !browser.Eval[bool](t, b, `"axe" in window`) {
		b.Do(t, chromedp.Evaluate[chromedp.Void](library+"; undefined"))
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](axeRun, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func inScheme(t *testing.T, b *browser.Tab, name string) {
	t.Helper()
	if _, err := chromedp.Call(b.Context, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}},
	}); err != nil {
		t.Fatal(err)
	}
}

func axeLibrary(t *testing.T) string {
	t.Helper()
	library, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	return string(library)
}

// Every kind of page, for both audiences, wide and narrow, light and dark, with all that
// can be opened open, has nothing that axe-core knows to shut somebody out.
func TestPagesAreAccessible(t *testing.T) {
	b := browser.New(t)
	library := axeLibrary(t)
	for _, audience := range []string{"internal", "customers"} {
		root := serve(t, exampleSite(t, audience))
		byTemplate := samples(t, audience)
		for _, template := range slices.Sorted(maps.Keys(byTemplate)) {
			for _, name := range byTemplate[template] {
				b.Do(t, chromedp.EmulateViewport(1440, 900), chromedp.Navigate(root+name))
				b.Do(t, chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach(d => d.open = true)`))
				seen := map[string]bool{}
				for _, width := range []int64{1440, 360} {
					b.Do(t, chromedp.EmulateViewport(width, 900))
					for _, scheme := range []string{"light", "dark"} {
						inScheme(t, b, scheme)
						for _, what := range axe(t, b, library) {
							if !seen[what] { // once for all widths and colours
								seen[what] = true
								t.Errorf("%s %s (%s), %d wide, %s: %s", audience, name, template, width, scheme, what)
							}
						}
					}
				}
			}
		}
	}
}

// A chart that has come alive is as accessible as its picture.
func TestLiveChartIsAccessible(t *testing.T) {
	b := browser.New(t)
	library := axeLibrary(t)
	root := serve(t, exampleSite(t, "internal"))
	b.Do(t, chromedp.EmulateViewport(1440, 900), chromedp.Navigate(root+"2026-q3/index.html"))
	b.Do(t, chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("figure[data-live]").forEach(f => f.dispatchEvent(new PointerEvent("pointerenter")))`))
	ctx, cancel := context.WithTimeout(b.Context, 20*time.Second)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](`document.querySelector("figure[data-live] [_echarts_instance_] svg") !== null`)); err != nil {
		t.Fatalf("the chart did not come alive: %v", err)
	}
	for _, scheme := range []string{"light", "dark"} {
		inScheme(t, b, scheme)
		for _, what := range axe(t, b, library) {
			t.Errorf("%s: %s", scheme, what)
		}
	}
}
