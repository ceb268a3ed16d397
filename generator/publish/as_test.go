package publish

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"strings"
	"sync"
	"testing"
)

// zipping is a folder that keeps files compressed where it is told so, and knows how
// readers would get each.
type zipping struct {
	folder
	mu *sync.Mutex
	as map[string]As // by name
}

func (z zipping) Write(ctx context.Context, name string, data []byte, as As) error {
	if as.Encoding == "gzip" {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write(data)
		w.Close()
		data = b.Bytes()
	}
	return z.folder.Write(ctx, name, data, as)
}

func (z zipping) Copy(ctx context.Context, from, to string, as As) error {
	z.mu.Lock()
	z.as[to] = as
	z.mu.Unlock()
	return z.folder.Copy(ctx, from, to, as)
}

func (z zipping) Read(ctx context.Context, name string) ([]byte, error) {
	data, err := z.folder.Read(ctx, name)
	if err != nil || !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, err
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// A target is told to compress, or not to any more, and what it has by then is neither
// sent again nor handed out as what it is not.
func TestCompressed(t *testing.T) {
	for _, first := range []bool{false, true} {
		store := zipping{newFolder(t.TempDir()), &sync.Mutex{}, map[string]As{}}
		target := &Target{Name: "a store", Store: lockless{store}, Gzip: first}
		c := newClock()
		right := func(n int) {
			t.Helper()
			for name, want := range story(n) {
				got, err := store.Read(t.Context(), name)
				raw, _ := store.folder.Read(t.Context(), name)
				zipped := bytes.HasPrefix(raw, []byte{0x1f, 0x8b})
				if err != nil || string(got) != want || zipped != (store.as[name].Encoding == "gzip") {
					t.Errorf("release %d, %s: %.40q, compressed %v, readers are told %q: %v", n, name, got, zipped, store.as[name].Encoding, err)
				}
			}
		}
		publish := func(n, sends int) {
			t.Helper()
			r, err := Publish(t.Context(), target, build(t, story(n)), c.about(), impatient)
			if err != nil || r.Plan.Sends != sends {
				t.Errorf("release %d: %d sent, want %d: %v", n, r.Plan.Sends, sends, err)
			}
			right(n)
		}
		publish(1, 20)
		if got := store.as["large.txt"]; (got.Encoding == "gzip") != first || got.Type != "text/plain; charset=utf-8" || got.Cache != "no-cache" {
			t.Errorf("large.txt: %+v", got)
		}
		if got := store.as[named("assets/site.css", "/* 1 */")]; got.Type != "text/css; charset=utf-8" || !strings.Contains(got.Cache, "immutable") || got.Encoding != "" {
			t.Errorf("a style sheet: %+v", got)
		}
		target.Gzip = !first
		publish(1, 0)
		if r, err := Publish(t.Context(), target, build(t, story(1)), c.about(), impatient); err != nil || r.Done {
			t.Errorf("without a change: %+v %v", r.Plan, err)
		}
		publish(2, 4)
		if _, err := Rollback(t.Context(), target, "", c.about(), impatient); err != nil {
			t.Error(err)
		}
		right(1)
		publish(3, 4)
	}
}
