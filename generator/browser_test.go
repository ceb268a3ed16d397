package generator_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"quarterdeck/generator/testsite/browser"
)

// policy is the strictest policy under which a site must work.
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'"

// under is the sub-path at which the test server serves a site.
const under = "/some/where/"

// serve serves a built site from a sub-path under the policy.
func serve(t testing.TB, folder string) string {
	t.Helper()
	files := http.StripPrefix(under, http.FileServer(http.Dir(folder)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		if r.URL.Path == "/favicon.ico" { // the host's own, asked for by 404.html, which leads to no icon
			w.WriteHeader(http.StatusNoContent)
			return
		}
		if !strings.HasPrefix(r.URL.Path, under) {
			http.NotFound(w, r)
			return
		}
		// FileServer would send index.html to its folder; a plain address must do as well.
		if strings.HasSuffix(r.URL.Path, "/index.html") {
			r.URL.Path = strings.TrimSuffix(r.URL.Path, "index.html")
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + under
}

// pageKinds is one page of each kind of the example, and each state of a quarter.
var pageKinds = []string{
	"index.html", "2026-q4/index.html", "2026-q3/index.html", "2026-q4/summary/index.html", "2026-q3/summary/index.html", "2026-q4/firewall/index.html", "2026-q4/logs/index.html", "2026-q3/managed-rules/index.html",
	"2025-q3/console-design/index.html", "teams/index.html", "teams/managed-rules/index.html", "shipped/index.html",
	"shipped/mr-101/index.html", "lessons/index.html", "lessons/ask-design-early/index.html", "lessons/themes/dependencies/index.html",
	"asks/index.html", "numbers/index.html", "404.html",
}

// Every kind of page, in a real browser, from a sub-path, under a strict policy,
// wide and narrow: no error, no request to another host, nothing cut off at the side.
func TestPagesInABrowser(t *testing.T) {
	b := browser.New(t)
	root := serve(t, exampleSite(t, "internal"))
	home, err := url.Parse(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, width := range []int64{1440, 700, 360} {
		b.Do(t, chromedp.EmulateViewport(width, 900))
		for _, name := range pageKinds {
			b.Do(t, chromedp.Navigate(root+name))
			if wide := browser.Eval[int64](t, b, `document.documentElement.scrollWidth`); wide > width {
				t.Errorf("%s is %d pixels wide in a window of %d", name, wide, width)
			}
			trouble, requests := b.Taken()
			for _, what := range trouble {
				t.Errorf("%s at %d: %s", name, width, what)
			}
			for _, address := range requests {
				if u, err := url.Parse(address); err != nil || u.Host != home.Host {
					t.Errorf("%s asks for %s", name, address)
				}
			}
		}
	}
}

// figures that show nothing although they should: neither picture, or one without size.
const emptyFigures = `[...document.querySelectorAll("figure[data-live]")].filter(f => {
	const seen = [...f.querySelectorAll("svg")].map(s => s.getBoundingClientRect()).filter(r => r.width > 100 && r.height > 20)
	return seen.length != 1
}).map(f => f.id)`

func TestChartsWithScriptsOff(t *testing.T) {
	b := browser.New(t)
	root := serve(t, exampleSite(t, "internal"))
	b.Scripts(t, false)
	for _, width := range []int64{1440, 360} {
		b.Do(t, chromedp.EmulateViewport(width, 900))
		for _, name := range []string{"index.html", "2026-q3/index.html", "2026-q3/managed-rules/index.html", "teams/managed-rules/index.html"} {
			b.Do(t, chromedp.Navigate(root+name))
			if n := browser.Eval[int](t, b, `document.querySelectorAll("figure[data-live]").length`); n == 0 {
				t.Errorf("%s has no chart", name)
			}
			if empty := browser.Eval[[]string](t, b, emptyFigures); len(empty) > 0 {
				t.Errorf("%s at %d: charts not to be seen: %v", name, width, empty)
			}
		}
	}
}

// A reader who points at a chart gets it live, from the same option, under the same policy.
func TestChartComesAlive(t *testing.T) {
	b := browser.New(t)
	root := serve(t, exampleSite(t, "internal"))
	b.Do(t, chromedp.EmulateViewport(1440, 900), chromedp.Navigate(root+"2026-q3/index.html"))
	_, before := b.Taken()
	for _, address := range before {
		if strings.Contains(address, "echarts") {
			t.Errorf("ECharts was loaded before anybody asked: %s", address)
		}
	}
	b.Do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("figure[data-live]").dispatchEvent(new PointerEvent("pointerenter"))`))
	ctx, cancel := context.WithTimeout(b.Context, 20*time.Second)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](`document.querySelector("figure[data-live] [_echarts_instance_] svg") !== null`)); err != nil {
		t.Fatalf("the chart did not come alive: %v", err)
	}
	trouble, _ := b.Taken()
	for _, what := range trouble {
		t.Error(what)
	}
}

// The latest report stands at an address that stays, which leads on without a script.
func TestLatestLeadsOn(t *testing.T) {
	b := browser.New(t)
	b.Scripts(t, false)
	root := serve(t, exampleSite(t, "internal"))
	for from, to := range map[string]string{"latest/": "2026-q4/", "latest/firewall/": "2026-q4/firewall/"} {
		// The browser may count the step on as a load that was broken off.
		b.Open(t, root+from)
		ctx, cancel := context.WithTimeout(b.Context, 10*time.Second)
		for location := ""; !strings.HasPrefix(location, root+to); {
			// Asked in the midst of the step, the browser says that the page has just gone.
			var err error
			if location, err = chromedp.Run(ctx, chromedp.Location()); err != nil && ctx.Err() != nil {
				t.Fatalf("%s does not lead to %s: %v", from, to, err)
			}
		}
		cancel()
	}
}

// Opened straight from disk, each kind of page has its style, and its links lead on.
func TestPagesFromDisk(t *testing.T) {
	b := browser.New(t)
	folder := exampleSite(t, "internal")
	for _, name := range pageKinds {
		address := (&url.URL{Scheme: "file", Path: folder + "/" + name}).String()
		b.Do(t, chromedp.Navigate(address))
		if border := browser.Eval[string](t, b, `getComputedStyle(document.body).borderTopStyle`); border != "solid" {
			t.Errorf("%s: its style is not there", name)
		}
		trouble, requests := b.Taken()
		for _, what := range trouble {
			t.Errorf("%s: %s", name, what)
		}
		for _, r := range requests {
			if !strings.HasPrefix(r, "file:") && !strings.HasPrefix(r, "data:") {
				t.Errorf("%s asks for %s", name, r)
			}
		}
	}
	b.Do(t, chromedp.Navigate((&url.URL{Scheme: "file", Path: folder + "/index.html"}).String()))
	for _, topic := range []string{"Quarters", "Teams", "Asks", "Shipped", "Lessons", "Numbers"} {
		next := browser.Eval[string](t, b, fmt.Sprintf(`([...document.querySelectorAll("header nav a")].find(a => a.textContent.trim() == %q) || {href: ""}).href`, topic))
		if next == "" {
			t.Errorf("no topic %s in the header", topic)
			continue
		}
		b.Do(t, chromedp.Navigate(next))
		if h1 := browser.Eval[int](t, b, `document.querySelectorAll("h1").length`); h1 != 1 {
			t.Errorf("%s, at %s, is not a page", topic, next)
		}
	}
	if trouble, _ := b.Taken(); len(trouble) > 0 {
		t.Error(trouble)
	}
}
