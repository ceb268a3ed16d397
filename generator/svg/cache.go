package svg

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	unusedFor   = 90 * 24 * time.Hour // then an entry is dropped
	largestSize = 256 << 20           // bytes of all entries; the longest unused go first
	tidyEvery   = 24 * time.Hour
	tidied      = "tidied" // its time says when
	unfinished  = ".part"  // end of the names of files being written
)

// cache keeps bytes under names, each file headed by a hash of the rest. It is a
// convenience: what cannot be read is missing, what cannot be written is not kept.
// A nil cache keeps nothing.
type cache struct{ dir string }

// get returns what put kept, unless it was damaged since.
func (c *cache) get(name string) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	path := filepath.Join(c.dir, filepath.FromSlash(name))
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, false
	}
	head, data, ok := bytes.Cut(b, []byte("\n"))
	if !ok || string(head) != checksum(data) {
		return nil, false
	}
	if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > tidyEvery {
		now := time.Now()
		_ = os.Chtimes(path, now, now) // its age is since its last use
	}
	return data, true
}

// put keeps data. A reader sees the whole file or none.
func (c *cache) put(name string, data []byte) {
	if c == nil {
		return
	}
	path := filepath.Join(c.dir, filepath.FromSlash(name))
	if os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(path), "*"+unfinished)
	if err != nil {
		return
	}
	_, err = f.Write(slices.Concat([]byte(checksum(data)+"\n"), data))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
}

// spread is the name of a file, in one of 256 folders, for what is known by a hash.
func spread(hash, extension string) string { return hash[:2] + "/" + hash[2:] + extension }

func checksum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}

// tidy drops what was not used for long, and the longest unused while the whole is
// too large. It looks at most once a day.
func (c *cache) tidy(now time.Time) {
	if c == nil {
		return
	}
	mark := filepath.Join(c.dir, tidied)
	if info, err := os.Stat(mark); err == nil && now.Sub(info.ModTime()) < tidyEvery {
		return
	}
	if os.WriteFile(mark, nil, 0o600) != nil || os.Chtimes(mark, now, now) != nil {
		return // nothing was ever kept, or nothing may be changed
	}
	c.drop(now, largestSize)
}

// drop does tidy's work, with room for largest bytes.
func (c *cache) drop(now time.Time, largest int64) {
	type entry struct {
		path string
		info fs.FileInfo
	}
	var entries []entry
	var size int64
	_ = filepath.WalkDir(c.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !ours(path) || !d.Type().IsRegular() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			entries = append(entries, entry{path, info})
			size += info.Size()
		}
		return nil
	})
	slices.SortFunc(entries, func(a, b entry) int { return a.info.ModTime().Compare(b.info.ModTime()) })
	for _, e := range entries {
		age := now.Sub(e.info.ModTime())
		left := strings.HasSuffix(e.path, unfinished) && age > tidyEvery
		if (left || age > unusedFor || size > largest) && os.Remove(e.path) == nil {
			size -= e.info.Size()
		}
	}
}

// ours says whether a cache wrote a file: the folder may hold other things.
func ours(path string) bool {
	return slices.Contains([]string{".svg", ".bin", ".png", unfinished}, filepath.Ext(path))
}
