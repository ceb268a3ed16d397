package tracker

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Options are how to ask.
type Options struct {
	Save     string                                     // the file that keeps the answers; "" = none
	Env      func(name string) string                   // the environment, which has the token
	Say      func(text string)                          // told of waits and repeats
	Progress func(issues int)                           // told after each page
	Now      func() time.Time                           // the clock
	Sleep    func(context.Context, time.Duration) error // ends at once with the context
	HTTP     http.RoundTripper                          // nil is Go's own: proxies and certificates of the environment
}

// Sleep waits, or ends with the context and its error.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Ask asks a service for all issues of a query. With [Options.Save] the answers are kept in a file:
// an interrupted one is continued where it ended, if it is of the same query and not older than
// [Fresh]. The error is an [*Error], an [ErrSettings], or one of the file or the context.
func Ask(ctx context.Context, q Query, o Options) (*Recording, error) {
	q, err := q.complete()
	if err != nil {
		return nil, err
	}
	a, err := newAsker(q, o)
	if err != nil {
		return nil, err
	}
	kept, err := keep(o.Save, q, o.Now(), o.Say)
	if err != nil {
		return nil, err
	}
	err = a.askAll(ctx, kept, o.Progress)
	if err != nil {
		return nil, kept.stopped(ctx, err)
	}
	return kept.Recording, kept.finish()
}

func (a *asker) askAll(ctx context.Context, kept *keeper, progress func(int)) error {
	asked := map[string]bool{}
	for {
		state := kept.next()
		if len(kept.pages) > 0 && state == nil {
			return nil
		}
		if asked[string(state)] {
			return &Error{Service: a.service.Title, Address: a.query.URL, What: "it names the same page as the next one again", Hint: "try again later"}
		}
		asked[string(state)] = true
		page, err := a.service.page(ctx, a, state)
		if err != nil {
			return err
		}
		if err := kept.add(page); err != nil {
			return err
		}
		if progress != nil {
			progress(kept.Issues())
		}
	}
}

// interrupted is the end of a context in the words of who ended it.
type interrupted struct{}

func (interrupted) Error() string { return "interrupted" }
func (interrupted) Unwrap() error { return context.Canceled }

// stopped says what was kept of what was asked before it ended.
func (k *keeper) stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		err = interrupted{}
	}
	if closed := k.close(); closed != nil {
		return errors.Join(err, closed)
	}
	if k.file == nil || len(k.pages) == 0 {
		return err
	}
	return fmt.Errorf("%w\n%s kept in %s: the same command goes on from there", err, counted(k.Issues()), k.part())
}

func counted(issues int) string {
	if issues == 1 {
		return "1 issue"
	}
	return fmt.Sprintf("%d issues", issues)
}
