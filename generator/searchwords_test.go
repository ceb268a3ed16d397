package generator_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"quarterdeck/generator"
	"quarterdeck/generator/testsite"
	"quarterdeck/generator/testsite/browser"
)

// spelling is a workspace of things whose names are spelt in more than one way.
const spelling = `
-- site.toml --
title = "Spelling"
today = 2026-11-20
-- content/teams/words.md --
+++
name = "Words"
+++
-- content/2026-q4/words/plan.md --
+++
summary = "One of each"
committed = 2026-10-01
+++
`

// spelt are the titles of the items of that workspace, W-201 and on; the last ones are older in the search.
var spelt = []string{
	"Certificates are re‑issued", "Support for node.js", "Größe der Bilder", "認証システムの更新", "Rollback of a release",
	"Policies of caches", "One ruleset a zone", "E-mail to owners", "Agent v1.2.3", "Łódź joins the network", "사용자인증 갱신",
	"データベースの移行", "Naïve matching goes", "Straßenkarte", "Over-the-air updates", "Don’t ask twice", "Surge of readers",
	"Purge of copies", "Æsir and Øresund", "ｆｕｌｌｗｉｄｔｈ letters", "Boxes on the map", "Setup in one step", "パスワードの再設定", "Client/server split",
}

// spellingSite is the built workspace of those titles.
func spellingSite(t *testing.T) string {
	folder, files := t.TempDir(), testsite.Txtar(spelling)
	plan := string(files["content/2026-q4/words/plan.md"].Data)
	for i, title := range spelt {
		plan += fmt.Sprintf("\n## %s\n\n```toml\nid = \"W-%d\"\nkind = \"feature\"\nsize = 1\n```\n", title, 201+i)
	}
	for name, f := range files {
		testsite.Write(t, folder, name, f.Data)
	}
	testsite.Write(t, folder, "content/2026-q4/words/plan.md", plan)
	out := filepath.Join(folder, "public")
	if _, problems, err := generator.Build(t.Context(), open(t, folder), generator.Options{Out: out, Audiences: []string{"internal"}, CacheDir: charts()}); err != nil {
		t.Fatal(err, problems)
	}
	return filepath.Join(out, "internal")
}

// looks opens the search of a site, and waits until all quarters are read.
func looks(t *testing.T, folder string) *browser.Tab {
	t.Helper()
	b := browser.New(t)
	b.Do(t, chromedp.Navigate(serve(t, folder)+"index.html"))
	press(t, b, "/")
	press(t, b, "e")
	b.Wait(t, searchDone)
	return b
}

// hitsOf are the titles that a search finds, in order.
func hitsOf(t *testing.T, b *browser.Tab, typed string) []string {
	t.Helper()
	return browser.Eval[[]string](t, b, fmt.Sprintf(`(() => { const f = document.querySelector("#search input"); f.value = %q; f.dispatchEvent(new Event("input")); return %s })()`, typed, hitTitles))
}

