package publish

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"time"

	"quarterdeck/generator/publish/target"
)

// claim is a publisher's file below `.quarterdeck/locks`, where a target has no locks.
type claim struct {
	Who   string    `json:"who"`
	Since time.Time `json:"since"`
	Until time.Time `json:"until"` // renewed while the publisher lives
}

// locked keeps a second publisher out, for as long as do takes. A publisher that was
// killed keeps nobody out for longer than [Options.Lease].
func (s *session) locked(ctx context.Context, do func(context.Context) error) error {
	var unlock func()
	var err error
	if own, ok := s.target.Store.(target.Locker); ok {
		unlock, err = own.Lock()
	} else {
		ctx, unlock, err = s.lease(ctx)
	}
	if err != nil {
		return err
	}
	defer unlock()
	err = do(ctx)
	if lost := context.Cause(ctx); err != nil && errors.Is(lost, target.ErrLocked) {
		return lost
	}
	return err
}

// lease claims the target with a file of its own, looks who else has one, and steps back
// where somebody does. Of two at the same moment each sees the other's file, since both
// write before they look; at worst both step back.
func (s *session) lease(ctx context.Context) (context.Context, func(), error) {
	name := locksDir + "/" + rand.Text() + ".json"
	c := claim{Who: s.who, Since: time.Now().UTC().Truncate(time.Second)}
	renew := func(ctx context.Context) error {
		c.Until = time.Now().UTC().Add(s.o.Lease)
		return s.writeJSON(ctx, name, c)
	}
	giveUp := func() {
		ctx, done := context.WithTimeout(context.WithoutCancel(ctx), s.o.Lease/4)
		defer done()
		_ = s.store.Remove(ctx, name) // else it ends by itself
	}
	if err := inTurn(ctx, renew, func(ctx context.Context) error { return s.alone(ctx, name) }); err != nil {
		giveUp()
		return ctx, nil, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for until := c.Until; ; until = c.Until {
			select {
			case <-ctx.Done():
				return
			case <-time.After(s.o.Lease / 4):
			}
			_, err := s.store.Read(ctx, name)
			lost := errors.Is(err, fs.ErrNotExist)
			if err == nil {
				err = renew(ctx)
			}
			if lost || err != nil && time.Now().After(until) {
				cancel(target.Refuse(target.ErrLocked, "run the same command again", "this run lost its claim on %s, and stopped", s.target.Name))
			}
		}
	}()
	return ctx, func() { cancel(nil); <-ended; giveUp() }, nil
}

// alone refuses where somebody else's claim is alive, and removes those that are not.
func (s *session) alone(ctx context.Context, own string) error {
	claims, err := s.store.List(ctx, locksDir)
	if err != nil {
		return err
	}
	for name := range claims {
		if name == own {
			continue
		}
		var c claim
		err := s.readJSON(ctx, name, &c)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue // gone since
		case err != nil && !errors.Is(err, ErrAltered):
			return err
		case err == nil && time.Now().Before(c.Until):
			return target.Refuse(target.ErrLocked, "wait until it is done; should that run have been killed, its claim ends at "+c.Until.Local().Format("15:04:05"),
				"%s is publishing to %s since %s", c.Who, s.target.Name, c.Since.Local().Format("15:04:05"))
		}
		if err := s.store.Remove(ctx, name); err != nil {
			return err
		}
	}
	return nil
}
