package generator_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path"
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
	"quarterdeck/generator/testsite/browser"
	"quarterdeck/templates"
)

// sampleSite serves a site of so many teams, each page made when the browser asks for it.
func sampleSite(t *testing.T, teams int) string {
	t.Helper()
	folder := t.TempDir()
	if err := sample.Workspace(teams, 1, 1).Write(folder); err != nil {
		t.Fatal(err)
	}
	w := open(t, folder)
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
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		data, err := site.Bytes(context.Background(), name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		kind := map[string]string{".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}[path.Ext(name)]
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Security-Policy", policy)
		w.Write(data)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// unreadable are the names in the picture that overlap one another or leave its box.
const unreadable = `(() => {
	const svg = [...document.querySelectorAll("#c-asks svg")].find(s => s.getBoundingClientRect().width)
	const box = svg.getBoundingClientRect(), names = [...svg.querySelectorAll("text")].map(e => [e.textContent, e.getBoundingClientRect()]).filter(n => n[0].trim())
	const bad = names.filter(([, r]) => r.left < box.left - 1 || r.right > box.right + 1 || r.top < box.top - 1 || r.bottom > box.bottom + 1).map(n => n[0] + " leaves the picture")
	names.forEach(([a, r], i) => names.slice(0, i).forEach(([b, s]) => {
		if (r.left < s.right - 1 && s.left < r.right - 1 && r.top < s.bottom - 1 && s.top < r.bottom - 1) bad.push(a + " overlaps " + b)
	}))
	return names.length < 4 ? ["only " + names.length + " names"] : bad
})()`

// The picture of who waits for whom can be read with few teams and with many, has a table
// beside it that leads on, and can be walked through by keyboard.
func TestAsksInABrowser(t *testing.T) {
	b := browser.New(t)
	for _, teams := range []int{12, 50} {
		root := sampleSite(t, teams)
		for _, width := range []int64{1440, 360} {
			b.Do(t, chromedp.EmulateViewport(width, 900), chromedp.Navigate(root+"asks/index.html"))
			for _, what := range browser.Eval[[]string](t, b, unreadable) {
				t.Errorf("%d teams at %d: %s", teams, width, what)
			}
			if wide := browser.Eval[int64](t, b, `document.documentElement.scrollWidth`); wide > width {
				t.Errorf("%d teams: the page is %d pixels wide in a window of %d", teams, wide, width)
			}
			if n := browser.Eval[int](t, b, `[...document.querySelectorAll("section[aria-labelledby=graph] table th")].filter(h => h.querySelectorAll("a").length == 2).length`); n < 8 {
				t.Errorf("%d teams at %d: only %d rows of the table lead to both teams", teams, width, n)
			}
		}
		b.Do(t, chromedp.EmulateViewport(1440, 900))
		walkAsks(t, b, teams)
		trouble, _ := b.Taken()
		for _, what := range trouble {
			t.Errorf("%d teams: %s", teams, what)
		}
	}
}

// walkAsks comes to the picture with the Tab key, and reads its first points with the arrows.
func walkAsks(t *testing.T, b *browser.Tab, teams int) {
	t.Helper()
	at := ""
	for range 40 {
		b.Do(t, chromedp.KeyEvent("\t"))
		if at = browser.Eval[string](t, b, `document.activeElement.id`); at == "c-asks" {
			break
		}
	}
	if at != "c-asks" {
		t.Fatalf("%d teams: the picture cannot be reached with the Tab key", teams)
	}
	ctx, cancel := context.WithTimeout(b.Context, 20*time.Second)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](`document.querySelector("#c-asks [_echarts_instance_] svg") !== null`)); err != nil {
		t.Fatalf("%d teams: the picture did not come alive: %v", teams, err)
	}
	said := map[string]bool{}
	for range 4 {
		b.Do(t, chromedp.KeyEvent(kb.ArrowDown))
		said[browser.Eval[string](t, b, `document.querySelector("#c-asks [role=status]").textContent`)] = true
	}
	words := fmt.Sprint(said)
	if len(said) != 4 || !strings.Contains(words, " waits for ") || !strings.Contains(words, ": asks ") {
		t.Errorf("%d teams: the arrow keys read out %s", teams, words)
	}
}
