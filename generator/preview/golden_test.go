package preview

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"quarterdeck/generator/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with testdata/name, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; run with -update and look at the difference. got:\n%s", file, got)
	}
}

func day(s string) report.Day {
	d, err := report.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}
