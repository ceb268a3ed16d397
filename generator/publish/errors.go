package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// Error is why nothing was published, and what to do about it.
type Error struct {
	What string // in plain language
	Hint string // what to do
	Err  error  // the cause, where there is one; else nil
	kind error  // one of those below; nil for a fault of the world
}

func (e *Error) Error() string {
	s := e.What
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	if e.Hint != "" {
		s += " (hint: " + e.Hint + ")"
	}
	return s
}

func (e *Error) Unwrap() []error {
	var all []error
	for _, err := range []error{e.kind, e.Err} {
		if err != nil {
			all = append(all, err)
		}
	}
	return all
}

// What a run refuses. The error is an [*Error] that is one of these.
var (
	ErrForeign  = errors.New("not written by quarterdeck")
	ErrDeletes  = errors.New("too much would be removed")
	ErrDraft    = errors.New("a draft")
	ErrInside   = errors.New("inside the workspace")
	ErrAudience = errors.New("another audience")
	ErrLocked   = errors.New("locked")
	ErrMoved    = errors.New("somebody published meanwhile")
	ErrAltered  = errors.New("the bytes differ")
	ErrDeclined = errors.New("not confirmed")
	ErrRelease  = errors.New("no such release")
	ErrTarget   = errors.New("no address of a target")
)

func refusal(kind error, hint, format string, args ...any) error {
	return &Error{What: fmt.Sprintf(format, args...), Hint: hint, kind: kind}
}

// full reports whether a disk has no room, or an account has used up its share.
func full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func denied(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// phase is how far a run has come, which decides what its end means for readers.
type phase int

const (
	before  phase = iota // nothing that readers see has changed
	placing              // names are changing, one by one
	back                 // the old release is there again
	live                 // readers see the new release
)

// explain says what to do about a fault of the world outside.
func (p phase) explain(doing, target string, err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	seen := "readers still see the old release; "
	switch p {
	case placing:
		seen = "readers see pages of the new release among those of the old one, each of them whole; "
	case live:
		seen = "readers see the new release, only clearing up was cut short; "
	}
	hint := "run the same command again, it goes on where this one stopped"
	switch {
	case errors.Is(err, context.Canceled):
		return &Error{What: doing + " " + target + " was interrupted", Hint: seen + hint, Err: err}
	case full(err):
		hint = "the disk is full: make room, or lower keep in site.toml, and run the same command again"
	case denied(err):
		hint = "the target refuses this account; who you are is said by the environment, the agent or the profile of the target's own tools"
	}
	return &Error{What: doing + " " + target + " failed", Hint: seen + hint, Err: err}
}