// What people type for a thing finds it first, however either of them is spelt.
func TestSearchFindsFirst(t *testing.T) {
	for _, site := range []struct {
		name, folder string
		first        map[string]string
	}{
		{"example", exampleSite(t, "internal"), map[string]string{
			"MR-101": "Roll back a ruleset", "MR101": "Roll back a ruleset", "mr 101": "Roll back a ruleset", "MR‑101": "Roll back a ruleset",
			"101": "Roll back a ruleset", "mr–101": "Roll back a ruleset", "rollback": "Roll back a ruleset", "roll back": "Roll back a ruleset",
			"roll-back": "Roll back a ruleset", "rollback rulesets": "Roll back a ruleset", "fw31": "Evaluation order in the rules interface",
			"EC 9": "Purge everything that carries a tag", "ec9": "Purge everything that carries a tag", "bot 7": "Use the bot score in your own rules",
			"on call": "Handover checklist for on-call", "oncall": "Handover checklist for on-call", "sidebyside": "Compare two versions of a ruleset",
			"ip v6": "Address lists with IPv6 prefixes", "dashboards": "Dashboard of cache health", "calendars": "Calendar for scheduled rules",
			"honeypots path": "Honeypot paths", "directories": "A directory of verified bots", "queries audit streams": "Query on the audit stream",
			"setup": "Set-up of a customer’s own storage", "login forms": "Fewer false alarms on log-in forms", "customer's own storage": "Set-up of a customer’s own storage",
			"2026 q3 managed rules": "Managed Rules, 2026 Q3", "2026q3 edge cache": "Edge Cache, 2026 Q3", "thirteens": "A thirteen is two items",
			"handwritten": "Replace the hand-written header parser", "giftcard": "Block list for a gift-card scraping wave",
			"timezones": "On-call in two time zones", "false positives": "Report a false positive from the console", "askdesign": "Ask design before the quarter starts",
			"rulesst versionning": "Roll back a ruleset",
		}},
		{"spelling", spellingSite(t), map[string]string{
			"reissue": "Certificates are re‑issued", "re-issue": "Certificates are re‑issued", "re issued": "Certificates are re‑issued",
			"nodejs": "Support for node.js", "node js": "Support for node.js", "NODE.JS": "Support for node.js", "grosse": "Größe der Bilder",
			"Größe": "Größe der Bilder", "größe": "Größe der Bilder", "更新": "認証システムの更新", "システム": "認証システムの更新",
			"認証": "認証システムの更新", "ｼｽﾃﾑ": "認証システムの更新", "新": "認証システムの更新", "roll back": "Rollback of a release", "roll‑back": "Rollback of a release",
			"policy": "Policies of caches", "rulesets": "One ruleset a zone", "email": "E-mail to owners", "e mail": "E-mail to owners", "v1.2.3": "Agent v1.2.3",
			"1.2.3": "Agent v1.2.3", "lodz": "Łódź joins the network", "인증": "사용자인증 갱신", "데이터": "", "移行": "データベースの移行", "データ": "データベースの移行",
			"naive": "Naïve matching goes", "strassenkarte": "Straßenkarte", "STRASSENKARTE": "Straßenkarte", "overtheair": "Over-the-air updates",
			"dont": "Don’t ask twice", "don't ask": "Don’t ask twice", "aesir oresund": "Æsir and Øresund", "fullwidth": "ｆｕｌｌｗｉｄｔｈ letters",
			"box": "Boxes on the map", "set-up": "Setup in one step", "set up": "Setup in one step", "パスワード": "パスワードの再設定", "再設定": "パスワードの再設定",
			"clientserver": "Client/server split", "client server": "Client/server split", "W201": "Certificates are re‑issued", "w 203": "Größe der Bilder", "204": "認証システムの更新",
		}},
	} {
		b, failed := looks(t, site.folder), 0
		for _, typed := range slices.Sorted(maps.Keys(site.first)) {
			hits := hitsOf(t, b, typed)
			if first := strings.Join(hits[:min(1, len(hits))], ""); first != site.first[typed] {
				failed++
				t.Errorf("%s: %q finds %q first, want %q", site.name, typed, first, site.first[typed])
			}
		}
		t.Logf("%s: %d of %d queries do not find what they are for", site.name, failed, len(site.first))
	}
}

// What only resembles the words that were typed comes after what has them.
func TestSearchFindsFuzzyLast(t *testing.T) {
	b := looks(t, spellingSite(t))
	for typed, want := range map[string][]string{
		"surge": {"Surge of readers", "Purge of copies"}, "purge": {"Purge of copies", "Surge of readers"},
		"W-201": {"Certificates are re‑issued"}, // a number is not like another one
	} {
		if hits := hitsOf(t, b, typed); !slices.Equal(hits, want) {
			t.Errorf("%q finds %q, want %q", typed, hits, want)
		}
	}
}

// The words that were looked for are marked in either spelling.
func TestSearchMarks(t *testing.T) {
	b := looks(t, spellingSite(t))
	for typed, want := range map[string]string{
		"reissue": "re|issued", "grosse": "Größe", "更新": "更新", "nodejs": "node|js", "roll back": "Rollback", "rulesets": "ruleset", "인증": "인증", "policy": "Policies",
	} {
		hitsOf(t, b, typed)
		got := browser.Eval[string](t, b, `[...document.querySelectorAll("#search .hits li:first-child b mark")].map(e => e.textContent).join("|")`)
		if got != want {
			t.Errorf("%q marks %q, want %q", typed, got, want)
		}
	}
}
