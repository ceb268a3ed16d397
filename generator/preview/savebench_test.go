package preview

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"quarterdeck/generator"
	"quarterdeck/generator/sample"
	"quarterdeck/generator/testsite"
	"quarterdeck/generator/testsite/browser"
)

// marked resolves with two times: when the page was asked for anew, and when a word has
// come to stand in its main part. They are in milliseconds since 1970, by the clock that
// this process has as well. At the second the page is whole, and the reader back at their place.
const marked = `window.marked = new Promise(done => {
	const look = new MutationObserver(() => {
		if (!document.querySelector("main").textContent.includes(%q)) return
		look.disconnect()
		const seen = performance.now(), asked = () => performance.getEntriesByType("resource").find(e => e.initiatorType == "fetch").startTime
		setTimeout(() => done([asked(), seen].map(at => performance.timeOrigin + at)))
	})
	performance.clearResourceTimings()
	look.observe(document.body, { subtree: true, childList: true, characterData: true })
}), true`

// BenchmarkSaveToDOM is the time from the save of a file until the open page shows it in
// a browser, at 50 teams and 20 quarters. It includes the time for which a burst of
// changes is waited for.
func BenchmarkSaveToDOM(b *testing.B) {
	tab := browser.New(b)
	folder := b.TempDir()
	if err := sample.Workspace(50, 20, 1).Write(folder); err != nil {
		b.Fatal(err)
	}
	p := underPreview(b, Options{Folder: folder})
	team := teamOfSample(b, folder)
	for _, c := range []struct{ name, page, file, heading string }{
		{"retro", "2026-q3/" + team + "/", "content/2026-q3/" + team + "/retro.md", "## What went well\n"},
		{"plan", "2026-q4/" + team + "/", "content/2026-q4/" + team + "/plan.md", "summary = \""},
	} {
		b.Run(c.name, func(b *testing.B) {
			tab.Do(b, chromedp.EmulateViewport(1440, 900))
			visit(b, tab, p, c.page)
			text := read(b, folder, c.file)
			var whole, client []time.Duration
			for b.Loop() {
				asked, seen := saveUntilSeen(b, tab, p, c.file, text, c.heading, len(whole))
				whole, client = append(whole, seen), append(client, seen-asked)
			}
			b.ReportMetric(quantile(whole, .5), "p50-ms")
			b.ReportMetric(quantile(whole, .95), "p95-ms")
			b.ReportMetric(quantile(client, .5), "fetch-to-dom-p50-ms")
			b.ReportMetric(quantile(client, .95), "fetch-to-dom-p95-ms")
			quietly(b, tab)
			testsite.Write(b, folder, c.file, text)
			leave(b, tab)
		})
	}
}

// BenchmarkSaveToEvent is the time from the save of a file until an open page is told,
// over the network, at 50 teams and 20 quarters. It includes the time for which a burst
// of changes is waited for. Saves come as a person's do: with a pause, and with the page
// read after each.
func BenchmarkSaveToEvent(b *testing.B) {
	folder := b.TempDir()
	if err := sample.Workspace(50, 20, 1).Write(folder); err != nil {
		b.Fatal(err)
	}
	address, stop := serveSample(b, folder)
	defer stop()
	told := changes(b, address)
	team := teamOfSample(b, folder)
	for _, c := range []struct{ name, page, file, before string }{
		{"retro", "2026-q3/" + team + "/", "content/2026-q3/" + team + "/retro.md", "## What went well\n"},
		{"plan", "2026-q4/" + team + "/", "content/2026-q4/" + team + "/plan.md", "\n### Risks\n"},
		{"metrics", "2026-q3/", "content/2026-q3/" + team + "/metrics.toml", "deploys = "},
	} {
		b.Run(c.name, func(b *testing.B) {
			text := read(b, folder, c.file)
			fetch(b, address+c.page)
			var took []time.Duration
			n := 0
			for b.Loop() {
				time.Sleep(2 * pause)
				n++
				after := fmt.Sprintf("\nWord%d.\n%s", n, c.before)
				if c.name == "metrics" {
					after = fmt.Sprintf("%s1%d", c.before, n%10)
				}
				saved := time.Now()
				testsite.Write(b, folder, c.file, replaceOnce(b, text, c.before, after))
				took = append(took, (<-told).Sub(saved))
				fetch(b, address+c.page)
			}
			b.ReportMetric(quantile(took, .5), "p50-ms")
			b.ReportMetric(quantile(took, .95), "p95-ms")
			time.Sleep(2 * pause)
			testsite.Write(b, folder, c.file, text)
			<-told
		})
	}
}

