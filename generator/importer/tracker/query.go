package tracker

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
)

// Query is what is asked, and where: keys of [import.<service>] of site.toml. Two recordings belong
// together where their queries are equal.
type Query struct {
	Service    string `json:"service"`
	URL        string `json:"url,omitempty"`
	Query      string `json:"query,omitempty"`
	Project    string `json:"project,omitempty"`
	Group      string `json:"group,omitempty"`
	Repository string `json:"repository,omitempty"`
	Points     string `json:"points,omitempty"` // the field of the estimate, where it has a name of its own
}

// ErrSettings is that site.toml or the environment lacks what a service needs, or has too much.
var ErrSettings = errors.New("cannot be asked")

// settingsError is an [ErrSettings] that tells how to mend it.
type settingsError struct{ text string }

func (e settingsError) Error() string { return e.text }
func (e settingsError) Unwrap() error { return ErrSettings }

func settings(format string, args ...any) error { return settingsError{fmt.Sprintf(format, args...)} }

// keys are the keys of a query with their values, in the order in which they are named.
func (q Query) keys() [][2]string {
	return [][2]string{{"query", q.Query}, {"project", q.Project}, {"group", q.Group}, {"repository", q.Repository}}
}

// complete checks a query, and adds the address of the vendor where it has none.
func (q Query) complete() (Query, error) {
	s := Find(q.Service)
	if s == nil {
		return q, settings("%q cannot be asked; the services are: %s", q.Service, strings.Join(Names(), ", "))
	}
	if q.URL == "" {
		q.URL = s.url
	}
	q.URL = strings.TrimRight(q.URL, "/")
	if err := q.checkAddress(s); err != nil {
		return q, err
	}
	var has []string
	for _, key := range q.keys() {
		switch {
		case key[1] == "":
		case !slices.Contains(s.needs, key[0]) && !slices.Contains(s.takes, key[0]):
			return q, settings("site.toml: [import.%s] %s: %s is not asked by it (hint: remove it; it is asked by %s)", s.Name, key[0], s.Title, strings.Join(slices.Concat(s.needs, s.takes), ", "))
		case slices.Contains(s.needs, key[0]):
			has = append(has, key[0])
		}
	}
	switch {
	case len(s.needs) > 0 && len(has) == 0:
		return q, settings("site.toml: [import.%s] has no %s (hint: write it there: quarterdeck help import)", s.Name, strings.Join(s.needs, " and no "))
	case len(has) > 1:
		return q, settings("site.toml: [import.%s] has both %s (hint: remove one of them)", s.Name, strings.Join(has, " and "))
	}
	return q, nil
}

// checkAddress wants https, so that nobody on the way reads the token; except on this machine.
func (q Query) checkAddress(s *Service) error {
	where := fmt.Sprintf("site.toml: [import.%s] url", s.Name)
	if q.URL == "" {
		return settings("%s is missing (hint: write the address at which your %s answers)", where, s.Title)
	}
	u, err := url.Parse(q.URL)
	switch {
	case err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "":
		return settings("%s is no address of a service (hint: write one such as https://tracker.example.com, without parameters)", where)
	case u.User != nil:
		return settings("%s has a name or a password in it (hint: remove them, and set %s)", where, s.Token)
	case u.Scheme == "http" && !loopback(u.Hostname()), u.Scheme != "http" && u.Scheme != "https":
		return settings("%s is not https, so others could read the token (hint: write https://; http is for this machine alone)", where)
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
