package link

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quarterdeck/generator/content"
	"quarterdeck/generator/report"
	"quarterdeck/generator/sample"
	"quarterdeck/generator/testsite"
)

// edits are what a writer, an editor or a checkout may do to a text.
var edits = []func(r *rand.Rand, text string) string{
	func(r *rand.Rand, text string) string { // a sentence with links that may lead somewhere
		to := []string{"AAA-101", "AAB-104", "ZZ-1", "[[no-such-lesson]]", "[retro](retro.md)", "[risks](plan.md#risks)", "[gone](gone.md)",
			"![](a.png)", "[new](plan.md#new-heading)", "[file](a.png)", "[quarter](../)", "[neighbour](../rules-platform/retro.md)",
			"[elsewhere](../../2026-q3/rules-platform/plan.md#new-heading)", "[from a team](../2026-q3/rules-platform/plan.md#other-heading)"}
		return text + "\nSee " + to[r.IntN(len(to))] + ".\n"
	},
	func(_ *rand.Rand, text string) string { return text + "\n### New heading\n\nText.\n" },
	func(_ *rand.Rand, text string) string {
		return strings.Replace(text, "### New heading", "### Other heading", 1)
	},
	func(_ *rand.Rand, text string) string { return strings.Replace(text, "id = \"AA", "id = \"aa", 1) },
	func(_ *rand.Rand, text string) string { return strings.Replace(text, "id = \"", "id = \"X", 1) },
	func(_ *rand.Rand, text string) string { return strings.Replace(text, "-1", "-2", 1) },
	func(_ *rand.Rand, text string) string { return strings.Replace(text, "+++\n", "++\n", 1) },
	func(_ *rand.Rand, text string) string { return strings.Replace(text, "size = ", "size = = ", 1) },
	func(_ *rand.Rand, text string) string { return strings.Replace(text, "deploys = ", "deploy = ", 1) },
	func(_ *rand.Rand, text string) string {
		return strings.Replace(text, "## What went", "## How it went", 1)
	},
	func(_ *rand.Rand, text string) string {
		return strings.Replace(text, "kind = \"feature\"", "kind = \"debt\"", 1)
	},
	func(_ *rand.Rand, text string) string {
		return strings.Replace(text, "components = [", "components = [\"new\", ", 1)
	},
	func(r *rand.Rand, text string) string { return text[:r.IntN(len(text)+1)] },
	func(_ *rand.Rand, text string) string { return text + text },
	func(_ *rand.Rand, text string) string {
		return strings.Replace(text, "status = \"moved\"", "status = \"open\"", 1)
	},
	func(_ *rand.Rand, text string) string {
		return strings.Replace(text, "\nneeds = [", "\nneeds = [\"rules-platform\", ", 1)
	},
	func(_ *rand.Rand, text string) string { return strings.Replace(text, " — @", " — @some", 1) },
	func(_ *rand.Rand, text string) string {
		return strings.Replace(text, " — @", " — again, moves kept, @", 1)
	},
	func(_ *rand.Rand, text string) string {
		return strings.Replace(text, "\nneeds = [", "\nneeds = [\"AAB-104\", ", 1)
	},
	func(_ *rand.Rand, text string) string { return strings.Replace(text, "[lessons]\n", "[lessons]\n#", 1) },
	func(_ *rand.Rand, text string) string { return strings.Replace(text, "name = \"", "name = \"A", 1) },
	func(_ *rand.Rand, text string) string {
		return strings.Replace(text, "health = \"on", "health = \"off", 1)
	},
	func(_ *rand.Rand, text string) string { return strings.Replace(text, "[notes]\nAA", "[notes]\nAB", 1) },
	func(_ *rand.Rand, text string) string {
		return strings.Replace(text, "kind = ", "was = [\"AAA-101\"]\nannounced = 2026-02-02\nkind = ", 1)
	},
	func(_ *rand.Rand, text string) string { return strings.Replace(text, "[A", "[AA", 1) },
	func(_ *rand.Rand, text string) string {
		return strings.Replace(text, "name = \"", "was = [\"rules-platform\", \"gone\"]\nuntil = 2026-02-02\nmerged_into = \"gone\"\nname = \"", 1)
	},
}

