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
	"strconv"
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
	id, quarter string
	frozen      time.Time
	tool        string
	note        string
	forced      string
	missing     []string
	before      string
	files       map[string]string // SHA-256 by path, figures.json included
}

const seal = "# sealed "

// encode writes the one form of a manifest.
func (r *manifest) encode() []byte {
	var b bytes.Buffer
	line := func(key, value string) { fmt.Fprintf(&b, "%s = %s\n", key, tomledit.Quote(value)) }
	line("id", r.id)
	line("quarter", r.quarter)
	fmt.Fprintf(&b, "frozen = %s\n", r.frozen.UTC().Format(time.RFC3339))
	line("tool", r.tool)
	if r.note != "" {
		line("note", r.note)
	}
	if r.forced != "" {
		line("forced", r.forced)
	}
	if len(r.missing) > 0 {
		b.WriteString("missing = [\n")
		for _, m := range r.missing {
			fmt.Fprintf(&b, "  %s,\n", tomledit.Quote(m))
		}
		b.WriteString("]\n")
	}
	line("before", r.before)
	b.WriteString("\n[files]\n")
	for _, name := range slices.Sorted(maps.Keys(r.files)) {
		fmt.Fprintf(&b, "%s = %s\n", tomledit.Quote(name), tomledit.Quote(r.files[name]))
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
	r := &manifest{files: map[string]string{}}
	rest, inFiles := string(data[:at]), false
	for line := range strings.Lines(rest) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "" || line == "missing = [" || line == "]":
			continue
		case line == "[files]":
			inFiles = true
			continue
		}
		if err := r.take(line, inFiles); err != nil {
			return nil, err
		}
	}
	if !bytes.Equal(r.encode(), data) {
		return nil, errForm
	}
	return r, nil
}

// unquote reads the string that s begins with, as [tomledit.Quote] writes it, and returns what
// comes after it. All that it writes, Go reads in the same way.
func unquote(s string) (text, rest string, err error) {
	quoted, err := strconv.QuotedPrefix(s)
	if err != nil {
		return "", "", err
	}
	text, err = strconv.Unquote(quoted)
	return text, s[len(quoted):], err
}

// take reads one line. What it lets pass in a wrong place is found by writing the
// manifest again.
func (r *manifest) take(line string, inFiles bool) error {
	if text, ok := strings.CutPrefix(line, "  "); ok {
		m, rest, err := unquote(text)
		if err != nil || rest != "," {
			return errForm
		}
		r.missing = append(r.missing, m)
		return nil
	}
	if inFiles {
		name, rest, err := unquote(line)
		if err != nil || !fs.ValidPath(name) || !strings.HasPrefix(rest, " = ") {
			return errForm
		}
		if r.files[name], _, err = unquote(rest[len(" = "):]); err != nil || !isSum(r.files[name]) {
			return errForm
		}
		return nil
	}
	key, value, _ := strings.Cut(line, " = ")
	if key == "frozen" {
		var err error
		if r.frozen, err = time.Parse(time.RFC3339, value); err != nil {
			return errForm
		}
		return nil
	}
	text, _, err := unquote(value)
	if err != nil {
		return errForm
	}
	to := map[string]*string{"id": &r.id, "quarter": &r.quarter, "tool": &r.tool, "note": &r.note, "forced": &r.forced, "before": &r.before}[key]
	if to == nil {
		return errForm
	}
	*to = text
	return nil
}

// sum is the SHA-256 in hex.
func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

func isSum(s string) bool {
	return len(s) == 2*sha256.Size && strings.Trim(s, "0123456789abcdef") == ""
}
