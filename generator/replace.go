package generator

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"strconv"
	"strings"
	"time"

	"quarterdeck/generator/output"
)

// replaceFile writes a file beside its place and, where that still may be done, renames it: whatever
// happens, the old one is there or the new one. The name is slash-separated, below the root.
func replaceFile(root *os.Root, name string, may func() error, write func(f *os.File) error) error {
	clearUnfinished(root, name)
	next := beside(name) + strconv.FormatUint(rand.Uint64(), 10)
	f, err := root.OpenFile(next, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	output.Claim(f)
	if err = errors.Join(write(f), f.Sync(), f.Chmod(0o644), f.Close(), may()); err == nil {
		err = root.Rename(next, name)
	}
	if err != nil {
		err = errors.Join(err, root.Remove(next))
	}
	return err
}

// beside is how the names of files begin that are to be renamed to one; digits follow.
func beside(name string) string {
	return path.Join(path.Dir(name), "."+path.Base(name)+"-")
}

// clearUnfinished removes the files of runs that were killed before they could rename theirs.
func clearUnfinished(root *os.Root, name string) {
	dir, prefix := path.Split(beside(name))
	entries, err := fs.ReadDir(root.FS(), path.Clean(dir))
	if err != nil {
		return // nothing can be written there either, which is then said
	}
	for _, e := range entries {
		random, ours := strings.CutPrefix(e.Name(), prefix)
		if !ours || !e.Type().IsRegular() || random == "" || strings.Trim(random, "0123456789") != "" {
			continue
		}
		left := path.Join(dir, e.Name())
		info, err := e.Info()
		if err != nil {
			continue // it has gone meanwhile
		}
		// A file of this second may not be claimed yet.
		if age := time.Since(info.ModTime()); age > time.Hour || age > time.Second && output.Abandoned(root.Open, left) {
			_ = root.Remove(left) // else the next run tries again
		}
	}
}