// After any edits, what is read with a cache is what is read without: no link is
// older than the files.
func TestNothingIsStale(t *testing.T) {
	kept := 0
	for seed := range uint64(testsite.Rounds(4, 2)) {
		r := rand.New(rand.NewPCG(seed, 1))
		good := sample.Workspace(4, 3, seed)
		fsys := fstest.MapFS{}
		var names []string
		for name, text := range good {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
			names = append(names, name)
		}
		good[content.NoticesPath] = "[AAA-101]\nannounced = 2026-03-03\n[AAB-104]\nretracted = 2026-02-02\nretracted_why = \"x\"\n"
		fsys[content.NoticesPath] = &fstest.MapFile{Data: []byte(good[content.NoticesPath])}
		for range 6 { // a file among many is edited rarely
			names = append(names, content.NoticesPath)
		}
		for _, q := range []string{"2026-q2", "2026-q3"} {
			freeze(fsys, q, "plan", "2026-04-03")
			freeze(fsys, q, "1", "2026-10-03")
		}
		for name, file := range fsys {
			if good[name] == "" {
				good[name] = string(file.Data)
				if seed%2 == 0 {
					names = append(names, name)
				}
			}
		}
		slices.Sort(names)
		var done []string
		var m Memory
		for range 40 {
			name := names[r.IntN(len(names))]
			file := fsys[name]
			switch n := r.IntN(10); {
			case n == 0:
				delete(fsys, name)
				done = append(done, "delete "+name)
			case n == 7: // as a checkout does
				clear(fsys)
				for name, text := range good {
					fsys[name] = &fstest.MapFile{Data: []byte(text)}
				}
				done = append(done, "mend all")
			case n <= 4 || file == nil:
				fsys[name] = &fstest.MapFile{Data: []byte(good[name])}
				done = append(done, "mend "+name)
			case n == 5:
				picture := strings.Replace(name, "plan.md", "a.png", 1)
				if _, there := fsys[picture]; there && picture != name {
					delete(fsys, picture)
				} else if picture != name {
					fsys[picture] = &fstest.MapFile{}
				}
				done = append(done, "picture "+picture)
			case n == 6:
				site := good["site.toml"]
				if r.IntN(2) == 0 {
					site = "[retro]\nwrong = \"How it went wrong\"\nchange = \"What went well\"\n"
				}
				fsys["site.toml"] = &fstest.MapFile{Data: []byte(site)}
				done = append(done, "site.toml")
			default:
				edit := r.IntN(len(edits))
				fsys[name] = &fstest.MapFile{Data: []byte(edits[edit](r, string(file.Data)))}
				done = append(done, fmt.Sprintf("edit %d of %s", edit, name))
			}
			before := m.last.Load()
			cached, cachedProblems := Read(fsys, Options{Memory: &m, Today: 20780})
			kept += takenOver(before, m.last.Load())
			fresh, problems := Read(fsys, Options{Today: 20780})
			if lines(cachedProblems) != lines(problems) {
				t.Fatalf("seed %d: the problems differ after\n%s", seed, strings.Join(done, "\n"))
			}
			if !equal(cached, fresh) {
				t.Fatalf("seed %d: the archives differ after\n%s", seed, strings.Join(done, "\n"))
			}
		}
	}
	if kept < 40 {
		t.Errorf("%d quarters were taken over, which shows little", kept)
	}
}

