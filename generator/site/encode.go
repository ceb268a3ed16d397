package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"regexp"
	"strings"
)

// JSON returns v as indented JSON with a newline at the end. HTML
// characters stay as they are: the file is data, not part of a page.
func JSON(v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// byteOrderMark tells spreadsheets, which else take the encoding of their machine, that a file is UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes lines of cells: RFC 4180, UTF-8 with a mark that says so, CRLF. It quotes what needs quotes and leaves the
// rest alone, so that a difference of two files stays readable.
func CSV(lines [][]string) []byte {
	var out bytes.Buffer
	out.WriteString(byteOrderMark)
	for _, line := range lines {
		for i, cell := range line {
			if i > 0 {
				out.WriteByte(',')
			}
			if strings.ContainsAny(cell, ",\"\r\n") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			out.WriteString(cell)
		}
		out.WriteString("\r\n")
	}
	return out.Bytes()
}

// Inert puts an apostrophe before text that a spreadsheet would run as a formula.
// It looks past white space at the start, as spreadsheets do.
func Inert(cell string) string {
	text := strings.TrimLeft(cell, " \u00a0")
	if text != "" && strings.ContainsRune("=+-@\t\r\n", rune(text[0])) {
		return "'" + cell
	}
	return cell
}

// HashedName puts the first eight digits of the SHA-256 of what a file holds into its name,
// which is then good for one content only: charts/mix.js becomes charts/mix.1b2c3d4e.js.
func HashedName(name string, holds []byte) string {
	sum := sha256.Sum256(holds)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext
}

var hashInName = regexp.MustCompile(`\.[0-9a-f]{8}(\.[a-z0-9]+)$`)

// UnhashedName takes the hash out of a name; ok is false where there is none.
func UnhashedName(name string) (plain string, ok bool) {
	plain = hashInName.ReplaceAllString(name, "$1")
	return plain, plain != name
}
