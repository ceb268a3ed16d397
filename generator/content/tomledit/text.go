package tomledit

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"quarterdeck/generator/content/tomlscan"
)

// Date is a day without a time.
type Date time.Time

// encode writes a value.
func encode(value any) (string, error) {
	switch v := value.(type) {
	case string:
		return Quote(v), nil
	case bool, int, int64:
		return fmt.Sprint(v), nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return "", errors.New("a number must be finite")
		}
		s := strconv.FormatFloat(v, 'f', -1, 64)
		if !strings.Contains(s, ".") {
			s += ".0"
		}
		return s, nil
	case Date:
		return time.Time(v).Format(time.DateOnly), nil
	case time.Time:
		return v.Format(time.RFC3339Nano), nil
	case []string:
		quoted := make([]string, len(v))
		for i, s := range v {
			quoted[i] = Quote(s)
		}
		return "[" + strings.Join(quoted, ", ") + "]", nil
	}
	return "", fmt.Errorf("a %T cannot be written", value)
}

// Quote writes a string on one line. What is not UTF-8 becomes the replacement character,
// because TOML has no way to write it.
func Quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if i := strings.IndexRune("\"\\\n\t\r", r); i >= 0 {
			b.WriteString(`\` + `"\ntr`[i:i+1])
		} else if unicode.IsControl(r) {
			fmt.Fprintf(&b, `\u%04X`, r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

var bareKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// Key writes a key, in quotes where it needs them: a dot would make two of it.
func Key(s string) string {
	if bareKey.MatchString(s) {
		return s
	}
	return Quote(s)
}

// dotted is the name of a table in its header.
func dotted(path []any) (string, error) {
	var names []string
	for _, step := range path {
		name, ok := step.(string)
		if !ok {
			return "", errors.New("a table inside a list of tables cannot be added")
		}
		names = append(names, Key(name))
	}
	if len(names) == 0 {
		return "", errors.New("a table needs a name")
	}
	return strings.Join(names, "."), nil
}

func (d *Document) newline() string {
	if bytes.Contains(d.src, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// lineEnd is the offset behind the line of an offset.
func (d *Document) lineEnd(off int) int {
	if i := bytes.IndexByte(d.src[off:], '\n'); i >= 0 {
		return off + i + 1
	}
	return len(d.src)
}

// lineAfter is where a line joins a table, and what has to be around it.
func (d *Document) lineAfter(table *tomlscan.Spot) (at int, before, after string) {
	if table.End == 0 && len(table.Kids) > 0 { // the first line is a header
		return 0, "", d.newline()
	} else if table.End == 0 {
		table = &tomlscan.Spot{End: max(0, len(d.src)-1)}
	}
	if at = d.lineEnd(table.End); at > 0 && d.src[at-1] != '\n' {
		return at, d.newline(), ""
	}
	return at, "", d.newline()
}

// section is some lines, set apart from those before an offset.
func (d *Document) section(at int, lines ...string) string {
	nl := d.newline()
	text := strings.Join(lines, nl) + nl
	if at > 0 {
		text = nl + text
	}
	if at > 0 && d.src[at-1] != '\n' {
		text = nl + text
	}
	return text
}

// tail is the end of the last value of a table or of the tables in it.
func tail(s *tomlscan.Spot) int {
	end := s.End
	for _, k := range s.Kids {
		end = max(end, tail(k))
	}
	for _, e := range s.Elems {
		end = max(end, tail(e))
	}
	return end
}
