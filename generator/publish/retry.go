package publish

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"syscall"
	"time"
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

// retrying is a Store whose faults of the world are tried again, with growing pauses.
type retrying struct {
	Store
	pause time.Duration // before the second attempt; then twice as long each time
	limit time.Duration // of one attempt, besides the time for its bytes
}

// retryingLinks is retrying with links.
type retryingLinks struct {
	retrying
	links Linker
}

// again calls until it works, is hopeless, or was tried often enough. An attempt may take
// limit, the next one more: what is there may just be slow.
func (r retrying) again(ctx context.Context, limit time.Duration, call func(context.Context) error) error {
	pause := r.pause
	for n := 1; ; n++ {
		one, done := context.WithTimeout(ctx, limit+limit/2*time.Duration(n-1))
		err := call(one)
		done()
		if err == nil || n == attempts || ctx.Err() != nil || hopeless(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(context.Cause(ctx), err)
		case <-time.After(pause/2 + rand.N(pause)): // not all at once
		}
		pause *= 2
	}
}

func (r retrying) List(ctx context.Context, folder string) (list map[string]int64, err error) {
	err = r.again(ctx, long*r.limit, func(ctx context.Context) error {
		list, err = r.Store.List(ctx, folder)
		return err
	})
	return list, err
}

func (r retrying) Read(ctx context.Context, name string) (data []byte, err error) {
	err = r.again(ctx, r.limit, func(ctx context.Context) error {
		data, err = r.Store.Read(ctx, name)
		return err
	})
	return data, err
}

func (r retrying) Write(ctx context.Context, name string, data []byte, as As) error {
	return r.again(ctx, r.limit+time.Duration(len(data)/slowest)*time.Second, func(ctx context.Context) error { return r.Store.Write(ctx, name, data, as) })
}

func (r retrying) Copy(ctx context.Context, from, to string, as As) error {
	return r.again(ctx, r.limit, func(ctx context.Context) error { return r.Store.Copy(ctx, from, to, as) })
}

func (r retrying) Remove(ctx context.Context, name string) error {
	return r.again(ctx, r.limit, func(ctx context.Context) error { return r.Store.Remove(ctx, name) })
}

func (r retrying) Sync(ctx context.Context) error {
	gathers, ok := r.Store.(syncer)
	if !ok {
		return nil
	}
	return r.again(ctx, longest*r.limit, gathers.Sync)
}

func (r retrying) Commit(ctx context.Context, line Line) error {
	gathers, ok := r.Store.(committer)
	if !ok {
		return nil
	}
	return r.again(ctx, long*r.limit, func(ctx context.Context) error { return gathers.Commit(ctx, line) })
}

func (r retryingLinks) Point(ctx context.Context, link, folder string) error {
	return r.again(ctx, longest*r.limit, func(ctx context.Context) error { return r.links.Point(ctx, link, folder) })
}

func (r retryingLinks) Pointed(ctx context.Context, link string) (to string, err error) {
	err = r.again(ctx, r.limit, func(ctx context.Context) error {
		to, err = r.links.Pointed(ctx, link)
		return err
	})
	return to, err
}

func (r retryingLinks) RemoveAll(ctx context.Context, folder string) error {
	return r.again(ctx, longest*r.limit, func(ctx context.Context) error { return r.links.RemoveAll(ctx, folder) })
}

// Rename is unsupported where the Store cannot do it.
func (r retryingLinks) Rename(ctx context.Context, from, to string) error {
	names, ok := r.links.(renamer)
	if !ok {
		return errors.ErrUnsupported
	}
	return r.again(ctx, r.limit, func(ctx context.Context) error { return names.Rename(ctx, from, to) })
}

// finalError is an error that the same call would meet again.
type finalError struct{ error }

func (f finalError) Unwrap() error { return f.error }

// final marks an error of which a Store knows that trying again is in vain.
func final(err error) error {
	if err == nil {
		return nil
	}
	return finalError{err}
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
	var known *Error
	var marked finalError
	if errors.As(err, &known) || errors.As(err, &marked) || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) ||
		errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrInvalid) || errors.Is(err, errors.ErrUnsupported) || full(err) {
		return true
	}
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		return false
	}
	for _, p := range passing {
		if errno == p {
			return false
		}
	}
	return true
}
