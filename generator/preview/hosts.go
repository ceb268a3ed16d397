package preview

import (
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
)

// hosts decides whom the preview answers. A page of another site can make the browser
// of a writer ask for anything, under a name that leads here; what is written must
// not get there.
type hosts struct {
	bound string // the host that the server was told to bind to
}

// refuses returns the message of why a request is refused, or "".
func (h hosts) refuses(r *http.Request) string {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if !h.allows(host) {
		return "preview.refused.name"
	}
	const foreign = "preview.refused.foreign"
	if o := r.Header.Get("Origin"); o != "" && o != "http://"+r.Host {
		return foreign
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return ""
	}
	// A link from elsewhere may open a page in a tab of its own.
	if r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document" && !strings.HasPrefix(r.URL.Path, "/-/") {
		return ""
	}
	return foreign
}

func (h hosts) allows(host string) bool {
	if host == "localhost" || host == strings.ToLower(h.bound) && host != "" {
		return true
	}
	everywhere := false
	if bound, err := netip.ParseAddr(h.bound); h.bound == "" || err == nil && bound.IsUnspecified() {
		everywhere = true
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsLoopback() || everywhere // nobody can make an address lead elsewhere
	}
	if !everywhere {
		return false
	}
	own, err := os.Hostname()
	return err == nil && strings.EqualFold(own, host)
}
