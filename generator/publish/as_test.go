package publish

import (
	"context"
	"path"
	"strings"
	"sync"
	"testing"

	"quarterdeck/generator/publish/folder"
	seam "quarterdeck/generator/publish/target"
)

// zipping is a folder that keeps files compressed where it is told so, and knows how
// readers would get each.
type zipping struct {
	folder.Store
	mu *sync.Mutex
	as map[string]seam.As // by name
}

func (z zipping) Write(ctx context.Context, name string, data []byte, as seam.As) error {
	data, err := seam.Pack(as.Encoding, data)
	if err != nil {
		return err
	}
	return z.Store.Write(ctx, name, data, as)
}

func (z zipping) Copy(ctx context.Context, from, to string, as seam.As) error {
	z.mu.Lock()
	z.as[to] = as
	z.mu.Unlock()
	return z.Store.Copy(ctx, from, to, as)
}

func (z zipping) Read(ctx context.Context, name string) ([]byte, error) {
	data, err := z.Store.Read(ctx, name)
	if err != nil {
		return nil, err
	}
	encoding := z.as[name].Encoding
	for _, known := range seam.Encodings() {
		if path.Ext(name) == known.Suffix && seam.OfState(name) {
			encoding = known.Name
		}
	}
	return seam.Unpack(encoding, data)
}

// A target is told to compress, or not to any more, and what it has by then is neither
// sent again nor handed out as what it is not.
func TestCompressed(t *testing.T) {
	for _, c := range []struct{ first, then string }{{"", "gzip"}, {"gzip", ""}, {"", "br"}, {"br", "gzip"}, {"gzip", "br"}} {
		first := c.first
		store := zipping{folder.New(t.TempDir()), &sync.Mutex{}, map[string]seam.As{}}
		target := &Target{Name: "a store", Store: lockless{store}, Encoding: first}
		clock := newClock()
		right := func(n int) {
			t.Helper()
			for name, want := range story(n) {
				got, err := store.Read(t.Context(), name)
				if err != nil || string(got) != want {
					t.Errorf("release %d, %s: %.40q, readers are told %q: %v", n, name, got, store.as[name].Encoding, err)
				}
			}
		}
		publish := func(n, sends int) {
			t.Helper()
			r, err := Publish(t.Context(), target, build(t, story(n)), clock.about(), impatient)
			if err != nil || r.Plan.Sends != sends {
				t.Errorf("release %d: %d sent, want %d: %v", n, r.Plan.Sends, sends, err)
			}
			right(n)
		}
		publish(1, 20)
		if got := store.as["large.txt"]; got.Encoding != first || got.Type != "text/plain; charset=utf-8" || got.Cache != "no-cache" {
			t.Errorf("large.txt: %+v", got)
		}
		if got := store.as[named("assets/site.css", "/* 1 */")]; got.Type != "text/css; charset=utf-8" || !strings.Contains(got.Cache, "immutable") || got.Encoding != "" {
			t.Errorf("a style sheet: %+v", got)
		}
		target.Encoding = c.then
		publish(1, 0)
		if r, err := Publish(t.Context(), target, build(t, story(1)), clock.about(), impatient); err != nil || r.Done {
			t.Errorf("without a change: %+v %v", r.Plan, err)
		}
		publish(2, 4)
		if _, err := Rollback(t.Context(), target, "", clock.about(), impatient); err != nil {
			t.Error(err)
		}
		right(1)
		publish(3, 4)
	}
}
