package publish

import (
	"cmp"
	"context"
	"sync"

	"golang.org/x/sync/errgroup"

	"quarterdeck/generator/publish/target"
)

// atOnce is how many files are under way at the same time, unless a target has a number of its own.
const atOnce = 8

// Progress is how far a run is.
type Progress struct {
	Doing          string // sending, placing, …
	Files, OfFiles int
	Bytes, OfBytes int64 // 0 where nothing is sent
}

// send stores the files that the target lacks.
func (s *session) send(ctx context.Context, tree Tree, w work) error {
	at := Progress{Doing: "sending", OfFiles: len(w.send)}
	for _, name := range w.send {
		at.OfBytes += tree.Files[name].Size
	}
	s.report(at)
	err := s.count(ctx, at, w.send, func(ctx context.Context, name string) (int64, error) {
		e := tree.Files[name]
		data, err := tree.read(name)
		if err != nil {
			return 0, err
		}
		how := target.As{Type: "application/octet-stream", Cache: "no-store", Encoding: as(s.target, name, e).Encoding}
		return e.Size, s.store.Write(ctx, blob(s.target, name, e), data, how)
	})
	if err != nil {
		return err
	}
	return s.store.sync(ctx)
}

// each does something with every name, several at once, and reports how far it is.
func (s *session) each(ctx context.Context, doing string, names []string, do func(ctx context.Context, name string) error) error {
	return s.count(ctx, Progress{Doing: doing, OfFiles: len(names)}, names, func(ctx context.Context, name string) (int64, error) { return 0, do(ctx, name) })
}

// count is each with bytes.
func (s *session) count(ctx context.Context, at Progress, names []string, do func(ctx context.Context, name string) (int64, error)) error {
	var mu sync.Mutex
	return s.over(ctx, names, func(ctx context.Context, name string) error {
		bytes, err := do(ctx, name)
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		at.Files, at.Bytes = at.Files+1, at.Bytes+bytes
		s.report(at)
		return nil
	})
}

// over does something with every name, several at once, in order of their start. After
// an error it starts no more.
func (s *session) over(ctx context.Context, names []string, do func(ctx context.Context, name string) error) error {
	g, inner := errgroup.WithContext(ctx)
	g.SetLimit(cmp.Or(s.target.AtOnce, atOnce))
	for _, name := range names {
		if inner.Err() != nil {
			break
		}
		g.Go(func() error { return do(inner, name) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return context.Cause(ctx)
}

func (s *session) report(p Progress) {
	if s.o.Progress != nil {
		s.o.Progress(p)
	}
}
