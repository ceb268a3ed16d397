package edition

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// quote writes a text as a TOML basic string on one line. What is no UTF-8 becomes
// the replacement character, because TOML has no way to write it.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < ' ' || r >= 0x7f && r < 0xa0:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

var errQuote = errors.New("not a string")

// unquote reads the string that s begins with, as quote writes it, and returns what
// comes after it.
func unquote(s string) (text, rest string, err error) {
	if !strings.HasPrefix(s, `"`) {
		return "", "", errQuote
	}
	var b strings.Builder
	for s = s[1:]; s != ""; {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == '"':
			return b.String(), s[1:], nil
		case r != '\\':
			b.WriteString(s[:n])
			s = s[n:]
			continue
		case len(s) < 2:
			return "", "", errQuote
		}
		escape := s[1]
		s = s[2:]
		switch escape {
		case '"', '\\':
			b.WriteByte(escape)
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r':
			b.WriteByte('\r')
		case 'u':
			if len(s) < 4 {
				return "", "", errQuote
			}
			code, err := strconv.ParseUint(s[:4], 16, 16)
			if err != nil {
				return "", "", errQuote
			}
			b.WriteRune(rune(code))
			s = s[4:]
		default:
			return "", "", errQuote
		}
	}
	return "", "", errQuote
}
