package generator_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quarterdeck/generator/content"
)

// unplanted are the keys that testdata/leaks.txtar does not have, with why no mark can be in them. Of a
// table the key is "*".
var unplanted = map[string]string{
	"site.language":             "a language is no secret, and decides about words alone",
	"site.content_language":     "the same",
	"site.fiscal_year_named_by": "one of two words, which every title of a quarter tells",
	"site.timezone":             "it decides about days, which are marks themselves",
	"site.audience.ids":         "yes or no: TestWhoReadsIDs",
	"site.retro.languages":      "headings of retros like those that are planted, in another language",
	"site.retro.languages.*":    "the same",
	"site.retro.language.*":     "the same",
	"site.look.accent":          "a colour is seen by everybody",
	"site.look.accent_dark":     "the same",
	"site.import":               "only an import reads it, and no site is made with it: report.Site has no field for it",
	"site.imports.*":            "the same",
	"site.imports.folder":       "the same",
	"site.import.*":             "the same",
	"site.import.status.*":      "the same",
	"site.import.kind.*":        "the same",
	"site.import.team.*":        "the same",
	"site.import.quarter.*":     "the same",
	"site.import.columns.*":     "the same",
	"site.import.headers.*":     "the same",
	"site.import.months.*":      "the same",
	"metrics.imports.*":         "the table of a format, of which one is planted",
	"metrics.import.left_out.*": "each is a number of one list, of which one is planted",
	"team.retro":                "headings of retros like those that are planted, of one team",
	"team.retro.*":              "the same",
	"metrics.quality.*":         "each is a number of one list, of which two are planted",
	"metrics.effort.*":          "shares that must add up to no more than one",
	"edition.*":                 "freeze writes it: what only an edition knows is planted in the archive",
	"edition.accepted.*":        "the same",
	"edition.files.*":           "the same",
	"applies_to.phases":         "one of three words that customers may see",
}

// inTables are the tables of keys below those of a file: by the key or header that opens each.
var inTables = map[string]string{
	"site audience": "site.audience", "site publish": "site.publish", "site retro": "site.retro", "site look": "site.look", "site metric": "site.metric",
	"site reason": "site.reason", "site sizes": "site.sizes", "plan lessons": "plan.lessons", "deliverable tickets": "plan.ticket", "deliverable result": "plan.result",
	"deliverable availability": "availability", "shipped availability": "availability", "lesson applies_to": "applies_to", "metrics item": "metrics.item",
	"metrics result": "metrics.result", "metrics sprint": "metrics.sprint", "metrics effort": "metrics.effort", "metrics quality": "metrics.quality", "metrics import": "metrics.import", "update notes": "update.notes",
}

var (
	header  = regexp.MustCompile(`^\[+"?([^\].]+?)"?(\.[^\]]+)?\]+$`)
	pair    = regexp.MustCompile(`^"?([^"=]+?)"? = (.*)$`)
	inside  = regexp.MustCompile(`[{,]\s*([a-z_]+) = `)
	fence   = regexp.MustCompile("(?s)```toml\n(.*?)```")
	matters = regexp.MustCompile(`(?s)^\+\+\+\n(.*?)\+\+\+`)
)

// Every key that can be written is in the workspace of the marks, so that what it holds is looked for
// on every site; or it is said why not. A key that joins later must be planted, too.
func TestEveryKeyIsPlanted(t *testing.T) {
	seen := map[string]bool{}
	for name, f := range plant(t).files {
		front, text := "", string(f.Data)
		if m := matters.FindStringSubmatch(text); m != nil {
			front = m[1]
		}
		switch base := path.Base(name); {
		case base == "site.toml", base == "metrics.toml":
			keysOf(seen, strings.TrimSuffix(base, ".toml"), text)
		case base == "shipped.toml":
			for line := range strings.Lines(text) {
				if !header.MatchString(strings.TrimSpace(line)) {
					keysOf(seen, "shipped", line)
				}
			}
		case base == "plan.md", base == "retro.md":
			keysOf(seen, strings.TrimSuffix(base, ".md"), front)
			for _, m := range fence.FindAllStringSubmatch(text, -1) {
				keysOf(seen, map[string]string{"plan.md": "deliverable", "retro.md": "lesson"}[base], m[1])
			}
		case base == "index.md":
			keysOf(seen, "quarter", front)
		case strings.HasPrefix(name, "content/teams/"):
			keysOf(seen, "team", front)
		case strings.Contains(name, "/updates/"):
			keysOf(seen, "update", front)
		}
	}
	for _, table := range content.Reference() {
		for _, key := range table.Keys {
			name := table.ID + "." + key.Name
			planted := seen[name] || strings.HasPrefix(key.Name, "<") && seen[table.ID+".*"]
			excused := unplanted[name] != "" || unplanted[table.ID+".*"] != ""
			switch {
			case !planted && !excused:
				t.Errorf("%s of %s is not in testdata/leaks.txtar: give it a mark there, and in leak_test.go say who may see it", key.Name, table.Where)
			case planted && unplanted[name] != "":
				t.Errorf("%s is planted: it need not be in the list of the unplanted", name)
			}
		}
	}
	for name := range unplanted {
		table := name[:strings.LastIndexByte(name, '.')]
		if !slices.ContainsFunc(content.Reference(), func(of content.Table) bool {
			return of.ID == table && (strings.HasSuffix(name, ".*") || slices.ContainsFunc(of.Keys, func(k content.Key) bool { return k.Name == name[len(table)+1:] }))
		}) {
			t.Errorf("%s is no key: take it out of the list of the unplanted", name)
		}
	}
}

// keysOf notes the keys in a text of TOML, which begins in a table.
func keysOf(seen map[string]bool, base, text string) {
	table := base
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if m := header.FindStringSubmatch(line); m != nil {
			seen[base+"."+m[1]] = true
			table = inTables[base+" "+m[1]]
			continue
		}
		m := pair.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		seen[table+"."+m[1]], seen[table+".*"] = true, true
		for _, in := range inside.FindAllStringSubmatch(m[2], -1) {
			seen[inTables[table+" "+m[1]]+"."+in[1]] = true
		}
	}
}
