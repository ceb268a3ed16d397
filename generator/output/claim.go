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

// abandoned reports whether a staging folder is nobody's.
func abandoned(dir string) bool {
	f, err := os.Open(dir)
	if err != nil {
		return false
	}
	defer f.Close()
	return Abandoned(f)
}
