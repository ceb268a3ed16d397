package testsite

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files again")

// Updating reports whether golden files are to be written: go test <package> -update.
func Updating() bool { return *update }

// Golden compares with a file in the package's testdata, or writes it.
func Golden(t testing.TB, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", filepath.FromSlash(name))
	if Updating() {
		Write(t, "testdata", name, got)
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs: look at the difference, then run the test with -update; got:\n%s", file, got)
	}
}
