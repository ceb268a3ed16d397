package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/publish/target"
)

// Entry is one file of a release: the SHA-256 of what it holds, in hexadecimal, and its
// size in bytes.
type Entry struct {
	Sum  string `json:"sum"`
	Size int64  `json:"size"`
}

// Files are the files of a site by slash-separated path.
type Files map[string]Entry

// Hash identifies a site: the SHA-256 of its list of sums, as `sha256sum` prints it,
// sorted by path.
func (f Files) Hash() string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(f)) {
		fmt.Fprintf(h, "%s  %s\n", f[name].Sum, name)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// About is what a release tells of itself, besides its files.
type About struct {
	When     time.Time `json:"when"`
	Who      string    `json:"who"`
	Audience string    `json:"audience"`
	Tool     string    `json:"tool"`               // which quarterdeck
	Editions []string  `json:"editions,omitempty"` // as `2026-q3/1 <hash>`
	Draft    bool      `json:"draft,omitempty"`    // holds what nobody has frozen
}

// Record is a release as its target remembers it.
type Record struct {
	ID string `json:"id"` // sorts by time
	About
	Hash  string `json:"hash"`
	Files Files  `json:"files,omitempty"`
}

// newRecord names a release by its time and its hash. Names grow with every release, even
// where a clock goes back: a release that is newer than all others is named so.
func newRecord(files Files, about About, taken []string) Record {
	about.When = about.When.UTC().Truncate(time.Second)
	at := about.When
	for _, id := range taken {
		if m := idForm.FindStringSubmatch(id); m != nil {
			if last, err := time.Parse(idTime, m[1]); err == nil && !at.After(last) {
				at = last.Add(time.Second)
			}
		}
	}
	hash := files.Hash()
	return Record{ID: at.Format(idTime) + "-" + hash[:8], About: about, Hash: hash, Files: files}
}

const idTime = "20060102T150405Z"

var idForm = regexp.MustCompile(`^([0-9]{8}T[0-9]{6}Z)-[0-9a-f]{8}$`)

var sumForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// check finds out whether a record is as it was written: names in it are removed from a
// target.
func (r Record) check() error {
	if !idForm.MatchString(r.ID) || r.Files.Hash() != r.Hash || !strings.HasSuffix(r.ID, "-"+r.Hash[:8]) {
		return errors.New("its files are not those of its hash")
	}
	return r.Files.check()
}

func (f Files) check() error {
	for name, e := range f {
		if !nameable(name) || !sumForm.MatchString(e.Sum) {
			return fmt.Errorf("%q is not a file of a site", name)
		}
	}
	return nil
}

// nameable reports whether a file of a site may be called so.
func nameable(name string) bool {
	return fs.ValidPath(name) && name != "." && !target.OfState(name) && !strings.ContainsAny(name, "\\\x00")
}

// hashedForm is a name that changes with what the file holds: site.765e37a6.css.
var hashedForm = regexp.MustCompile(`\.([0-9a-f]{8,64})\.[a-z0-9]+$`)

// hashed reports whether a file may be kept by readers for ever: its name has the file's
// own hash. A name such as report.20261001.csv only looks like it.
func hashed(name string, e Entry) bool {
	m := hashedForm.FindStringSubmatch(path.Base(name))
	return m != nil && strings.HasPrefix(e.Sum, m[1])
}

// sum reads to the end.
func sum(r io.Reader) (Entry, error) {
	h := sha256.New()
	n, err := io.Copy(h, r)
	return Entry{Sum: hex.EncodeToString(h.Sum(nil)), Size: n}, err
}
