package target

import (
	"errors"
	"fmt"
	"slices"
	"syscall"
)

// Error is why nothing was published, and what to do about it.
type Error struct {
	What string // in plain language
	Hint string // what to do
	Err  error  // the cause, where there is one; else nil
	Kind error  // one of the errors with a name, here and in package publish; nil for a fault of the world
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
	return slices.DeleteFunc([]error{e.Kind, e.Err}, func(err error) bool { return err == nil })
}

// What a target refuses. The error is an [*Error] that is one of these.
var (
	ErrAddress = errors.New("not the address of a target")
	ErrForeign = errors.New("not written by quarterdeck")
	ErrLocked  = errors.New("locked")
	ErrMoved   = errors.New("somebody published meanwhile")
)

// Refuse returns an [*Error] of a kind.
func Refuse(kind error, hint, format string, args ...any) error {
	return &Error{What: fmt.Sprintf(format, args...), Hint: hint, Kind: kind}
}

// Full reports whether a disk has no room, or an account has used up its share.
func Full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// finalError is an error that the same call would meet again.
type finalError struct{ error }

func (f finalError) Unwrap() error { return f.error }

// Final marks an error of which a Store knows that trying again is in vain.
func Final(err error) error { return finalError{err} }

// IsFinal reports whether an error is marked so, or is an [*Error], which needs somebody
// to do something.
func IsFinal(err error) bool {
	var marked finalError
	var known *Error
	return errors.As(err, &marked) || errors.As(err, &known)
}
