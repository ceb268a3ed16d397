//go:build unix

package output

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Claim marks an open folder as in use, until it is closed or the process ends, however
// it ends. It returns false where another process has claimed the folder; a disk that
// knows no claims refuses nobody.
func Claim(dir *os.File) bool { return !errors.Is(lock(dir), unix.EWOULDBLOCK) }

// abandoned reports whether no living process claims a folder.
func abandoned(dir *os.File) bool { return lock(dir) == nil }

func lock(dir *os.File) error { return unix.Flock(int(dir.Fd()), unix.LOCK_EX|unix.LOCK_NB) }