// BenchmarkFirstPage is the time from the start of the server, with nothing cached but
// drawn charts, until it has answered with the home page, at 50 teams and 20 quarters.
func BenchmarkFirstPage(b *testing.B) {
	folder := b.TempDir()
	if err := sample.Workspace(50, 20, 1).Write(folder); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		address, stop := serveSample(b, folder)
		fetch(b, address)
		stop()
	}
}

// serveSample serves a folder until stop is called, and returns its address.
func serveSample(b *testing.B, folder string) (address string, stop func()) {
	b.Helper()
	w, err := generator.Open(folder)
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- Serve(ctx, w, Options{Folder: folder, Host: "127.0.0.1", Messages: io.Discard,
			Live: generator.LiveOptions{CacheDir: drawn()}, Ready: func(address string) { ready <- address }})
	}()
	select {
	case address = <-ready:
	case err := <-ended:
		b.Fatal(err)
	}
	return address, func() {
		cancel()
		if err := <-ended; err != nil {
			b.Error(err)
		}
		w.Close()
	}
}

// changes returns when each event of a change comes in.
func changes(b *testing.B, address string) <-chan time.Time {
	b.Helper()
	r, err := http.Get(address + "-/events")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { r.Body.Close() })
	told := make(chan time.Time, 64)
	go func() {
		lines := bufio.NewScanner(r.Body)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "event: change") {
				told <- time.Now()
			}
		}
	}()
	return told
}

func fetch(b *testing.B, url string) {
	b.Helper()
	r, err := http.Get(url)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Body.Close()
	if _, err := io.Copy(io.Discard, r.Body); err != nil || r.StatusCode != http.StatusOK {
		b.Fatal(r.Status, err)
	}
}

// quantile returns in milliseconds what the given share of times stays below.
func quantile(times []time.Duration, share float64) float64 {
	slices.Sort(times)
	return times[min(int(share*float64(len(times))), len(times)-1)].Seconds() * 1000
}

// teamOfSample is a team with a report in the last quarter that has ended.
func teamOfSample(t testing.TB, folder string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "content", "2026-q3", "*", "retro.md"))
	if err != nil || len(found) == 0 {
		t.Fatal("the sample has no retro", err)
	}
	return filepath.Base(filepath.Dir(found[0]))
}

// saveUntilSeen saves a file with a new word in it, and returns how long it took until
// the page was asked for anew, and until it showed the word.
func saveUntilSeen(t *testing.B, b *browser.Tab, p *previewed, file, text, before string, n int) (asked, seen time.Duration) {
	t.Helper()
	word := fmt.Sprintf("Word%d", n)
	browser.Eval[bool](t, b, fmt.Sprintf(marked, word))
	old, now := before, before+"\n- "+word+"\n"
	if before[len(before)-1] != '\n' {
		now = before + word + " "
	}
	changed := replaceOnce(t, text, old, now)
	ctx, cancel := context.WithTimeout(b.Context, browser.Patience)
	defer cancel()
	saved := time.Now()
	testsite.Write(t, p.folder, file, changed)
	at, err := chromedp.Run(ctx, chromedp.Evaluate[[2]float64]("window.marked", chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	since := func(ms float64) time.Duration { return time.UnixMicro(int64(ms * 1000)).Sub(saved) }
	return since(at[0]), since(at[1])
}