// Each row changes one thing that prose of another file leads to, and nothing else
// that prose could lead to.
func TestOneTargetChanges(t *testing.T) {
	const retro = "content/2026-q1/ours/retro.md"
	before := map[string]string{
		"site.toml":                         "",
		"content/teams/ours.md":             "",
		"content/2026-q1/ours/plan.md":      "# Risks\n\n## Item\n\n```toml\nid = \"A-1\"\nkind = \"debt\"\n```\n",
		"content/2026-q2/ours/retro.md":     "## What we change\n\n### Lesson\n\n```toml\nid = \"one\"\ntheme = \"quality\"\n```\n",
		"content/2026-q1/ours/metrics.toml": "[[item]]\nid = \"B-1\"\ntitle = \"Extra\"\nkind = \"debt\"\nstatus = \"open\"\n",
		"content/one.png":                   "",
		retro: "A-1, A-2, [[one]], [[two]], [a](plan.md#risks), [b](plan.md#other), [c](../../one.png), [d](../../two.png), " +
			"![](../../one.png), [e](../../2026-q2/ours/), [f](../../2026-q3/ours/)\n",
	}
	for _, c := range []struct{ what, file, old, new string }{
		{"a deliverable", "content/2026-q1/ours/plan.md", `"A-1"`, `"A-2"`},
		{"a deliverable of an export", "content/2026-q1/ours/metrics.toml", `"B-1"`, `"A-2"`},
		{"a lesson", "content/2026-q2/ours/retro.md", `"one"`, `"two"`},
		{"a lesson that cannot be read", "content/2026-q2/ours/retro.md", "## What", "+++\n+++ \n\n### Bad\n\n```toml\nid\n```\n\n## What"},
		{"a heading", "content/2026-q1/ours/plan.md", "# Risks", "# Other"},
		{"headings that cannot be read", "content/2026-q1/ours/plan.md", "## Item", "## Bad\n\n```toml\nid\n```\n\n## Item"},
	} {
		fsys := fstest.MapFS{}
		for name, text := range before {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		checkEdit(t, c.what, fsys, 20780, func() {
			fsys[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(before[c.file], c.old, c.new, 1))}
		})
		checkEdit(t, "a picture, "+c.what, fsys, 20780, func() {
			delete(fsys, "content/one.png")
			fsys["content/two.png"] = &fstest.MapFile{}
		})
		checkEdit(t, "a quarter, "+c.what, fsys, 20780, func() {
			fsys["content/2026-q3/ours/retro.md"] = fsys["content/2026-q2/ours/retro.md"]
			delete(fsys, "content/2026-q2/ours/retro.md")
		})
	}
}

// takenOver counts the quarters that an assembly has from the one before.
func takenOver(before, after *assembly) int {
	n := 0
	for id, q := range after.quarters {
		if before != nil && before.quarters[id] == q {
			n++
		}
	}
	return n
}

// checkEdit wants an edit to change the links of a workspace, as a fresh read has them.
func checkEdit(t *testing.T, what string, fsys fstest.MapFS, today report.Day, edit func()) {
	t.Helper()
	var m Memory
	o := Options{Memory: &m, Today: today}
	Read(fsys, o)
	first := m.last.Load()
	old, oldProblems := Read(fsys, o)
	if now := m.last.Load(); takenOver(first, now) != len(first.quarters) {
		t.Errorf("%s: the same is not taken over", what)
	}
	edit()
	cached, cachedProblems := Read(fsys, o)
	fresh, problems := Read(fsys, Options{Today: today})
	if !reflect.DeepEqual(cached, fresh) || lines(cachedProblems) != lines(problems) {
		t.Errorf("%s: a link is stale", what)
	}
	if reflect.DeepEqual(old, fresh) && lines(oldProblems) == lines(problems) {
		t.Errorf("%s: the edit changes nothing", what)
	}
}

