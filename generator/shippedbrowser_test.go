package generator_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"quarterdeck/generator"
	"quarterdeck/generator/render"
	"quarterdeck/generator/report"
	"quarterdeck/generator/sample"
	"quarterdeck/generator/svg"
	"quarterdeck/generator/testsite"
	"quarterdeck/generator/testsite/browser"
	"quarterdeck/templates"
)

// shippedSite writes what a filter of a large site needs into a folder: the lists of what
// shipped, their data and the assets.
func shippedSite(t testing.TB) string {
	t.Helper()
	return largeSite(t, func(name string) bool {
		return name == "shipped/index.html" || strings.HasPrefix(name, "shipped/data/") || strings.HasPrefix(name, "shipped/teams/")
	})
}

// largeSite writes some files of the site of 50 teams over 20 quarters, and all its assets, into a folder.
func largeSite(t testing.TB, wanted func(name string) bool) string {
	t.Helper()
	source, out := t.TempDir(), t.TempDir()
	if err := sample.Workspace(50, 20, 1).Write(source); err != nil {
		t.Fatal(err)
	}
	w := open(t, source)
	archive, problems := w.Read(0)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	drawer := svg.New(svg.Config{Bundle: templates.ECharts()})
	t.Cleanup(func() { drawer.Close() })
	renderer, problems := render.New(render.Config{Drawer: drawer})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	site, problems := generator.SiteOf(w, archive.For(report.Audience{ID: "internal", Shows: report.Parts}), renderer)
	if n, _ := problems.Count(); n > 0 {
		t.Fatal(problems)
	}
	for _, name := range site.Paths() {
		if !wanted(name) && !strings.HasPrefix(name, "assets/") {
			continue
		}
		data, err := site.Bytes(context.Background(), name)
		if err != nil {
			t.Fatal(err)
		}
		testsite.Write(t, out, name, data)
	}
	return out
}

const (
	saidShipped = `document.querySelector(".filters [role=status]").textContent.replace(/\u00a0/g, " ")`
	filtered    = `!document.getElementById("shipped-found").hidden && document.querySelectorAll("#shipped-found li").length > 0`
	unfiltered  = `document.getElementById("shipped-found").hidden`
)

