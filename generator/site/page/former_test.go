package page

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
)

// same reports whether two files are the same, or neither is there.
func same(one, other *site.Page) bool {
	x, lacks := one.Bytes()
	y, lacksToo := other.Bytes()
	return bytes.Equal(x, y) && (lacks == nil) == (lacksToo == nil)
}

// Whatever has an address by the id of a team is at the team's former ones too: a page that leads on,
// or the same file, which hosts that can are told to lead on from. Pictures beside links and scripts of
// pages are asked for by those pages alone.
func TestFormerAddressesOfATeam(t *testing.T) {
	a := sample()
	for _, team := range a.Teams {
		if team.ID == "rules" {
			team.Was = []string{"ruleset", "Engine"}
		}
	}
	s := Plan(a, metrics.Compute(a), i18n.English())
	hosts := string(bytesOf(t, s, "_redirects"))
	kinds := map[string]bool{}
	for _, now := range s.Paths() {
		parts := strings.Split(now, "/")
		at := slices.Index(parts, "rules")
		if at < 0 || path.Ext(now) == ".js" || parts[0] == "cards" {
			continue
		}
		kinds[parts[0]+" "+path.Base(now)] = true
		for _, id := range []string{"ruleset", "engine"} {
			parts[at] = id
			before := strings.Join(parts, "/")
			p := s.Page(before)
			switch {
			case p == nil:
				t.Errorf("there is no %s, where %s was", before, now)
				continue
			case p.Template == site.RedirectTemplate:
				if p.Head.Redirect != now && !strings.HasPrefix(now, site.LatestFolder) {
					t.Errorf("%s leads to %s", before, p.Head.Redirect)
				}
			case !same(p, s.Page(now)):
				t.Errorf("%s is not the same as %s", before, now)
			}
			if strings.Contains(now, "/charts/") {
				continue
			}
			if rule := "/sub/" + strings.TrimSuffix(before, "index.html") + " /sub/"; !strings.Contains(hosts, rule) {
				t.Errorf("hosts are not told of %s", before)
			}
		}
	}
	for _, kind := range []string{"2026-q1 data.json", "2026-q1 deliverables.csv", "2026-q1 index.html.md", "2026-q1 index.html", "2026-q1 burn-up.csv", "teams index.html",
		"teams index.html.md", "teams kept.csv", "shipped feed.xml", "shipped feed.json", "shipped index.html", "actions index.html", "latest index.html"} {
		if !kinds[kind] {
			t.Errorf("no %s was looked at, only %v", kind, kinds)
		}
	}
	if text := string(bytesOf(t, s, "shipped/teams/ruleset/feed.xml")); !strings.Contains(text, `rel="self"`) || !strings.Contains(text, `href="https://reports.example.com/sub/shipped/teams/rules/feed.xml"`) {
		t.Errorf("the feed does not name its address of now: %s", text)
	}
	a = a.For(report.Audience{ID: "customers", Shows: []report.Part{report.Shipped}})
	if s := Plan(a, metrics.Compute(a), i18n.English()); s.Has("2026-q1/ruleset/data.json") || s.Has("teams/ruleset/index.html.md") {
		t.Error("customers get a report under its former address")
	}
}
