package manual

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"quarterdeck/generator/content"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/metrics"
)

var written = regexp.MustCompile(`\{\{keys (\S+)\}\}`)

// A key is explained once, and none is left out.
func TestEveryTableOfKeysIsInOneTopic(t *testing.T) {
	in := map[string]string{}
	for _, topic := range Topics() {
		text, err := files.ReadFile("topics/" + topic.Name + ".md")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range written.FindAllStringSubmatch(string(text), -1) {
			if in[m[1]] != "" {
				t.Errorf("the table %q is in %s and in %s", m[1], in[m[1]], topic.Name)
			}
			in[m[1]] = topic.Name
		}
	}
	for _, table := range content.Reference() {
		topic := in[table.ID]
		if topic == "" {
			t.Errorf("the table %q is in no topic", table.ID)
			continue
		}
		text := Topic{Name: topic}.Markdown()
		for _, k := range table.Keys {
			if !strings.Contains(text, "\n| `"+k.Name+"` | "+escaped(k.Type)+" | ") {
				t.Errorf("%s of %q is not in the topic %s", k.Name, table.ID, topic)
			}
		}
	}
}

func TestEveryNumberIsExplained(t *testing.T) {
	text := Topic{Name: "numbers"}.Markdown()
	for _, d := range metrics.All() {
		if d.Entry == "" && !strings.Contains(text, "\n### "+d.Name(i18n.English())+" (`"+d.ID+"`)\n") {
			t.Errorf("%s is not in the topic", d.ID)
		}
	}
}

// Every topic is filled in, fits a terminal of 100 columns, and leads only to topics.
func TestTopicsReadWell(t *testing.T) {
	entries, err := files.ReadDir("topics")
	if err != nil || len(entries) != len(Topics()) {
		t.Fatalf("%d files for %d topics, %v", len(entries), len(Topics()), err)
	}
	for _, topic := range Topics() {
		text := topic.Text()
		if !strings.HasPrefix(text, strings.ToUpper(topic.Name[:1])+topic.Name[1:]+": ") {
			t.Errorf("%s does not begin with its name", topic.Name)
		}
		for line := range strings.Lines(text) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("%s: a line of %d columns: %s", topic.Name, n, line)
			}
			if strings.Contains(line, "{{") || strings.Contains(line, "**") && line[0] != ' ' || strings.HasPrefix(line, "|") {
				t.Errorf("%s: not plain text: %s", topic.Name, line)
			}
		}
		for _, m := range regexp.MustCompile("`quarterdeck help\\s+(\\w+)`").FindAllStringSubmatch(text, -1) {
			if !slices.ContainsFunc(Topics(), func(o Topic) bool { return o.Name == m[1] }) {
				t.Errorf("%s leads to a topic %q", topic.Name, m[1])
			}
		}
	}
}

func TestPlain(t *testing.T) {
	got := strings.Join(plain("# Title\n\n**Bold** \\<a> of `code`.\n\n```toml\nid = 1\n\n# no heading\n```\n\n| Key | What |\n| --- | --- |\n| `a\\|b` | one two three |\n| `c` | |\n", 14), "\n")
	want := "Title\n=====\n\nBold <a> of `code`.\n\n    id = 1\n\n    # no heading\n\n" +
		"Key  What\n---  ---------\na|b  one two\n     three\nc"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFiles(t *testing.T) {
	list := Files("## quarterdeck build\n\nWrites it.\n", time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC))
	if len(list) != len(Topics())+2 {
		t.Fatalf("%d files", len(list))
	}
	for _, f := range list {
		text := string(f.Data)
		switch {
		case f.Path == "quarterdeck.md":
			for _, title := range []string{"\n## quarterdeck build\n", "\n## Plan: ", "\n### A deliverable\n", "\n## Ruleset versioning\n"} {
				if !strings.Contains(text, title) {
					t.Errorf("%s has no %q", f.Path, title)
				}
			}
		case !strings.Contains(text, `"November 2026" "Quarterdeck"`) || !strings.Contains(text, ".SH NAME\nquarterdeck") || strings.Contains(text, ".TS"):
			t.Errorf("%s is no man page as it should be:\n%s", f.Path, text)
		}
	}
}
