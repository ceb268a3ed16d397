package svg

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"quarterdeck/generator/testsite"
)

// bundle is the script that the product ships.
func bundle(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("../../templates/assets/echarts/echarts.min.js")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func drawer(t testing.TB, c Config) *Drawer {
	t.Helper()
	if c.Bundle == nil {
		c.Bundle = bundle(t)
	}
	d := New(c)
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// fixture is a job in testdata: options of the charts of the look.
func fixture(t testing.TB, name string) Job {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var f struct {
		Option        json.RawMessage
		Width, Height int
	}
	if err := json.Unmarshal(b, &f); err != nil {
		t.Fatal(err)
	}
	return Job{Option: f.Option, Width: f.Width, Height: f.Height, Prefix: "c-" + name}
}

func fixtureNames(t testing.TB) (names []string) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) < 10 {
		t.Fatalf("testdata has %d fixtures: %v", len(files), err)
	}
	for _, f := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(f), ".json"))
	}
	return names
}

func draw(t testing.TB, d *Drawer, j Job) string {
	t.Helper()
	s, err := d.Draw(context.Background(), j)
	if err != nil {
		t.Fatalf("%s: %v", j.Prefix, err)
	}
	return s
}

func TestGolden(t *testing.T) {
	d := drawer(t, Config{Workers: 1})
	for _, name := range fixtureNames(t) {
		got := draw(t, d, fixture(t, name)) + "\n"
		testsite.Golden(t, name+".svg", []byte(got))
	}
}

func TestMarkup(t *testing.T) {
	d := drawer(t, Config{Workers: 1})
	for _, name := range fixtureNames(t) {
		j := fixture(t, name)
		s := draw(t, d, j)
		if want := fmt.Sprintf(`<svg viewBox="0 0 %d %d"`, j.Width, j.Height); !strings.HasPrefix(s, want) {
			t.Errorf("%s begins with %.60s", name, s)
		}
		for _, bad := range []string{"\n", "<style", "class=", "ecmeta", "pointer-events", "xmlns", "font-family", "zr0", "\x01", "undefined", "NaN", ` fill="none"/>`} {
			if strings.Contains(s, bad) {
				t.Errorf("%s holds %q", name, bad)
			}
		}
		for _, ref := range strings.Split(s, "url(#")[1:] {
			id, _, _ := strings.Cut(ref, ")")
			if !strings.HasPrefix(id, j.Prefix+"-") || strings.Count(s, ` id="`+id+`"`) != 1 {
				t.Errorf("%s refers to #%s, which is not there once", name, id)
			}
		}
	}
	if s := draw(t, d, fixture(t, "planned-delivered-wide")); !strings.Contains(s, "<pattern ") || !strings.Contains(s, `fill="url(#c-planned-delivered-wide-p0)"`) {
		t.Error("decals draw no pattern")
	}
}

// The same job gives the same bytes, whatever an engine drew before it.
func TestHistoryDoesNotShow(t *testing.T) {
	want := map[string]string{}
	names := fixtureNames(t)
	for _, name := range names {
		d := drawer(t, Config{Workers: 1})
		if len(want) > 2 { // fresh engines are slow to start: three are enough, for the three kinds of chart
			break
		}
		want[name] = draw(t, d, fixture(t, name))
	}
	d := drawer(t, Config{Workers: 3})
	r := rand.New(rand.NewPCG(1, 2))
	var wg sync.WaitGroup
	var mu sync.Mutex
	for range 3 {
		for _, i := range r.Perm(len(names)) {
			wg.Go(func() {
				s, err := d.Draw(t.Context(), fixture(t, names[i]))
				mu.Lock()
				defer mu.Unlock()
				if w, ok := want[names[i]]; err != nil || ok && w != s {
					t.Errorf("%s came out differently: %v", names[i], err)
				}
				want[names[i]] = s
			})
		}
	}
	wg.Wait()
	if n := d.Stats().Engines; n > 3 {
		t.Errorf("%d engines were started for 3 workers", n)
	}
}

