package publish

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"quarterdeck/generator/publish/target"
)

// What a run refuses, besides what a target does. The error is a [*target.Error] that is
// one of these.
var (
	ErrDeletes  = errors.New("too much would be removed")
	ErrDraft    = errors.New("a draft")
	ErrInside   = errors.New("inside the workspace")
	ErrAudience = errors.New("another audience")
	ErrAltered  = errors.New("the bytes differ")
	ErrDeclined = errors.New("not confirmed")
	ErrRelease  = errors.New("no such release")
	ErrTarget   = target.ErrAddress
)

// phase is how far a run has come, which decides what its end means for readers.
type phase int

const (
	before  phase = iota // nothing that readers see has changed
	placing              // names are changing, one by one
	back                 // the old release is there again
	live                 // readers see the new release
)

// explain tells what to do about a fault of the world outside.
func (p phase) explain(doing, name string, err error) error {
	var known *target.Error
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
		return &target.Error{What: doing + " " + name + " was interrupted", Hint: seen + hint, Err: err}
	case target.Full(err):
		hint = "the disk is full: make room, or lower keep in site.toml, and run the same command again"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		hint = "the target refuses this account; who you are comes from the environment, the agent or the profile of the target's own tools"
	}
	return &target.Error{What: doing + " " + name + " failed", Hint: seen + hint, Err: err}
}
