package output

import "os"

// claim claims a staging folder for as long as this process lives, or until release.
func claim(dir string) (release func()) {
	f, err := os.Open(dir)
	if err != nil {
		return func() {}
	}
	Claim(f)
	return func() { f.Close() }
}

// Abandoned reports whether a folder that somebody made to write in is in nobody's use any
// more. open is [os.Open], or that of the root below which the folder is.
func Abandoned(open func(string) (*os.File, error), dir string) bool {
	f, err := open(dir)
	if err != nil {
		return false
	}
	defer f.Close()
	return abandoned(f)
}
