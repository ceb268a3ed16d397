package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"syscall"
	"time"

	"github.com/cenkalti/backoff/v7"

	"quarterdeck/generator/publish/target"
)

const (
	attempts = 6
	// perCall is how long one attempt may take, and slowest the bytes a second below which
	// a connection counts as dead. What may have much to do gets a multiple.
	perCall = 30 * time.Second
	slowest = 32 << 10
	long    = 4
	longest = 20
)

// retrying is a store whose faults of the world are tried again, with growing pauses.
type retrying struct {
	target.Store
	links target.Linker // nil where readers see names directly
	pause time.Duration // before the second attempt; then twice as long each time
	limit time.Duration // of one attempt, besides the time for its bytes
}

// try calls until it works, is hopeless, or was tried often enough. An attempt may take
// limit, the next one more: what is there may just be slow.
func try[T any](ctx context.Context, r retrying, limit time.Duration, call func(context.Context) (T, error)) (T, error) {
	tries := 0
	out, err := backoff.Retry(ctx, func() (T, error) {
		one, done := context.WithTimeout(ctx, limit+limit/2*time.Duration(tries))
		defer done()
		tries++
		out, err := call(one)
		if err != nil && hopeless(err) {
			err = backoff.Permanent(err)
		}
		return out, err
	},
		backoff.WithBackOff(&backoff.ExponentialBackOff{InitialInterval: r.pause, Multiplier: 2, MaxInterval: time.Minute,
			RandomizationFactor: 0.5}), // not all at once
		backoff.WithMaxTries(attempts), backoff.WithMaxElapsedTime(0))
	if failed := backoff.AsRetryError(err); failed != nil {
		err = failed.LastErr
	}
	if cause := context.Cause(ctx); err != nil && cause != nil && !errors.Is(err, cause) {
		err = fmt.Errorf("%w: %w", cause, err)
	}
	return out, err
}

// again is try without an answer.
func (r retrying) again(ctx context.Context, limit time.Duration, call func(context.Context) error) error {
	_, err := try(ctx, r, limit, func(ctx context.Context) (struct{}, error) { return struct{}{}, call(ctx) })
	return err
}

func (r retrying) List(ctx context.Context, folder string) (map[string]int64, error) {
	return try(ctx, r, long*r.limit, func(ctx context.Context) (map[string]int64, error) { return r.Store.List(ctx, folder) })
}

func (r retrying) Read(ctx context.Context, name string) ([]byte, error) {
	return try(ctx, r, r.limit, func(ctx context.Context) ([]byte, error) { return r.Store.Read(ctx, name) })
}

func (r retrying) Write(ctx context.Context, name string, data []byte, as target.As) error {
	return r.again(ctx, r.limit+time.Duration(len(data)/slowest)*time.Second, func(ctx context.Context) error { return r.Store.Write(ctx, name, data, as) })
}

func (r retrying) Copy(ctx context.Context, from, to string, as target.As) error {
	return r.again(ctx, r.limit, func(ctx context.Context) error { return r.Store.Copy(ctx, from, to, as) })
}

func (r retrying) Remove(ctx context.Context, name string) error {
	return r.again(ctx, r.limit, func(ctx context.Context) error { return r.Store.Remove(ctx, name) })
}

// sync makes durable what the store has gathered.
func (r retrying) sync(ctx context.Context) error {
	if gathers, ok := r.Store.(target.Syncer); ok {
		return r.again(ctx, longest*r.limit, gathers.Sync)
	}
	return nil
}

func (r retrying) commit(ctx context.Context, by target.Committer, c target.Commit) error {
	return r.again(ctx, long*r.limit, func(ctx context.Context) error { return by.Commit(ctx, c) })
}

func (r retrying) Point(ctx context.Context, link, folder string) error {
	return r.again(ctx, longest*r.limit, func(ctx context.Context) error { return r.links.Point(ctx, link, folder) })
}

func (r retrying) Pointed(ctx context.Context, link string) (string, error) {
	return try(ctx, r, r.limit, func(ctx context.Context) (string, error) { return r.links.Pointed(ctx, link) })
}

func (r retrying) RemoveAll(ctx context.Context, folder string) error {
	return r.again(ctx, longest*r.limit, func(ctx context.Context) error { return r.links.RemoveAll(ctx, folder) })
}

// rename is unsupported where the store cannot do it.
func (r retrying) rename(ctx context.Context, from, to string) error {
	names, ok := r.links.(target.Renamer)
	if !ok {
		return errors.ErrUnsupported
	}
	return r.again(ctx, r.limit, func(ctx context.Context) error { return names.Rename(ctx, from, to) })
}

// passing are the errors of a system that may be gone a moment later.
var passing = []syscall.Errno{
	syscall.EINTR, syscall.EAGAIN, syscall.EBUSY, syscall.EIO, syscall.EPIPE, syscall.ETIMEDOUT,
	syscall.ECONNRESET, syscall.ECONNREFUSED, syscall.ECONNABORTED,
	syscall.ENETDOWN, syscall.ENETUNREACH, syscall.ENETRESET, syscall.EHOSTUNREACH, syscall.EHOSTDOWN,
	syscall.EMFILE, syscall.ENFILE, syscall.ESTALE,
}

// hopeless reports whether an error would come again, whatever the world does.
func hopeless(err error) bool {
	var errno syscall.Errno
	signs := []error{fs.ErrNotExist, fs.ErrExist, fs.ErrPermission, fs.ErrInvalid, errors.ErrUnsupported}
	return slices.ContainsFunc(signs, func(sign error) bool { return errors.Is(err, sign) }) || target.IsFinal(err) || target.Full(err) || errors.As(err, &errno) && !slices.Contains(passing, errno)
}
