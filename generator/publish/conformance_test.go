package publish

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	seam "quarterdeck/generator/publish/target"
)

// clock gives every run a minute of its own.
type clock struct{ time.Time }

func newClock() *clock { return &clock{time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)} }

func (c *clock) about() About {
	c.Time = c.Add(time.Minute)
	return About{When: c.Time, Who: "ops@example.com", Audience: "internal", Tool: "v1", Editions: []string{"2026-q3/1 abc"}}
}

// story is a site whose pages differ with n, some of them.
func story(n int) map[string]string {
	css := fmt.Sprintf("/* %d */", n)
	files := map[string]string{
		"index.html":                            fmt.Sprintf("<link href=%q>home %d", named("assets/site.css", css), n),
		named("assets/site.css", css):           css,
		"2026-q3/index.html":                    fmt.Sprintf("quarter %d", n),
		"2026-q3/managed-rules/index.html":      "a report",
		"2026-q3/bilder/grüße & küsse 100%.txt": "the same in each",
		"editions.json":                         fmt.Sprintf(`{"n": %d}`, n),
		"404.html":                              "none",
		"large.txt":                             strings.Repeat("the same line in each\n", 400),
	}
	for i := range 12 {
		files[fmt.Sprintf("teams/%d/index.html", i)] = fmt.Sprint("team ", i)
	}
	return files
}

func TestConformance(t *testing.T) {
	eachKind(t, func(t *testing.T, p place) {
		c := newClock()
		publish := func(files map[string]string, o Options) (Result, error) {
			t.Helper()
			return Publish(t.Context(), p.open(t), build(t, files), c.about(), o)
		}
		must := func(r Result, err error) Result {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			return r
		}

		// A dry run leaves nothing.
		if r := must(publish(story(1), Options{DryRun: true})); len(r.Plan.Added) != 20 || r.Done {
			t.Errorf("a dry run: %+v", r)
		}
		if p.names != nil {
			if names, err := p.names(); err != nil || len(names) > 0 {
				t.Errorf("a dry run left %v (%v)", names, err)
			}
		}

		first := must(publish(story(1), Options{}))
		if first.Plan.Sends != 20 || !first.Done {
			t.Errorf("the first release sends %d of 20 files", first.Plan.Sends)
		}
		for name, want := range story(1) {
			p.shows(t, strings.NewReplacer("%", "%25", " ", "%20").Replace(name), want)
		}

		// What changed is sent, and what readers of the old pages may need stays.
		second := must(publish(story(2), Options{}))
		if got := second.Plan; got.Sends != 4 || got.Live != first.Release || len(got.Added) != 1 || len(got.Changed) != 3 || len(got.Removed) != 1 || got.Unchanged != 16 {
			t.Errorf("the second release: %+v", got)
		}
		p.shows(t, "index.html", story(2)["index.html"])
		p.shows(t, named("assets/site.css", "/* 1 */"), "/* 1 */")
		p.shows(t, named("assets/site.css", "/* 2 */"), "/* 2 */")

		// A second run without changes does nothing.
		var touched []string
		watched := broken(p.open(t), faulty{before: func(_ context.Context, op, name string) error {
			if op != "list" && op != "read" && op != "pointed" {
				touched = append(touched, op+" "+name)
			}
			return nil
		}})
		if r := must(Publish(t.Context(), watched, build(t, story(2)), c.about(), Options{})); len(touched) > 0 || r.Done || r.Plan.Sends != 0 || !r.Plan.Empty() || r.Release != second.Release {
			t.Errorf("a run without changes: %+v %v", r, touched)
		}

		// Back, and further back there is nothing.
		if r := must(Rollback(t.Context(), p.open(t), "", c.about(), Options{})); r.Release != first.Release {
			t.Errorf("rolled back to %s, want %s", r.Release, first.Release)
		}
		p.shows(t, "index.html", story(1)["index.html"])
		p.shows(t, named("assets/site.css", "/* 2 */"), "/* 2 */")
		if _, err := Rollback(t.Context(), p.open(t), "", c.about(), Options{}); !errors.Is(err, ErrRelease) {
			t.Errorf("rolling back the first release: %v", err)
		}
		if _, err := Rollback(t.Context(), p.open(t), "20260101T000000Z-00000000", c.about(), Options{}); !errors.Is(err, ErrRelease) {
			t.Errorf("rolling back to what never was: %v", err)
		}
		list, live, err := Releases(t.Context(), p.open(t))
		if err != nil || len(list) != 2 || list[0].ID != second.Release || list[1].ID != first.Release || live != first.Release {
			t.Errorf("releases %v, live %s: %v", list, live, err)
		} else if got := list[1]; got.Who != "ops@example.com" || len(got.Files) != 20 || got.Editions[0] != "2026-q3/1 abc" {
			t.Errorf("the record of the first release: %+v", got.About)
		}

		// What was rolled back from is no way back from what comes next.
		third := must(publish(story(3), Options{}))
		if r := must(Rollback(t.Context(), p.open(t), "", c.about(), Options{})); r.Release != first.Release {
			t.Errorf("rolled back to %s, want %s", r.Release, first.Release)
		}
		must(Rollback(t.Context(), p.open(t), third.Release, c.about(), Options{}))
		p.shows(t, "index.html", story(3)["index.html"])

		log, err := history(t, p.open(t))
		var did []string
		for _, l := range log {
			did = append(did, l.Did)
		}
		if want := []string{"publish", "publish", "rollback", "publish", "rollback", "rollback"}; err != nil || !slices.Equal(did, want) {
			t.Errorf("the log has %v (%v), want %v", did, err, want)
		}

		// A page that goes is gone, with its folder.
		fourth := story(4)
		delete(fourth, "2026-q3/managed-rules/index.html")
		must(publish(fourth, Options{}))
		p.shows(t, "2026-q3/managed-rules/", "")
		p.shows(t, "teams/3/index.html", "team 3")

		refused(t, p, c)
		kept(t, p, c)
	}, ways...)
}