// What shipped is filtered in place, with the state in the address, by keyboard, from a server and
// from disk.
func TestShippedFiltersInABrowser(t *testing.T) {
	b := browser.New(t)
	folder := shippedSite(t)
	for name, root := range map[string]string{"server": serve(t, folder), "disk": (&url.URL{Scheme: "file", Path: folder + "/"}).String()} {
		t.Run(name, func(t *testing.T) {
			b.Taken()
			b.Do(t, chromedp.Navigate(root+"shipped/index.html"))
			_, first := b.Taken()
			for _, address := range first {
				if strings.Contains(address, "/data/") {
					t.Errorf("data is loaded before anybody asks: %s", address)
				}
			}
			all := browser.Eval[string](t, b, saidShipped)
			// By keyboard alone: to an option of a filter, and Enter.
			reached := false
			for range 60 {
				b.Do(t, chromedp.KeyEvent("\t"))
				if reached = browser.Eval[bool](t, b, `document.activeElement.dataset.value == "groundwork"`); reached {
					break
				}
			}
			if !reached {
				t.Fatal("the kind cannot be reached with the Tab key")
			}
			b.Do(t, chromedp.KeyEvent(kb.Enter))
			b.Wait(t, filtered)
			if on := browser.Eval[string](t, b, `document.activeElement.dataset.value`); on != "groundwork" {
				t.Errorf("after the filter the focus is on %q", on)
			}
			one := browser.Eval[string](t, b, saidShipped)
			if !strings.HasSuffix(one, " of "+all) {
				t.Errorf("the page says %q of %q", one, all)
			}
			b.Do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-value=customers]").click()`))
			b.Wait(t, `location.search == "?kind=groundwork&audience=customers"`)
			b.Do(t, chromedp.Evaluate[chromedp.Void](`history.back()`))
			b.Wait(t, `location.search == "?kind=groundwork" && `+saidShipped+` == "`+one+`"`)

			const state = "shipped/index.html?quarter=2026-q3&phase=ga&audience=customers"
			b.Do(t, chromedp.Navigate(root+state))
			b.Wait(t, filtered)
			rows, counted := browser.Eval[int](t, b, `document.querySelectorAll("#shipped-found li").length`), browser.Eval[int](t, b, `+[...document.querySelectorAll("[data-value=customers] span")][0].textContent`)
			if said := browser.Eval[int](t, b, `parseInt(`+saidShipped+`)`); rows == 0 || rows != said || rows != counted {
				t.Errorf("%d rows, %d said, %d counted", rows, said, counted)
			}
			if wrong := browser.Eval[int](t, b, `[...document.querySelectorAll("#shipped-found li")].filter(li => !li.querySelector(".ph.ga")).length`); wrong > 0 {
				t.Errorf("%d rows are not GA", wrong)
			}
			before := browser.Eval[string](t, b, `document.getElementById("shipped-found").textContent`)
			b.Do(t, chromedp.Evaluate[chromedp.Void](`setTimeout(() => location.reload())`), chromedp.Sleep(300*time.Millisecond))
			b.Wait(t, filtered)
			if after := browser.Eval[string](t, b, `document.getElementById("shipped-found").textContent`); after != before {
				t.Error("a reload shows other rows")
			}
			b.Do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector(".clear").click()`))
			b.Wait(t, unfiltered)
			if said := browser.Eval[string](t, b, saidShipped); said != all {
				t.Errorf("cleared, the page says %q, at first %q", said, all)
			}
			trouble, requests := b.Taken()
			for _, what := range trouble {
				t.Error(what)
			}
			for _, address := range requests {
				if !strings.HasPrefix(address, strings.TrimSuffix(root, under)) {
					t.Errorf("the page asks for %s", address)
				}
			}
		})
	}
}

// BenchmarkShippedFilter reports what a change of filter costs a reader of 50 teams over 20
// quarters, with its layout, and what is transferred for it, uncompressed.
func BenchmarkShippedFilter(b *testing.B) {
	tab := browser.New(b)
	root := serve(b, shippedSite(b))
	tab.Do(b, chromedp.Navigate(root+"shipped/index.html?kind=feature"))
	tab.Wait(b, filtered)
	size := browser.Eval[float64](b, tab, `performance.getEntriesByType("resource").filter(r => r.name.includes("/data/")).reduce((n, r) => n + r.decodedBodySize, 0)`)
	// Back and forth between two states whose texts are there: the handler of popstate does all the work.
	const change = `(() => {
		const bar = document.querySelector(".filters"), went = performance.now()
		history.replaceState(null, "", location.search == "?kind=feature" ? "?kind=debt" : "?kind=feature")
		dispatchEvent(new PopStateEvent("popstate"))
		return new Promise(done => setTimeout(() => { bar.getBoundingClientRect(); document.body.offsetHeight; done() })).then(() => { document.body.dataset.ms = performance.now() - went })
	})()`
	total, n := 0.0, 0
	for range 4 { // texts of both states are loaded
		tab.Do(b, chromedp.Evaluate[chromedp.Void](change), chromedp.Sleep(300*time.Millisecond))
	}
	for b.Loop() {
		tab.Do(b, chromedp.Evaluate[chromedp.Void](`delete document.body.dataset.ms; `+change))
		tab.Wait(b, `document.body.dataset.ms`)
		total += browser.Eval[float64](b, tab, `+document.body.dataset.ms`)
		n++
	}
	b.ReportMetric(total/float64(n), "ms/filter")
	b.ReportMetric(size, "data-bytes")
	b.ReportMetric(browser.Eval[float64](b, tab, `document.querySelectorAll("#shipped-found li").length`), "rows")
}
