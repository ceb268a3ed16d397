package generator_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"quarterdeck/generator/testsite/browser"
)

const (
	searchSaid = `document.querySelector("#search .said").textContent`
	searchDone = `document.querySelectorAll("#search .hits a").length > 0 && !/so far|Looking/.test(` + searchSaid + `)`
	hitTitles  = `[...document.querySelectorAll("#search .hits b")].map(e => e.textContent)`
)

// arrives is Wait across a change of page, in the midst of which there is nothing to ask.
func arrives(t testing.TB, b *browser.Tab, expression string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(b.Context, 5*time.Second)
		there, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
		cancel()
		if err == nil && there {
			return
		}
	}
	t.Fatalf("%s never came true", expression)
}

// press sends a key with modifiers, as a reader presses it.
func press(t testing.TB, b *browser.Tab, keys string, with ...chromedp.KeyOption) {
	t.Helper()
	b.Do(t, chromedp.KeyEvent(keys, with...))
}

// The search opens by key on every page, answers as one types, is walked through by keyboard, and
// comes back with what was looked for; from a server and from disk.
func TestSearchInABrowser(t *testing.T) {
	b := browser.New(t)
	folder := exampleSite(t, "internal")
	for name, root := range map[string]string{"server": serve(t, folder), "disk": (&url.URL{Scheme: "file", Path: folder + "/"}).String()} {
		t.Run(name, func(t *testing.T) {
			b.Taken()
			b.Do(t, chromedp.EmulateViewport(1440, 900), chromedp.Navigate(root+"lessons/ask-design-early/index.html"))
			if _, first := b.Taken(); strings.Contains(strings.Join(first, " "), "find.") || strings.Contains(strings.Join(first, " "), "search/") {
				t.Errorf("what the search needs is loaded before anybody looks for anything: %q", first)
			}
			press(t, b, "/")
			press(t, b, "roll back") // whatever is there already
			b.Wait(t, searchDone)
			// One hit for an item of three quarters, the exact title first.
			titles := browser.Eval[[]string](t, b, hitTitles)
			n := 0
			for _, title := range titles {
				if title == "Roll back a ruleset" {
					n++
				}
			}
			if n != 1 || titles[0] != "Roll back a ruleset" {
				t.Errorf("hits: %q", titles)
			}
			if marks := browser.Eval[[]string](t, b, `[...document.querySelectorAll("#search .hits li:first-child mark")].map(e => e.textContent)`); len(marks) < 2 || marks[0] != "Roll" || marks[1] != "back" {
				t.Errorf("marked: %q", marks)
			}
			// Ids, of now and in part of a word; lessons, reports and teams.
			for typed, want := range map[string]string{"MR-101": "Roll back a ruleset", "purg tag": "Purge everything that carries a tag", "ask design": "Ask design", "edge cache 2026-q3": "Edge Cache, 2026 Q3", "console design": "Console Design"} {
				b.Do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("#search input").select()`))
				press(t, b, typed)
				if titles := browser.Eval[[]string](t, b, hitTitles); len(titles) == 0 || !strings.Contains(strings.Join(titles[:min(3, len(titles))], "\n"), want) {
					t.Errorf("%q finds %q", typed, titles)
				}
			}
			// Newest first among those with the word in the title.
			b.Do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("#search input").select()`))
			press(t, b, "purge")
			all := browser.Eval[int](t, b, `parseInt(`+searchSaid+`)`)
			// A facet, with its count.
			b.Do(t, chromedp.Evaluate[chromedp.Void](`(() => { const s = document.querySelector("#search select"); s.selectedIndex = 1; s.dispatchEvent(new Event("change")) })()`))
			option := browser.Eval[string](t, b, `document.querySelector("#search select").selectedOptions[0].textContent`)
			one := browser.Eval[int](t, b, `parseInt(`+searchSaid+`)`)
			if !strings.HasSuffix(option, "("+strconv.Itoa(one)+")") || one > all {
				t.Errorf("the facet says %q, the list has %d of %d", option, one, all)
			}
			before := browser.Eval[[]string](t, b, hitTitles)
			// Down to the second hit, up again to the field, and Enter on the first.
			b.Do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("#search input").focus()`))
			press(t, b, kb.ArrowDown)
			if on := browser.Eval[string](t, b, `document.activeElement.querySelector("b").textContent`); on != before[0] {
				t.Errorf("the first arrow leads to %q", on)
			}
			press(t, b, kb.ArrowUp)
			if !browser.Eval[bool](t, b, `document.activeElement.matches("#search input")`) {
				t.Error("the arrow up does not lead back to the field")
			}
			press(t, b, kb.ArrowDown)
			to := browser.Eval[string](t, b, `document.activeElement.href`)
			press(t, b, kb.Enter)
			arrives(t, b, `location.href == "`+to+`" && document.readyState == "complete"`)
			// Back: as it was.
			b.Do(t, chromedp.Evaluate[chromedp.Void](`setTimeout(() => history.back())`))
			arrives(t, b, `document.getElementById("search").open && `+searchDone)
			if after := browser.Eval[[]string](t, b, hitTitles); strings.Join(after, "|") != strings.Join(before, "|") {
				t.Errorf("back, the hits are %q, not %q", after, before)
			}
			press(t, b, kb.Escape)
			arrives(t, b, `!document.getElementById("search").open`)
			// By the other key and from the button.
			press(t, b, "k", chromedp.KeyModifiers(2))
			arrives(t, b, `document.getElementById("search").open`)
			press(t, b, kb.Escape)
			arrives(t, b, `!document.getElementById("search").open`)
			b.Do(t, chromedp.Evaluate[chromedp.Void](`document.getElementById("open-search").click()`))
			arrives(t, b, `document.getElementById("search").open && document.activeElement.matches("#search input")`)
			// A slip of the keyboard.
			b.Do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("#search input").select()`))
			press(t, b, "rulesst")
			arrives(t, b, searchDone)
			if titles := browser.Eval[[]string](t, b, hitTitles); !strings.Contains(strings.Join(titles, "|"), "ruleset") {
				t.Errorf("a slip finds %q", titles)
			}
			trouble, requests := b.Taken()
			for _, what := range trouble {
				t.Error(what)
			}
			for _, address := range requests {
				if !strings.HasPrefix(address, strings.TrimSuffix(root, under)) {
					t.Errorf("the search asks for %s", address)
				}
			}
		})
	}
}

