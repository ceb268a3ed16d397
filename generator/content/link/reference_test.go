package link

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/content"
)

// places is a file for each table of the reference, with %s where its keys are written.
var places = map[string][2]string{
	"site":                    {"site.toml", "%s"},
	"site.audience":           {"site.toml", "[[audience]]\n%s"},
	"site.publish":            {"site.toml", "[publish.internal]\n%s"},
	"site.retro":              {"site.toml", "[retro]\n%s"},
	"site.look":               {"site.toml", "[look]\n%s"},
	"site.metric":             {"site.toml", "[[metric]]\n%s"},
	"site.reason":             {"site.toml", "[[reason]]\n%s"},
	"site.sizes":              {"site.toml", "[sizes]\n%s"},
	"site.imports":            {"site.toml", "[import]\n%s"},
	"site.import":             {"site.toml", "[import.jira]\n%s"},
	"site.import.status":      {"site.toml", "[import.jira.status]\n%s"},
	"site.import.kind":        {"site.toml", "[import.jira.kind]\n%s"},
	"site.import.team":        {"site.toml", "[import.jira.team]\n%s"},
	"site.import.quarter":     {"site.toml", "[import.jira.quarter]\n%s"},
	"site.import.columns":     {"site.toml", "[import.table.columns]\n%s"},
	"site.import.headers":     {"site.toml", "[import.jira.headers]\n%s"},
	"site.import.months":      {"site.toml", "[import.jira.months]\n%s"},
	"site.retro.languages":    {"site.toml", "[retro.languages]\n%s"},
	"site.retro.language":     {"site.toml", "[retro.languages.de]\n%s"},
	"team.retro":              {"content/teams/a.md", "+++\n[retro]\n%s+++\n"},
	"team":                    {"content/teams/a.md", "+++\n%s+++\n"},
	"quarter":                 {"content/2026-q3/index.md", "+++\n%s+++\n"},
	"plan":                    {"content/2026-q3/a/plan.md", "+++\n%s+++\n"},
	"plan.lessons":            {"content/2026-q3/a/plan.md", "+++\n[lessons]\n%s+++\n"},
	"deliverable":             {"content/2026-q3/a/plan.md", "## T\n\n```toml\n%s```\n"},
	"plan.ticket":             {"content/2026-q3/a/plan.md", "## T\n\n```toml\n[[tickets]]\n%s```\n"},
	"plan.result":             {"content/2026-q3/a/plan.md", "## T\n\n```toml\n[[result]]\n%s```\n"},
	"availability":            {"content/shipped.toml", "[A-1.availability]\n%s"},
	"shipped":                 {"content/shipped.toml", "[A-1]\n%s"},
	"retro":                   {"content/2026-q3/a/retro.md", "+++\n%s+++\n"},
	"lesson":                  {"content/2026-q3/a/retro.md", "### T\n\n```toml\n%s```\n"},
	"applies_to":              {"content/2026-q3/a/retro.md", "### T\n\n```toml\n[applies_to]\n%s```\n"},
	"metrics":                 {"content/2026-q3/a/metrics.toml", "%s"},
	"metrics.item":            {"content/2026-q3/a/metrics.toml", "[[item]]\n%s"},
	"metrics.result":          {"content/2026-q3/a/metrics.toml", "[[result]]\n%s"},
	"metrics.sprint":          {"content/2026-q3/a/metrics.toml", "[[sprint]]\n%s"},
	"metrics.effort":          {"content/2026-q3/a/metrics.toml", "[effort]\n%s"},
	"metrics.quality":         {"content/2026-q3/a/metrics.toml", "[quality]\n%s"},
	"metrics.imports":         {"content/2026-q3/a/metrics.toml", "[import]\n%s"},
	"metrics.import":          {"content/2026-q3/a/metrics.toml", "[import.jira]\n%s"},
	"metrics.import.left_out": {"content/2026-q3/a/metrics.toml", "[import.jira.left_out]\n%s"},
	"update":                  {"content/2026-q3/a/updates/2026-08-03.md", "+++\n%s+++\n"},
	"update.notes":            {"content/2026-q3/a/updates/2026-08-03.md", "+++\n[notes]\n%s+++\n"},
	"edition":                 {"content/2026-q3/editions/1/edition.toml", "%s"},
	"edition.accepted":        {"content/2026-q3/editions/1/edition.toml", "[[accepted]]\n%s"},
	"edition.files":           {"content/2026-q3/editions/1/edition.toml", "[files]\n%s"},
}

// problemsOf are the problems that the keys of a table have, by code.
func problemsOf(t *testing.T, table content.Table, keys string) map[string]string {
	t.Helper()
	at, ok := places[table.ID]
	if !ok {
		t.Fatalf("no file has the table %s", table.ID)
	}
	fsys := ws("-- site.toml --\n-- content/teams/a.md --\n")
	fsys[at[0]] = &fstest.MapFile{Data: []byte(strings.Replace(at[1], "%s", keys, 1))}
	_, l := Read(fsys, Options{})
	found := map[string]string{}
	for _, p := range l {
		found[p.Code] = p.String()
	}
	return found
}

// What the reference documents is what is accepted: each of its examples, and no key
// besides.
func TestReferenceIsWhatIsAccepted(t *testing.T) {
	for _, table := range content.Reference() {
		var names []string
		for _, k := range table.Keys {
			names = append(names, k.Name)
			line := k.Name + " = " + k.Example + "\n"
			switch {
			case strings.HasPrefix(k.Name, "<"):
				line = "xx = " + k.Example + "\n"
			case k.Type == "table":
				line = k.Name + " = {}\n"
			case k.Type == "list of tables":
				line = k.Name + " = [{}]\n"
			}
			for code, p := range problemsOf(t, table, line) {
				if code == "syntax" || code == "unknown-key" || strings.HasPrefix(code, "bad-") || code == "wrong-type" || code == "out-of-range" || code == "unknown-"+k.Name && k.Name != "id" {
					t.Errorf("%s: the example of %s is refused: %s", table.ID, k.Name, p)
				}
			}
		}
		if slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(name, "<") }) {
			continue // takes any key
		}
		_, hint, _ := strings.Cut(problemsOf(t, table, "zzzzzzzz = 1\n")["unknown-key"], "known: ")
		if known := strings.Split(strings.TrimSuffix(hint, ")"), ", "); !slices.Equal(known, names) {
			t.Errorf("%s: accepted are %q, documented %q", table.ID, known, names)
		}
	}
}

func TestEveryKeyIsDocumented(t *testing.T) {
	ids := map[string]bool{}
	for _, table := range content.Reference() {
		if table.ID == "" || table.Title == "" || table.Where == "" || len(table.Keys) == 0 || ids[table.ID] {
			t.Errorf("the table %+v is not documented", table)
		}
		ids[table.ID] = true
		for _, k := range table.Keys {
			if k.Type == "" || k.Example == "" || !strings.HasSuffix(k.Meaning, ".") || strings.Contains(k.Example, "…") {
				t.Errorf("%s: the key %+v is not documented", table.ID, k)
			}
		}
	}
	for id := range places {
		if !ids[id] {
			t.Errorf("the table %s is not in the reference", id)
		}
	}
}
