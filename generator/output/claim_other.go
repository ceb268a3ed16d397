//go:build !unix

package output

import (
	"os"
	"time"
)

func claim(dir string) (release func()) { return func() {} }

// abandoned reports whether a staging folder is too old to be in use.
func abandoned(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && time.Since(info.ModTime()) > 24*time.Hour
}
