package publish

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
)

// drops are the releases that a run takes away: those beyond the ones that are kept, and
// what runs that were cut off left. A rollback takes none of the first.
func (s *session) drops(st *state, now string) []string {
	drops := slices.DeleteFunc(slices.Clone(st.stale), func(id string) bool { return id == now || id == st.live })
	if s.rolling {
		return drops
	}
	kept := 1 // the new one
	for _, id := range st.ids {
		switch {
		case id == now:
		case kept < s.o.Keep:
			kept++
		default:
			drops = append(drops, id)
		}
	}
	return drops
}

// finish logs what was done, takes away what no reader needs any more, and closes the
// journal. All of it can be done again by the next run.
func (s *session) finish(ctx context.Context, st *state, now Record, line Line, w work) error {
	return inTurn(ctx,
		func(ctx context.Context) error { return s.log(ctx, st, line) },
		func(ctx context.Context) error { return s.drop(ctx, w.drops) },
		func(ctx context.Context) error { return s.prune(ctx, st, now, w) },
		s.store.sync,
		func(ctx context.Context) error { return s.store.Remove(ctx, pendingName) },
		s.store.sync)
}

// drop removes releases: first their records, since nobody may roll back to half a release.
func (s *session) drop(ctx context.Context, ids []string) error {
	for _, id := range ids {
		if err := s.store.Remove(ctx, recordName(id)); err != nil {
			return err
		}
	}
	if s.store.links == nil {
		return nil
	}
	return s.each(ctx, "clearing up", ids, func(ctx context.Context, id string) error {
		folder := releasesDir + "/" + id
		if s.store.rename(ctx, folder, spareDir) == nil {
			return nil
		}
		return s.store.RemoveAll(ctx, folder)
	})
}

// prune removes the blobs that no release which is kept needs, and no page that readers
// may still have open.
func (s *session) prune(ctx context.Context, st *state, now Record, w work) error {
	needed := map[string]bool{}
	need := func(files Files) {
		for _, e := range files {
			for _, blob := range blobNames(e) {
				needed[blob] = true
			}
		}
	}
	need(now.Files)
	need(w.view)
	need(st.record.Files)
	spare := maps.Clone(st.blobs)
	for _, name := range w.send {
		spare[blob(s.target, name, now.Files[name])] = 0
	}
	spared := func() { maps.DeleteFunc(spare, func(blob string, _ int64) bool { return needed[blob] }) }
	if spared(); len(spare) == 0 {
		return nil
	}
	var others []string
	for _, id := range st.ids {
		if id != now.ID && id != st.live && !slices.Contains(w.drops, id) {
			others = append(others, id)
		}
	}
	var mu sync.Mutex
	err := s.over(ctx, others, func(ctx context.Context, id string) error {
		var r Record
		if err := s.readRecord(ctx, id, &r); err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		need(r.Files)
		return nil
	})
	if errors.Is(err, ErrAltered) {
		return nil // who knows what that release needs
	}
	if err != nil {
		return err
	}
	spared()
	return s.each(ctx, "clearing up", slices.Sorted(maps.Keys(spare)), s.store.Remove)
}
