package testsite

import (
	"os"
	"os/exec"
	"testing"
)

// Without begins what a test says that is left out; the name of the program that it wants
// follows. The command cmd/test counts these.
const Without = "left out for want of "

// judged reports whether a change is judged here, and not somebody waiting.
func judged() bool { return os.Getenv("CI") != "" }

// Need returns where a program is that a test runs: the first of the names that is found, on
// the path or where only root looks. Without it the test is left out, except where CI is set:
// there it fails.
func Need(t testing.TB, names ...string) string {
	t.Helper()
	for _, name := range names {
		for _, at := range []string{name, "/usr/sbin/" + name} {
			if found, err := exec.LookPath(at); err == nil {
				return found
			}
		}
	}
	if judged() {
		t.Fatalf("%s is not installed, and CI is set: install it, or run the tests without CI", names[0])
	}
	t.Skip(Without + names[0])
	return ""
}

// Rounds is how often a test repeats: many times where CI is set, and fewer where somebody waits.
func Rounds(many, few int) int {
	if judged() {
		return many
	}
	return few
}