// Every address that the search can lead to is there, for each audience, and customers find what is theirs.
func TestSearchLeadsToPages(t *testing.T) {
	for _, audience := range []string{"internal", "customers"} {
		b := browser.New(t)
		folder := exampleSite(t, audience)
		b.Do(t, chromedp.Navigate(serve(t, folder)+"index.html"))
		press(t, b, "/")
		press(t, b, "e")
		b.Wait(t, searchDone)
		paths := browser.Eval[[]string](t, b, `[...document.querySelectorAll("#search .hits a")].map(a => a.getAttribute("href"))`)
		if len(paths) < 10 {
			t.Errorf("%s: %d hits", audience, len(paths))
		}
		for _, at := range paths {
			at, _, _ = strings.Cut(at, "#")
			if _, err := os.Stat(filepath.Join(folder, filepath.FromSlash(at))); err != nil {
				t.Errorf("%s: there is no %s", audience, at)
			}
		}
	}
}

// The search and its results are accessible, wide and narrow, light and dark.
func TestSearchIsAccessible(t *testing.T) {
	b := browser.New(t)
	library := axeLibrary(t)
	b.Do(t, chromedp.Navigate(serve(t, exampleSite(t, "internal"))+"index.html"))
	press(t, b, "/")
	press(t, b, "rule")
	b.Wait(t, searchDone)
	for _, width := range []int64{1440, 360} {
		b.Do(t, chromedp.EmulateViewport(width, 900))
		if wide := browser.Eval[int64](t, b, `Math.max(document.documentElement.scrollWidth, document.getElementById("search").scrollWidth)`); wide > width {
			t.Errorf("it is %d pixels wide in a window of %d", wide, width)
		}
		for _, scheme := range []string{"light", "dark"} {
			inScheme(t, b, scheme)
			for _, what := range axe(t, b, library) {
				t.Errorf("%d, %s: %s", width, scheme, what)
			}
		}
	}
}

// BenchmarkSearchFirstAnswer reports, for 50 teams over 20 quarters, what a reader who types at once
// waits for: requests and bytes (gzip -9) until hits are there, and the time from the arrival of the
// newest quarter to its hits on the screen; then the time until all quarters are searched.
func BenchmarkSearchFirstAnswer(b *testing.B) {
	folder := largeSite(b, func(name string) bool { return name == "upcoming/index.html" || strings.HasPrefix(name, "search/") })
	root := serve(b, folder)
	tab := browser.New(b)
	packed := 0
	for _, pattern := range []string{"assets/find.*.js", "search/index.js", "search/2026-q4.js"} {
		names, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil || len(names) != 1 {
			b.Fatal(pattern, names, err)
		}
		data, err := os.ReadFile(names[0])
		if err != nil {
			b.Fatal(err)
		}
		var out bytes.Buffer
		z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
		_, _ = z.Write(data)
		_ = z.Close()
		packed += out.Len()
	}
	const watch = `new MutationObserver(() => { if (!window.firstAnswer && document.querySelector("#search .hits a")) { document.body.offsetHeight; window.firstAnswer = performance.now()
		window.asked = performance.getEntriesByType("resource").filter(r => /find\.|\/search\/.*\.js/.test(r.name)) } }).observe(document, {subtree: true, childList: true})`
	first, whole, requests, n := 0.0, 0.0, 0, 0
	for b.Loop() {
		tab.Do(b, chromedp.Navigate(root+"upcoming/index.html"), chromedp.Evaluate[chromedp.Void](watch))
		press(b, tab, "/")
		press(b, tab, "cache rule")
		tab.Wait(b, searchDone)
		first += browser.Eval[float64](b, tab, `firstAnswer - asked.map(r => r.responseEnd).sort((a, b) => a - b)[2]`)
		whole += browser.Eval[float64](b, tab, `performance.now() - asked[0].startTime`)
		requests += browser.Eval[int](b, tab, `asked.length`)
		n++
	}
	b.ReportMetric(first/float64(n), "ms/first-answer")
	b.ReportMetric(whole/float64(n), "ms/all-quarters")
	b.ReportMetric(float64(requests)/float64(n), "requests")
	b.ReportMetric(float64(packed), "gzip-bytes")
}
