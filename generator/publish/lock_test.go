package publish

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"quarterdeck/generator/publish/folder"
	seam "quarterdeck/generator/publish/target"
)

// lockless hides the locks of a folder, so that claims are files.
type lockless struct{ seam.Store }

func withoutLocks(t *testing.T) *Target {
	t.Helper()
	return &Target{Name: "a store", Store: lockless{folder.New(t.TempDir())}}
}

func claimed(t *testing.T, target *Target, who string, until time.Duration) {
	t.Helper()
	s := open(target, Options{})
	c := claim{Who: who, Since: time.Now(), Until: time.Now().Add(until)}
	if err := s.writeJSON(t.Context(), locksDir+"/"+who+".json", c); err != nil {
		t.Fatal(err)
	}
}

func TestClaims(t *testing.T) {
	about := newClock().about()
	t.Run("alive", func(t *testing.T) {
		target := withoutLocks(t)
		claimed(t, target, "anna", time.Minute)
		_, err := Publish(t.Context(), target, build(t, site(1)), about, impatient)
		if !errors.Is(err, seam.ErrLocked) || !strings.Contains(err.Error(), "anna is publishing to a store since ") || !strings.Contains(err.Error(), "should that run have been killed, its claim ends at ") {
			t.Errorf("the error is %v", err)
		}
		if list, err := target.Store.List(t.Context(), locksDir); err != nil || len(list) != 1 {
			t.Errorf("claims: %v (%v), want anna's", list, err)
		}
	})
	t.Run("of one who was killed", func(t *testing.T) {
		target := withoutLocks(t)
		claimed(t, target, "anna", -time.Second)
		if err := target.Store.Write(t.Context(), locksDir+"/half.json", []byte("{"), seam.As{}); err != nil {
			t.Fatal(err)
		}
		if _, err := Publish(t.Context(), target, build(t, site(1)), about, impatient); err != nil {
			t.Error(err)
		}
		if list, err := target.Store.List(t.Context(), locksDir); err != nil || len(list) > 0 {
			t.Errorf("claims: %v (%v), want none", list, err)
		}
	})
	t.Run("renewed", func(t *testing.T) {
		target := withoutLocks(t)
		slow := faulty{before: func(_ context.Context, op, name string) error {
			if op == "write" && name == liveName {
				time.Sleep(600 * time.Millisecond) // longer than a claim
			}
			return nil
		}}
		o := impatient
		o.Lease = 200 * time.Millisecond
		second := make(chan error)
		go func() {
			time.Sleep(450 * time.Millisecond)
			_, err := Publish(t.Context(), target, build(t, site(2)), about, o)
			second <- err
		}()
		if _, err := Publish(t.Context(), broken(target, slow), build(t, site(1)), about, o); err != nil {
			t.Error(err)
		}
		if err := <-second; !errors.Is(err, seam.ErrLocked) {
			t.Errorf("the second publisher: %v", err)
		}
	})
	t.Run("lost", func(t *testing.T) {
		target := withoutLocks(t)
		o := impatient
		o.Lease = 200 * time.Millisecond
		lost := faulty{before: func(ctx context.Context, op, name string) error {
			if op != "write" || name != liveName {
				return nil
			}
			list, err := target.Store.List(ctx, locksDir)
			for own := range list {
				err = errors.Join(err, target.Store.Remove(ctx, own)) // somebody takes it for dead
			}
			<-ctx.Done()
			return errors.Join(err, ctx.Err())
		}}
		_, err := Publish(t.Context(), broken(target, lost), build(t, site(1)), about, o)
		if !errors.Is(err, seam.ErrLocked) || !strings.Contains(err.Error(), "this run lost its claim on a store, and stopped") {
			t.Errorf("the error is %v", err)
		}
		if _, err := Publish(t.Context(), target, build(t, site(1)), about, o); err != nil {
			t.Error(err)
		}
	})
}

// Of many publishers at the same moment, those that are let in come one after the other,
// and the site is one of theirs.
func TestManyPublishers(t *testing.T) {
	eachKind(t, func(t *testing.T, p place) {
		c := newClock()
		if _, err := Publish(t.Context(), p.open(t), build(t, site(0)), c.about(), impatient); err != nil {
			t.Fatal(err)
		}
		results := make(chan error)
		for n := range 4 {
			target, tree, about := p.open(t), build(t, site(n+1)), c.about()
			go func() {
				_, err := Publish(t.Context(), target, tree, about, impatient)
				results <- err
			}()
		}
		won := 0
		for range 4 {
			switch err := <-results; {
			case err == nil:
				won++
			case !errors.Is(err, seam.ErrLocked) && !errors.Is(err, seam.ErrMoved):
				t.Error(err)
			}
		}
		list, live, err := Releases(t.Context(), p.open(t))
		if err != nil || len(list) != won+1 && len(list) != 3 {
			t.Errorf("%d got through, and %d releases are kept, %s live: %v", won, len(list), live, err)
		}
		if _, err := Publish(t.Context(), p.open(t), build(t, site(9)), c.about(), impatient); err != nil {
			t.Fatal(err)
		}
		exact(t, p, site(9))
		tidy(t, p)
	})
}