// refused is what a run does not do.
func refused(t *testing.T, p place, c *clock) {
	t.Helper()
	run := func(files map[string]string, about About, o Options) error {
		_, err := Publish(t.Context(), p.open(t), build(t, files), about, o)
		return err
	}
	small := map[string]string{"index.html": "small"}
	if err := run(small, c.about(), Options{}); !errors.Is(err, ErrDeletes) || !strings.Contains(err.Error(), "--max-deletes 17") {
		t.Errorf("removing most of the site: %v", err)
	}
	about := c.about()
	about.Audience = "customers"
	if err := run(story(5), about, Options{}); !errors.Is(err, ErrAudience) {
		t.Errorf("another audience: %v", err)
	}
	about = c.about()
	about.Draft = true
	if err := run(story(5), about, Options{}); !errors.Is(err, ErrDraft) {
		t.Errorf("a draft: %v", err)
	}
	declined := Options{Confirm: func(Plan) (bool, error) { return false, nil }}
	if err := run(story(5), c.about(), declined); !errors.Is(err, ErrDeclined) {
		t.Errorf("declined: %v", err)
	}
	// Somebody publishes while somebody else thinks it over.
	slow := Options{Confirm: func(Plan) (bool, error) { return true, run(story(6), c.about(), Options{}) }}
	if err := run(story(5), c.about(), slow); !errors.Is(err, seam.ErrMoved) {
		t.Errorf("somebody was faster: %v", err)
	}
	p.shows(t, "index.html", story(6)["index.html"])

	if p.put == nil {
		return
	}
	if err := p.put("robots.txt", []byte("theirs")); err != nil {
		t.Fatal(err)
	}
	if err := run(story(7), c.about(), Options{}); err != nil {
		t.Errorf("beside a file of somebody else: %v", err)
	}
	with := story(7)
	with["robots.txt"] = "ours"
	if err := run(with, c.about(), Options{}); !errors.Is(err, seam.ErrForeign) {
		t.Errorf("over a file of somebody else: %v", err)
	}
	p.shows(t, "robots.txt", "theirs")
	// A file that is not as it was left is put right, without a new release.
	if err := p.put("teams/3/index.html", []byte("defaced it")); err != nil {
		t.Fatal(err)
	}
	if err := run(story(7), c.about(), Options{}); err != nil {
		t.Error(err)
	}
	p.shows(t, "teams/3/index.html", "team 3")
}

// kept is what stays of old releases.
func kept(t *testing.T, p place, c *clock) {
	t.Helper()
	for n := range 4 {
		about := c.about()
		about.When = about.When.Add(time.Duration(n+1) * 48 * time.Hour) // nobody has the old pages open any more
		if _, err := Publish(t.Context(), p.open(t), build(t, story(20+n)), about, Options{Keep: 2}); err != nil {
			t.Fatal(err)
		}
	}
	list, live, err := Releases(t.Context(), p.open(t))
	if err != nil || len(list) != 2 || list[0].ID != live {
		t.Errorf("%d releases are kept, %s is live: %v", len(list), live, err)
	}
	p.shows(t, "index.html", story(23)["index.html"])
	p.shows(t, named("assets/site.css", "/* 20 */"), "")
	blobs, err := p.open(t).Store.List(t.Context(), blobsDir)
	want := map[string]bool{}
	for _, n := range []int{22, 23} {
		for _, data := range story(n) {
			e, _ := sum(strings.NewReader(data))
			want[e.Sum] = true
		}
	}
	got := map[string]bool{}
	for name := range blobs {
		got[strings.TrimSuffix(path.Base(name), path.Ext(name))] = true
	}
	if err != nil || !maps.Equal(got, want) {
		t.Errorf("%d blobs are stored, want the %d of two releases: %v", len(got), len(want), err)
	}
	locks, err := p.open(t).Store.List(t.Context(), locksDir)
	if err != nil || len(locks) > 0 {
		t.Errorf("claims were left: %v %v", locks, err)
	}
}
