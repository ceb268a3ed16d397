package leak

import (
	"html"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	tag        = regexp.MustCompile(`<[^>]*>`)
	jsonEscape = regexp.MustCompile(`\\(u[0-9a-fA-F]{4}|[nrt"\\/])`)
	marker     = regexp.MustCompile("[*_`\\\\]")
	urlEscape  = regexp.MustCompile(`%[0-9a-fA-F]{2}`)
)

// readings are the ways in which the text of a file may be meant: as it is, with what
// its format escapes undone, and without markup inside of words.
func readings(f File) []string {
	text := string(f.Data)
	if !utf8.ValidString(text) { // a picture: its description is text
		text = strings.ToValidUTF8(text, " ")
	}
	out := []string{text}
	switch path.Ext(f.Path) {
	case ".html", ".xml", ".svg":
		out = append(out, html.UnescapeString(tag.ReplaceAllString(text, "")), html.UnescapeString(tag.ReplaceAllString(text, " ")))
	case ".json", ".js":
		plain := jsonEscape.ReplaceAllStringFunc(text, unescapeJSON)
		out = append(out, plain, html.UnescapeString(tag.ReplaceAllString(plain, "")), html.UnescapeString(tag.ReplaceAllString(plain, " ")))
	case ".md", ".txt":
		out = append(out, marker.ReplaceAllString(text, ""), html.UnescapeString(text))
	}
	if urlEscape.MatchString(text) {
		out = append(out, urlEscape.ReplaceAllStringFunc(text, func(s string) string {
			n, _ := strconv.ParseUint(s[1:], 16, 8)
			return string([]byte{byte(n)})
		}))
	}
	return out
}

func unescapeJSON(s string) string {
	if s[1] != 'u' {
		return strings.NewReplacer(`\n`, "\n", `\r`, "\r", `\t`, "\t", `\"`, `"`, `\\`, `\`, `\/`, "/").Replace(s)
	}
	n, _ := strconv.ParseUint(s[2:], 16, 16)
	return string(rune(n))
}