// Each row changes one thing that a quarter rests on besides its own files.
func TestWhatQuartersRestOn(t *testing.T) {
	const day = 20560 // in the second quarter of 2026
	for _, c := range []struct{ what, file, old, new string }{
		{"the site", "site.toml", "themes = [\"planning\", ", "themes = [\"planing\", "},
		{"a site that cannot be read", "site.toml", "title = ", "title = = "},
		{"a team", "content/teams/ours.md", "Ours", "Theirs"},
		{"a component", "content/2026-q1/ours/plan.md", `"api"`, `"app"`},
		{"an outcome", "content/2026-q1/ours/metrics.toml", `"moved"`, `"dropped"`},
		{"a heading", "content/2026-q1/ours/plan.md", "## Item", "## Thing"},
		{"a heading that no team leads to", "content/2026-q1/ours/retro.md", "# Notes", "# Memo"},
		{"an id elsewhere", "content/2026-q1/ours/plan.md", `id = "A-1"`, `id = "b-1"`},
		{"an export that cannot be read", "content/2026-q1/ours/metrics.toml", "source", "source ="},
		{"a note", "content/2026-q2/theirs/updates/2026-05-02.md", "B-1", "B-2"},
		{"an item with a note", "content/2026-q2/theirs/plan.md", `id = "B-1"`, `id = "B-2"`},
		{"another team's item with a note", "content/2026-q2/ours/plan.md", `id = "C-1"`, `id = "C-2"`},
		{"a plan with notes that cannot be read", "content/2026-q2/theirs/plan.md", "id = ", "id == "},
		{"a cut-off", "content/2026-q2/ours/plan.md", "2026-03-20", "2026-04-01"},
		{"a health", "content/2026-q2/theirs/updates/2026-05-02.md", "at risk", "off track"},
		{"a heading of an update", "content/2026-q2/theirs/updates/2026-05-02.md", "# Why", "# Because"},
		{"an update that cannot be read", "content/2026-q2/theirs/updates/2026-05-02.md", "health", "wealth"},
	} {
		texts := map[string]string{
			"site.toml":                                    "title = \"Site\"\nthemes = [\"planning\", \"quality\"]\n",
			"content/teams/ours.md":                        "+++\nname = \"Ours\"\n+++\n\n![](gone.png) [a](../2026-q1/ours/plan.md#item)\n",
			"content/teams/theirs.md":                      "",
			"content/2026-q1/ours/retro.md":                "# Notes\n",
			"content/index.md":                             "[a](2026-q1/ours/plan.md#item) [b](2026-q1/ours/plan.md#thing)\n",
			"content/2026-q2/ours/retro.md":                "[a](../../2026-q1/ours/plan.md#item) [b](../../2026-q1/ours/retro.md#notes)\n",
			"content/2026-q1/ours/plan.md":                 "## Item\n\n```toml\nid = \"A-1\"\nkind = \"debt\"\ncomponents = [\"api\"]\n```\n",
			"content/2026-q1/ours/metrics.toml":            "source = \"x\"\n[[item]]\nid = \"A-1\"\nstatus = \"moved\"\nreason = \"scope\"\n",
			"content/2026-q2/theirs/plan.md":               "## Item\n\n```toml\nid = \"B-1\"\nkind = \"debt\"\nneeds = [\"A-1\", \"zz\"]\ndue = 2026-05-01\n```\n",
			"content/2026-q2/theirs/updates/2026-05-02.md": "+++\nhealth = \"at risk\"\n[notes]\nB-1 = \"Waits.\"\nC-1 = \"Too.\"\n+++\n\n# Why\n",
			"content/2026-q2/ours/plan.md":                 "+++\ncommitted = 2026-03-20\n+++\n\n## Item\n\n```toml\nid = \"C-1\"\nkind = \"debt\"\n```\n",
			"content/2026-q2/ours/updates/2026-03-25.md":   "+++\nhealth = \"on track\"\n+++\n\nB-1 [a](../../theirs/updates/2026-05-02.md#why) [b](../../theirs/updates/2026-05-02.md)\n",
			"content/2026-q1/theirs/retro.md":              "[a](../../2026-q2/theirs/updates/2026-05-02.md#why)\n",
			"content/2026-q2/theirs/retro.md":              "### Lesson\n\n```toml\nid = \"one\"\ntheme = \"planning\"\napplies_to = { components = [\"api\"] }\n```\n",
		}
		fsys := fstest.MapFS{}
		for name, text := range texts {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		checkEdit(t, c.what, fsys, day, func() {
			fsys[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(texts[c.file], c.old, c.new, 1))}
		})
	}
}

