package generator

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"quarterdeck/generator/output"
)

// replaceFile writes a file beside its place and, where that still may be done, renames it.
func replaceFile(name string, may func() error, write func(f *os.File) error) error {
	dir, prefix := filepath.Dir(name), "."+filepath.Base(name)+"-"
	clearUnfinished(dir, prefix)
	f, err := os.CreateTemp(dir, prefix+"*")
	if err != nil {
		return err
	}
	output.Claim(f)
	if err = errors.Join(write(f), f.Sync(), f.Chmod(0o644), f.Close(), may()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// clearUnfinished removes the files of runs that were killed before they could rename theirs.
func clearUnfinished(dir, prefix string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // nothing can be written there either, which is then said
	}
	for _, e := range entries {
		random, ours := strings.CutPrefix(e.Name(), prefix)
		if !ours || !e.Type().IsRegular() || random == "" || strings.Trim(random, "0123456789") != "" {
			continue
		}
		name := filepath.Join(dir, e.Name())
		info, err := e.Info()
		if err != nil {
			continue // it has gone meanwhile
		}
		// A file of this second may not be claimed yet.
		if age := time.Since(info.ModTime()); age > time.Hour || age > time.Second && output.Abandoned(os.Open, name) {
			_ = os.Remove(name) // else the next run tries again
		}
	}
}
