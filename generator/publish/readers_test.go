package publish

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	seam "quarterdeck/generator/publish/target"
	"quarterdeck/generator/testsite"
)

const teams = 12

// site is release n of a site that readers walk through: every page has its release at
// both ends, and leads to the other pages and to assets whose names have their hash.
func site(n int) map[string]string {
	css, js := fmt.Sprintf("/* release %d */", n), fmt.Sprintf("// release %d\n%s", n, strings.Repeat("x", 20_000))
	files := map[string]string{
		named("assets/site.css", css): css,
		named("assets/live.js", js):   js,
		named("assets/icon.svg", "i"): "i",
		"editions.json":               fmt.Sprintf(`{"release": %d}`, n),
	}
	page := func(up, body string) string {
		return fmt.Sprintf("<!doctype html><!--release %d--><link href=\"%s%s\"><script src=\"%s%s\"></script><img src=\"%s%s\">%s%s<!--end %d-->\n",
			n, up, named("assets/site.css", css), up, named("assets/live.js", js), up, named("assets/icon.svg", "i"), body, strings.Repeat(" words", 3000), n)
	}
	home := ""
	for i := range teams {
		home += fmt.Sprintf("<a href=\"teams/%d/index.html\">", i)
		files[fmt.Sprintf("teams/%d/index.html", i)] = page("../../", "a team")
	}
	files["index.html"] = page("", home)
	return files
}

var (
	assetLink = regexp.MustCompile(`(?:href|src)="([^"]*assets/[^"]+)"`)
	pageLink  = regexp.MustCompile(`<a href="([^"]+)"`)
	pageForm  = regexp.MustCompile(`^<!doctype html><!--release (\d+)-->(?s:.*)<!--end (\d+)-->\n$`)
)

// pause is how long a reader rests between two pages.
const pause = 15 * time.Millisecond

// reader walks through a site until it is told to stop: a page, all its assets, the next
// page. It returns what no reader may see. Between pages it rests for a moment, so that a
// machine of two cores is left to those who publish.
type reader struct {
	pages, releases atomic.Int64
	mu              sync.Mutex
	wrong           []error
}

func (r *reader) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.wrong) < 10 {
		r.wrong = append(r.wrong, err)
	}
}

func (r *reader) walk(ctx context.Context, base string) {
	last := ""
	for at := base + "index.html"; ctx.Err() == nil; {
		text, err := get(ctx, at)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			r.fail(err)
			at = base + "index.html"
			continue
		}
		m := pageForm.FindSubmatch(text)
		if m == nil || string(m[1]) != string(m[2]) {
			r.fail(fmt.Errorf("%s is half a page: %.60q … %.60q", at, text, text[max(0, len(text)-60):]))
			continue
		}
		if release := string(m[1]); release != last {
			last = release
			r.releases.Add(1)
		}
		r.pages.Add(1)
		for _, link := range assetLink.FindAllSubmatch(text, -1) {
			r.asset(ctx, resolve(at, string(link[1])), string(m[1]))
		}
		links := pageLink.FindAllSubmatch(text, -1)
		if len(links) == 0 {
			at = base + "index.html"
			continue
		}
		at = resolve(at, string(links[rand.IntN(len(links))][1]))
		time.Sleep(pause)
	}
}

func (r *reader) asset(ctx context.Context, at, release string) {
	data, err := get(ctx, at)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		r.fail(fmt.Errorf("asset of release %s: %w", release, err))
	case strings.HasSuffix(at, ".css") && string(data) != "/* release "+release+" */",
		strings.HasSuffix(at, ".js") && !strings.HasPrefix(string(data), "// release "+release+"\n"),
		strings.HasSuffix(at, ".js") && len(data) < 20_000:
		r.fail(fmt.Errorf("a page of release %s has an asset of another one, or half of it: %s: %.40q", release, at, data))
	}
}

func resolve(base, link string) string {
	u, err := url.Parse(base)
	if err != nil {
		panic(err)
	}
	to, err := u.Parse(link)
	if err != nil {
		panic(err)
	}
	return to.String()
}

// watch lets readers walk through a place while something happens to it.
func watch(t *testing.T, p place, do func()) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	var r reader
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { r.walk(ctx, p.http) })
	}
	do()
	stop()
	wg.Wait()
	for _, err := range r.wrong {
		t.Error(err)
	}
	t.Logf("readers saw %d pages, and %d times another release than on the page before", r.pages.Load(), r.releases.Load())
	if r.pages.Load() < 50 || r.releases.Load() < 8 {
		t.Error("that is too little to prove anything")
	}
}

// While a site is published many times, and rolled back in between, readers see no page
// that is missing or half, and none with an asset of another release.
func TestReaders(t *testing.T) {
	eachKind(t, func(t *testing.T, p place) {
		if p.http == "" {
			t.Fatal("nobody can read there")
		}
		c := newClock()
		target := p.open(t)
		publish := func(n int) {
			if _, err := Publish(t.Context(), target, build(t, site(n)), c.about(), Options{Keep: 3}); err != nil {
				t.Fatal(err)
			}
			p.settle(t)
		}
		publish(0)
		watch(t, p, func() {
			for n := range testsite.Rounds(50, 12) {
				publish(n + 1)
				if n%10 == 9 {
					if _, err := Rollback(t.Context(), target, "", c.about(), Options{}); err != nil && !errors.Is(err, ErrRelease) {
						t.Fatal(err)
					}
					p.settle(t)
				}
			}
		})
	})
}

// Where files change one by one, a removed page stays until a reader of the old release
// who is about to open it has it; then it is gone, in the same run.
func TestRemovedPagesLinger(t *testing.T) {
	eachKind(t, func(t *testing.T, p place) {
		c := newClock()
		target := p.open(t)
		_, gathers := target.Store.(seam.Committer)
		atOnce := target.Links || gathers // so that there is nothing to wait for
		target.Linger = 300 * time.Millisecond
		if atOnce {
			target.Linger = time.Hour
		}
		of := func(n int) string { return fmt.Sprintf("only/%d/index.html", n) }
		tree := func(n int) Tree {
			files := site(n)
			files[of(n)] = files["teams/0/index.html"]
			files["index.html"] = strings.ReplaceAll(files["index.html"], `<a href="teams/`, fmt.Sprintf(`<a href="%s"><a href="teams/`, of(n)))
			return build(t, files)
		}
		publish := func(n int) {
			if _, err := Publish(t.Context(), target, tree(n), c.about(), Options{Keep: 3}); err != nil {
				t.Fatal(err)
			}
			p.settle(t)
			if n > 0 {
				p.shows(t, of(n-1), "")
			}
		}
		publish(0)
		if atOnce {
			publish(1)
			return
		}
		watch(t, p, func() {
			for n := range testsite.Rounds(12, 5) {
				publish(n + 1)
			}
		})
	})
}
