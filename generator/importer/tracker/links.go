package tracker

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// secretParameters are what no query may have: it is stored with the recording.
var secretParameters = []string{"private_token", "access_token", "job_token", "token"}

// parameters are those of a query that is written like the end of an address.
func (a *asker) parameters(fixed url.Values) (url.Values, error) {
	values, err := url.ParseQuery(strings.TrimPrefix(a.query.Query, "?"))
	if err != nil {
		return nil, settings("site.toml: [import.%s] query: these are no parameters (hint: write them like labels=edge&milestone=Q3)", a.service.Name)
	}
	for key := range values {
		switch {
		case slices.Contains(secretParameters, strings.ToLower(key)):
			return nil, settings("site.toml: [import.%s] query has %s (hint: remove it, and set %s)", a.service.Name, key, a.service.Token)
		case key == "page" || key == "per_page" || key == "cursor":
			return nil, settings("site.toml: [import.%s] query has %s (hint: remove it; all pages are asked for)", a.service.Name, key)
		}
	}
	for key, value := range fixed {
		if !values.Has(key) {
			values[key] = value
		}
	}
	return values, nil
}

var nextLink = regexp.MustCompile(`<([^>]*)>\s*;[^,<]*\brel="?next"?`)

// next are the parameters of the page that the header Link names, as a state. Only they are taken of
// it: they are asked for at the address of the query, so that the token goes nowhere else.
func next(h http.Header) json.RawMessage {
	m := nextLink.FindStringSubmatch(strings.Join(h.Values("Link"), ","))
	if m == nil {
		return nil
	}
	u, err := url.Parse(m[1])
	if err != nil {
		return nil
	}
	parameters := u.Query()
	for _, name := range secretParameters {
		parameters.Del(name)
	}
	state, _ := json.Marshal(parameters.Encode()) // a string can always be written
	return state
}

// linked asks for a page of a service that names the next one in the header Link.
func (a *asker) linked(ctx context.Context, path string, first url.Values, state json.RawMessage, only func(json.RawMessage) (json.RawMessage, error)) (*Page, error) {
	parameters := first
	if state != nil {
		var text string
		if err := json.Unmarshal(state, &text); err != nil {
			return nil, err
		}
		var err error
		if parameters, err = url.ParseQuery(text); err != nil {
			return nil, err
		}
	}
	var items []json.RawMessage
	header, err := a.get(ctx, path, parameters, &items)
	if err != nil {
		return nil, err
	}
	page := &Page{Items: []json.RawMessage{}, Next: next(header)}
	for _, item := range items {
		kept, err := only(item)
		if err != nil {
			return nil, a.fault(a.query.URL+path, 0, "an issue has another form than expected", "check the url in site.toml").err
		}
		if kept != nil {
			page.Items = append(page.Items, kept)
		}
	}
	return page, nil
}

// pick is a record with some of its keys alone. What is no record is an error.
func pick(raw json.RawMessage, keys ...string) (json.RawMessage, error) {
	var record map[string]json.RawMessage
	if err := json.Unmarshal(raw, &record); err != nil {
		return nil, err
	}
	kept := map[string]json.RawMessage{}
	for _, key := range keys {
		if value, ok := record[key]; ok {
			kept[key] = value
		}
	}
	return plain(kept)
}

// plain is a value as JSON that keeps the signs < > & as they are.
func plain(v any) (json.RawMessage, error) {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(text.Bytes()), err
}
