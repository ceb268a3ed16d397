package tracker

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Error is why a service gave no answer, and what to do about it.
type Error struct {
	Service string // its title
	Address string // without parameters and secrets
	Status  int    // of HTTP; 0 = there was no answer
	What    string // where it is not the status
	Said    string // what the service said about it, shortened
	Hint    string
	Err     error // the cause; nil where there is none
}

func (e *Error) Error() string {
	s := e.Service + ": " + e.Address
	if e.Status != 0 {
		s += fmt.Sprintf(": %d %s", e.Status, http.StatusText(e.Status))
	}
	if e.What != "" {
		s += ": " + e.What
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	if e.Said != "" {
		s += fmt.Sprintf(": %q", e.Said)
	}
	if e.Hint != "" {
		s += " (hint: " + e.Hint + ")"
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// mostSaid is how much of what a service says is repeated, in characters.
const mostSaid = 200

// said is what an answer says about a fault: the texts that services have for it, or the beginning of
// what is no page.
func said(body []byte) string {
	var answer map[string]json.RawMessage
	if json.Unmarshal(body, &answer) != nil {
		if text := string(body); !isPage(text) {
			return shortened(text)
		}
		return ""
	}
	var texts []string
	for _, key := range []string{"message", "error_description", "error", "errorMessages", "errors"} {
		texts = append(texts, textsIn(answer[key])...)
	}
	return shortened(strings.Join(slices.Compact(texts), "; "))
}

// textsIn are the texts of a value: its own, those of a list, those of the keys of a table.
func textsIn(raw json.RawMessage) (all []string) {
	var text string
	var list []json.RawMessage
	var table map[string]json.RawMessage
	switch {
	case len(raw) == 0:
	case json.Unmarshal(raw, &text) == nil:
		if text != "" {
			all = []string{text}
		}
	case json.Unmarshal(raw, &list) == nil:
		for _, one := range list {
			all = append(all, textsIn(one)...)
		}
	case json.Unmarshal(raw, &table) == nil:
		if len(table["message"]) > 0 {
			return textsIn(table["message"])
		}
		for _, key := range slices.Sorted(maps.Keys(table)) {
			all = append(all, textsIn(table[key])...)
		}
	}
	return all
}

var spaces = regexp.MustCompile(`\s+`)

func shortened(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, spaces.ReplaceAllString(strings.TrimSpace(strings.ToValidUTF8(text, "")), " "))
	if runes := []rune(text); len(runes) > mostSaid {
		return string(runes[:mostSaid]) + "…"
	}
	return text
}

// isPage reports whether a text is one for a browser.
func isPage(text string) bool { return strings.HasPrefix(strings.TrimSpace(text), "<") }

// hint is what helps where a service refuses to answer.
func (a *asker) hint(status int) string {
	table := fmt.Sprintf("[import.%s] of site.toml", a.service.Name)
	token := a.service.Token
	switch {
	case status == http.StatusUnauthorized && a.login == "":
		return "set " + a.variables() + " to a token that may read issues"
	case status == http.StatusUnauthorized:
		return token + " is not accepted: it may have expired, or belong to another address than the url in " + table + a.userHint()
	case status == http.StatusForbidden && a.login == "":
		return "set " + a.variables() + " to a token that may read issues"
	case status == http.StatusForbidden:
		return "the token in " + token + " may not read this: give it the right to read issues"
	case status == http.StatusNotFound:
		return "check " + a.whatFinds() + " in " + table + "; what a token may not see is not found either"
	case status == http.StatusBadRequest, status == http.StatusUnprocessableEntity:
		return "check query in " + table
	case status == http.StatusProxyAuthRequired:
		return "the proxy wants a name and a password: check HTTPS_PROXY"
	case status >= 500:
		return "the service has a fault: try again later"
	}
	return "check " + a.whatFinds() + " in " + table
}

func (a *asker) variables() string {
	if a.service.User != "" {
		return a.service.Token + ", and " + a.service.User + " for an account of the cloud,"
	}
	return a.service.Token
}

func (a *asker) userHint() string {
	if a.service.User != "" {
		return "; " + a.service.User + " is for an account of the cloud alone"
	}
	return ""
}

// whatFinds are the keys by which a service finds what it is asked for.
func (a *asker) whatFinds() string {
	keys := []string{"url"}
	for _, key := range a.query.keys() {
		if key[1] != "" && key[0] != "query" {
			keys = append(keys, key[0])
		}
	}
	return strings.Join(keys, " and ")
}
