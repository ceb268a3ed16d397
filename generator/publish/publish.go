package publish

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"quarterdeck/generator/publish/target"
)

// Options are how to publish.
type Options struct {
	DryRun     bool
	Draft      bool                     // a draft may be published
	Keep       int                      // releases to keep; 0 means 10
	MaxDeletes int                      // how many files may be removed, beyond a fifth
	Grace      time.Duration            // how long readers may need old assets; 0 means a day
	Lease      time.Duration            // how long a publisher that was killed keeps others out, where a target has no locks; 0 means 90 seconds
	Confirm    func(Plan) (bool, error) // asked before anything is written; nil means yes
	Progress   func(Progress)           // called from many goroutines, one at a time; may be nil

	pause, limit time.Duration // of retries; 0 means 200 ms and perCall
}

// Result is what was done.
type Result struct {
	Plan    Plan
	Release string // the live release afterwards
	Done    bool   // something was written
}

// session is one run.
type session struct {
	target  *Target
	store   retrying
	gathers target.Committer // nil where readers see what is written at once
	o       Options
	who     string
	at      time.Time
	rolling bool // back
	phase   phase
}

// begin opens a run, and reads what the target knows.
func begin(ctx context.Context, t *Target, by About, o Options) (*session, *state, error) {
	s := open(t, o)
	s.who, s.at = by.Who, by.When
	st, err := s.readState(ctx)
	return s, st, before.explain("reading", t.Name, err)
}

func open(t *Target, o Options) *session {
	o.Keep = cmp.Or(o.Keep, 10)
	o.Grace = cmp.Or(o.Grace, 24*time.Hour)
	o.Lease = cmp.Or(o.Lease, 90*time.Second)
	o.pause = cmp.Or(o.pause, 200*time.Millisecond)
	o.limit = cmp.Or(o.limit, perCall)
	s := &session{target: t, store: retrying{Store: t.Store, pause: o.pause, limit: o.limit}, o: o}
	s.gathers, _ = t.Store.(target.Committer)
	if t.Links {
		s.store.links = t.Store.(target.Linker)
	}
	return s
}

// Publish makes the tree the live release of the target. Without a difference it does
// nothing. After an error readers see the old release, unless the error tells otherwise.
func Publish(ctx context.Context, t *Target, tree Tree, about About, o Options) (Result, error) {
	s, st, err := begin(ctx, t, about, o)
	if err != nil {
		return Result{}, err
	}
	next, err := s.next(ctx, st, tree, about)
	if err != nil {
		return Result{}, before.explain("reading", t.Name, err)
	}
	return s.run(ctx, st, next, Line{didPublish, next}, task{"publishing to", "nothing was sent",
		func(w work, p Plan) error { return refuse(st, about, next, w, p, s.o) },
		func(ctx context.Context, w work) error { return s.send(ctx, tree, w) }})
}

// task is what differs between publishing and rolling back.
type task struct {
	doing, declined string
	refuse          func(work, Plan) error
	send            func(context.Context, work) error
}

// run makes a release live, unless that is refused, not wanted, or so already.
func (s *session) run(ctx context.Context, st *state, next Record, line Line, t task) (Result, error) {
	w, p := s.work(st, next)
	done := Result{Plan: p, Release: st.live}
	if err := t.refuse(w, p); err != nil {
		return done, err
	}
	if next.ID == st.live && p.Empty() && st.pending == nil || s.o.DryRun {
		return done, nil
	}
	if s.o.Confirm != nil {
		if yes, err := s.o.Confirm(p); err != nil || !yes {
			return done, errors.Join(err, target.Refuse(ErrDeclined, "", "%s", t.declined))
		}
	}
	err := s.carryOut(ctx, st, next, line, w, t.send)
	if s.phase == live {
		done.Release, done.Done = next.ID, true
	}
	return done, s.phase.explain(t.doing, s.target.Name, err)
}

// next is the release that a tree becomes: the live one, where nothing differs.
func (s *session) next(ctx context.Context, st *state, tree Tree, about About) (Record, error) {
	if st.live == "" || st.record.Hash != tree.Files.Hash() || st.record.Audience != about.Audience {
		taken := st.ids
		if st.pending != nil {
			taken = append([]string{st.pending.ID}, taken...)
		}
		return newRecord(tree.Files, about, append(taken, st.stale...)), nil
	}
	if s.store.links == nil {
		return st.record, nil
	}
	folder := releasesDir + "/" + st.live + "/"
	list, err := s.store.List(ctx, folder[:len(folder)-1])
	st.there = map[string]int64{}
	for name, size := range list {
		st.there[strings.TrimPrefix(name, folder)] = size
	}
	return st.record, err
}

// carryOut does what was planned, while nobody else can.
func (s *session) carryOut(ctx context.Context, st *state, now Record, line Line, w work, send func(context.Context, work) error) error {
	line.Files = nil
	err := s.locked(ctx, func(ctx context.Context) error {
		if err := s.unmoved(ctx, st); err != nil {
			return err
		}
		if st.pending != nil {
			// That run may have gone on for a while after the state was read.
			var err error
			if st, err = s.readState(ctx); err != nil {
				return err
			}
			if w, _ = s.work(st, now); len(w.foreign) > 0 {
				return foreign(w)
			}
		}
		return inTurn(ctx,
			func(ctx context.Context) error {
				return s.writeJSON(ctx, pendingName, journal{line, w.touched, w.assets(), w.drops})
			},
			s.store.sync,
			func(ctx context.Context) error { return send(ctx, w) },
			func(ctx context.Context) error { return s.unproven(ctx, st, w, s.place(ctx, st, now, w)) },
			func(ctx context.Context) error { return s.show(ctx, now, w) },
			func(ctx context.Context) error { return s.finish(ctx, st, now, line, w) },
			func(ctx context.Context) error { return s.commit(ctx, line) })
	})
	if s.gathers != nil && err != nil {
		s.phase = before
	}
	return err
}

// inTurn takes steps one after the other, up to the first error.
func inTurn(ctx context.Context, steps ...func(context.Context) error) error {
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// unproven tells that a run stopped because a file came back otherwise than it was sent.
func (s *session) unproven(ctx context.Context, st *state, w work, err error) error {
	var failed *mismatch
	if !errors.As(err, &failed) {
		return err
	}
	more := s.distrust(ctx, st, w, failed)
	what := "readers still see the old release"
	switch s.phase {
	case placing:
		what = "the old release could not be brought back whole"
	case back:
		what = "the old release was brought back"
	}
	told := &target.Error{What: failed.Error() + "; " + what, Hint: "run the same command again: it sends those files once more", Kind: ErrAltered}
	if more != nil {
		return errors.Join(told, more)
	}
	return told
}