// Each row changes one thing in one quarter that a rule tells of another.
func TestRulesAcrossQuarters(t *testing.T) {
	const day = 20560 // in the second quarter of 2026
	for _, c := range []struct{ what, file, old, new string }{
		{"a later answer", "content/2026-q3/theirs/plan.md", `id = "B-2"`, `id = "B-3"`},
		{"an earlier answer", "content/2026-q1/theirs/metrics.toml", "\"delivered\"\nfinished", "\"moved\"\nreason = \"scope\"\n# finished"},
		{"where an unanswered ask was planned last", "content/2026-q1/theirs/plan.md", "## Old", "\n## Old"},
		{"a capacity", "content/2026-q2/theirs/plan.md", "capacity = 3", "capacity = 9"},
		{"a lesson", "content/2026-q1/theirs/retro.md", `kinds = ["debt"]`, `kinds = ["feature"]`},
		{"the place of a lesson", "content/2026-q1/theirs/retro.md", "## Lessons", "Words.\n\n## Lessons"},
		{"when a lesson was held", "content/2026-q1/theirs/retro.md", "held = 2026-04-01", "held = 2026-05-01"},
		{"an action", "content/2026-q1/theirs/retro.md", "Do the work", "Have a rest"},
	} {
		texts := map[string]string{
			"site.toml":                           "",
			"content/teams/ours.md":               "",
			"content/teams/theirs.md":             "+++\nshared = true\n+++\n",
			"content/2026-q1/theirs/plan.md":      "+++\ncommitted = 2026-01-02\n+++\n\n## Old\n\n```toml\nid = \"B-0\"\nkind = \"debt\"\n```\n\n## Done\n\n```toml\nid = \"B-1\"\nkind = \"debt\"\n```\n",
			"content/2026-q1/theirs/metrics.toml": "[[item]]\nid = \"B-1\"\nstatus = \"delivered\"\nfinished = 2026-03-01\n[[item]]\nid = \"B-0\"\nstatus = \"moved\"\nreason = \"scope\"\n",
			"content/2026-q1/theirs/retro.md":     "+++\nheld = 2026-04-01\n+++\n\n## What we change\n\n- [ ] Do the work — @theirs, due 2026-05-01\n\n## Lessons\n\n### One\n\n```toml\nid = \"one\"\ntheme = \"planning\"\napplies_to = { kinds = [\"debt\"] }\n```\n",
			"content/2026-q2/ours/plan.md":        "+++\ncommitted = 2026-04-03\n+++\n\n## Item\n\n```toml\nid = \"A-1\"\nkind = \"debt\"\nneeds = [\"B-0\", \"B-1\", \"B-2\", \"B-4\"]\n```\n",
			"content/2026-q2/theirs/plan.md":      "+++\ncommitted = 2026-04-03\ncapacity = 3\n[lessons]\none = \"adopted\"\n+++\n\n## Item\n\n```toml\nid = \"B-4\"\nkind = \"debt\"\nsize = 5\n```\n",
			"content/2026-q2/theirs/retro.md":     "## What we change\n\n- [ ] Do the work, again — @theirs, due 2026-07-01\n",
			"content/2026-q3/theirs/plan.md":      "## Item\n\n```toml\nid = \"B-2\"\nkind = \"debt\"\n```\n",
		}
		fsys := fstest.MapFS{}
		for name, text := range texts {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		checkEdit(t, c.what, fsys, day, func() {
			fsys[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(texts[c.file], c.old, c.new, 1))}
		})
	}
}

// Another day is another archive, though no file has changed.
func TestNextDay(t *testing.T) {
	fsys := generated(2, 3)
	var m Memory
	for _, day := range []report.Day{20540, 20541, 20900} {
		cached, cachedProblems := Read(fsys, Options{Memory: &m, Today: day})
		fresh, problems := Read(fsys, Options{Today: day})
		if !reflect.DeepEqual(cached, fresh) || lines(cachedProblems) != lines(problems) {
			t.Errorf("day %s: the archive is of another day", day)
		}
	}
}
