package render

import (
	"path"
	"strings"
	"testing"
	"testing/quick"
)

func TestRelative(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "index.html", "index.html"},
		{"index.html", "2026-q3/index.html", "2026-q3/index.html"},
		{"2026-q3/index.html", "index.html", "../index.html"},
		{"2026-q3/index.html", "2026-q3/logs/index.html", "logs/index.html"},
		{"2026-q3/logs/index.html", "2026-q3/index.html", "../index.html"},
		{"2026-q3/logs/index.html", "2026-q2/logs/index.html", "../../2026-q2/logs/index.html"},
		{"2026-q3/logs/index.html", "2026-q3/logs/index.html#rows", "#rows"},
		{"2026-q3/logs/index.html", "#rows", "#rows"},
		{"2026-q3/logs/index.html", "numbers/index.html#kept", "../../numbers/index.html#kept"},
		{"2026-q3/logs/index.html", "2026-q3/logs/a b%#c.png", "a%20b%25#c.png"},
		{"2026-q3/logs/index.html", "2026-q3/logs/javascript:x.png", "./javascript:x.png"},
		{"a/index.html", "b", "../b"},
		{"404.html", "assets/site.css", "assets/site.css"},
	} {
		if got := relative(c.from, c.to); got != c.want {
			t.Errorf("from %s to %s: got %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// Following a relative address from its page leads to where it was meant to.
func TestRelativeLeadsThere(t *testing.T) {
	name := func(n []uint8) string {
		parts := make([]string, len(n)%5)
		for i := range parts {
			parts[i] = string(rune('a' + n[i]%3))
		}
		return path.Join(append(parts, "index.html")...)
	}
	leads := func(a, b []uint8) bool {
		from, to := name(a), name(b)
		return path.Join(path.Dir(from), relative(from, to)) == to
	}
	if err := quick.Check(leads, nil); err != nil {
		t.Error(err)
	}
}

func FuzzRelative(f *testing.F) {
	f.Add("2026-q3/index.html", "javascript:alert(1)")
	f.Add("index.html", "//evil.example/x")
	f.Fuzz(func(t *testing.T, from, to string) {
		got := relative(from, to)
		first, _, _ := strings.Cut(got, "/")
		if scheme, _, ok := strings.Cut(first, ":"); ok && !strings.HasPrefix(first, "#") && !strings.Contains(scheme, "#") {
			t.Errorf("from %q to %q: %q has a scheme", from, to, got)
		}
		if strings.HasPrefix(got, "/") {
			t.Errorf("from %q to %q: %q leaves the site", from, to, got)
		}
	})
}
