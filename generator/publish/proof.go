package publish

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// samples is how many of the files that were put in place are read back, besides those at
// which readers begin.
const samples = 16

// prove reads back a part of what is in a folder, as readers will get it.
func (s *session) prove(ctx context.Context, folder string, w work, put []string) error {
	read := map[string]bool{}
	for name := range w.view {
		if entry(name) {
			read[name] = true
		}
	}
	put = slices.Clone(put)
	// By what they hold: that is chosen fairly, and the same each time.
	slices.SortFunc(put, func(a, b string) int { return strings.Compare(w.view[a].Sum, w.view[b].Sum) })
	for _, name := range put[:min(len(put), samples)] {
		read[name] = true
	}
	return s.each(ctx, "reading back", slices.Sorted(maps.Keys(read)), func(ctx context.Context, name string) error {
		data, err := s.store.Read(ctx, folder+name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err != nil || !same(data, w.view[name]) {
			return &mismatch{name}
		}
		return nil
	})
}

// mismatch is a file that came back otherwise than it was sent.
type mismatch struct{ name string }

func (m *mismatch) Error() string { return m.name + " came back otherwise than it was sent" }

// distrust removes the stored files that are not as they were sent, so that the next run
// sends them again.
func (s *session) distrust(ctx context.Context, st *state, w work, failed *mismatch) error {
	names := append(slices.Clone(w.send), failed.name)
	return s.each(ctx, "reading back", names, func(ctx context.Context, name string) error {
		blob, _, _ := stored(s.target, st, name, w.view[name])
		data, err := s.store.Read(ctx, blob)
		if err == nil && !same(data, w.view[name]) {
			err = s.store.Remove(ctx, blob)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
}

// bringBack gives the names that readers see directly back to the old release. The
// journal stays: the next run looks at all of them again.
func (s *session) bringBack(ctx context.Context, st *state, w work, cause error) error {
	for _, names := range slices.Backward(turns(w.put, w.view)) {
		err := s.each(ctx, "bringing back", names, func(ctx context.Context, name string) error {
			old, had := st.record.Files[name]
			if had {
				from, how, _ := stored(s.target, st, name, old)
				how.Fresh = true
				return s.store.Copy(ctx, from, name, how)
			}
			if hashed(name, w.view[name]) {
				return nil // pages of the new release may be open
			}
			return s.store.Remove(ctx, name)
		})
		if err != nil {
			return errors.Join(cause, err)
		}
	}
	s.phase = back
	return cause
}

func same(data []byte, e Entry) bool {
	got, _ := sum(bytes.NewReader(data))
	return got == e
}
