package edition

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/content/tomledit"
)

// manifestFile and figuresFile lie at the top of every edition.
const (
	manifestFile = "edition.toml"
	figuresFile  = "figures.json"
)

// manifest is edition.toml.
type manifest struct {
	ID, Quarter string
	Frozen      time.Time
	Tool        string
	Note        string
	Forced      string
	Missing     []string
	Accepted    []accepted
	Before      string
	Files       map[string]string // SHA-256 by path, figures.json included
}

const seal = "# sealed "

// encode writes the one form of a manifest.
func (r *manifest) encode() []byte {
	var b bytes.Buffer
	line := func(key, value string) { fmt.Fprintf(&b, "%s = %s\n", key, tomledit.Quote(value)) }
	line("id", r.ID)
	line("quarter", r.Quarter)
	fmt.Fprintf(&b, "frozen = %s\n", r.Frozen.UTC().Format(time.RFC3339))
	line("tool", r.Tool)
	if r.Note != "" {
		line("note", r.Note)
	}
	if r.Forced != "" {
		line("forced", r.Forced)
	}
	if len(r.Missing) > 0 {
		b.WriteString("missing = [\n")
		for _, m := range r.Missing {
			fmt.Fprintf(&b, "  %s,\n", tomledit.Quote(m))
		}
		b.WriteString("]\n")
	}
	line("before", r.Before)
	for _, p := range r.Accepted {
		b.WriteString("\n[[accepted]]\n")
		line("code", p.Code)
		line("file", p.File)
		line("text", p.Text)
	}
	b.WriteString("\n[files]\n")
	for _, name := range slices.Sorted(maps.Keys(r.Files)) {
		fmt.Fprintf(&b, "%s = %s\n", tomledit.Quote(name), tomledit.Quote(r.Files[name]))
	}
	fmt.Fprintf(&b, "%s%s\n", seal, sum(b.Bytes()))
	return b.Bytes()
}

var (
	errSeal = errors.New("it does not match its own checksum")
	errForm = errors.New("it is not in the form that quarterdeck writes")
)

// decode reads what encode wrote. The error is errSeal where a byte was changed, and
// errForm where the file was written by something else.
func decode(data []byte) (*manifest, error) {
	at := bytes.LastIndex(bytes.TrimSuffix(data, []byte("\n")), []byte("\n")) + 1
	if string(data[at:]) != seal+sum(data[:at])+"\n" {
		return nil, errSeal
	}
	r := &manifest{}
	if err := tomledit.Decode(data, r); err != nil || !bytes.Equal(r.encode(), data) {
		return nil, errForm
	}
	for name, sum := range r.Files {
		if !fs.ValidPath(name) || !isSum(sum) {
			return nil, errForm
		}
	}
	return r, nil
}

// sum is the SHA-256 in hex.
func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

func isSum(s string) bool {
	return len(s) == 2*sha256.Size && strings.Trim(s, "0123456789abcdef") == ""
}