// Equal jobs are drawn once, each with its own ids.
func TestDrawOnce(t *testing.T) {
	script, j := bundle(t), fixture(t, "spark")
	synctest.Test(t, func(t *testing.T) {
		d := New(Config{Bundle: script, Workers: 1})
		defer d.Close()
		d.slots <- struct{}{} // the drawing waits
		results := make([]string, 20)
		for i := range results {
			go func() {
				j := j
				j.Prefix = fmt.Sprintf("f%d", i)
				results[i], _ = d.Draw(context.Background(), j)
			}()
		}
		synctest.Wait() // everybody has asked
		<-d.slots
		synctest.Wait()
		if s := d.Stats(); s.Drawn != 1 || s.Shared != 19 {
			t.Errorf("20 equal jobs: %+v", s)
		}
		for i, r := range results {
			if !strings.Contains(r, fmt.Sprintf(`"f%d-c0"`, i)) {
				t.Errorf("drawing %d lacks its own ids: %.80s", i, r)
			}
		}
	})
}

func TestCancelled(t *testing.T) {
	d := drawer(t, Config{Workers: 1})
	j := fixture(t, "spark")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.Draw(ctx, j); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled drawing gave %v", err)
	}
	// Cancelled while it waits for a slot, and the one who waits for it goes on.
	d.slots <- struct{}{}
	ctx, cancel = context.WithCancel(context.Background())
	first, second := make(chan error), make(chan error)
	go func() { _, err := d.Draw(ctx, j); first <- err }()
	go func() { _, err := d.Draw(context.Background(), j); second <- err }()
	cancel()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Errorf("a drawing cancelled while waiting gave %v", err)
	}
	<-d.slots
	if err := <-second; err != nil {
		t.Errorf("the other drawing gave %v", err)
	}
}

// slow is a bundle in whose place ECharts would be: it answers what a test needs.
const slow = `var echarts = { setPlatformAPI() {}, init() { return {
	setOption(o) { this.o = o; while (o.hang) ; if (o.eat) { const a = []; for (;;) a.push(new Array(1e5).fill(1)) } if (o.fail) throw new Error('no such chart') },
	dispose() {}, renderToSVGString() { return this.o.svg || '<svg viewBox="0 0 1 1"></svg>' } } } }`

func TestHostileWork(t *testing.T) {
	d := drawer(t, Config{Bundle: []byte(slow), Workers: 1})
	d.limit = 50 * time.Millisecond
	job := func(option string) Job { return Job{Option: []byte(option), Width: 1, Height: 1, Prefix: "x"} }
	for _, bad := range []string{`{"hang":1}`, `{"eat":1}`, `{"fail":1}`} {
		if s, err := d.Draw(context.Background(), job(bad)); err == nil {
			t.Errorf("%s drew %q", bad, s)
		}
		if s, err := d.Draw(context.Background(), job(`{}`)); err != nil || s != `<svg viewBox="0 0 1 1"></svg>` {
			t.Errorf("after %s: %q, %v", bad, s, err)
		}
	}
	if n := d.Stats().Engines; n != 4 {
		t.Errorf("%d engines were started: one for the start, one after each failure makes 4", n)
	}
	d.limit = time.Hour
	d2 := drawer(t, Config{Bundle: []byte(slow), Workers: 1})
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(10*time.Millisecond, cancel)
	if _, err := d2.Draw(ctx, job(`{"hang":1}`)); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled endless drawing gave %v", err)
	}
	if _, err := drawer(t, Config{Bundle: []byte(`nonsense(`)}).Draw(context.Background(), job(`{}`)); err == nil {
		t.Error("a bundle that does not compile draws")
	}
}

func TestClosed(t *testing.T) {
	d := New(Config{Bundle: []byte(slow)})
	if err := errors.Join(d.Close(), d.Close()); err != nil {
		t.Error(err)
	}
	if _, err := d.Draw(context.Background(), Job{Option: []byte(`{}`), Width: 1, Height: 1, Prefix: "x"}); !errors.Is(err, errClosed) {
		t.Errorf("a closed drawer gave %v", err)
	}
}
