//go:build !unix

package output

import (
	"os"
	"time"
)

// Claim marks an open folder as in use. This system has no way to do so that ends with
// the process, so nothing is marked, and nobody is refused.
func Claim(dir *os.File) bool { return true }

// abandoned reports whether a folder is too old to be in use.
func abandoned(dir *os.File) bool {
	info, err := dir.Stat()
	return err == nil && time.Since(info.ModTime()) > 24*time.Hour
}
