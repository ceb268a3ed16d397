// Package placeholder holds the texts that `quarterdeck new` writes for somebody to replace. The
// templates of new files take them from here, and so do the parsers, which drop what nobody has
// replaced: it is not a fact, and no reader should see it.
package placeholder

import (
	"fmt"
	"strings"
)

// texts are the placeholders by name. Each is one line, the same in every file that has it.
var texts = map[string]string{
	"foreword": "What matters in this quarter, in a few sentences.",
	"team":     "What this team works on, and for whom.",
	"summary":  "One sentence: what changes for whom",
	"intro":    "Goals, risks, context.",
	"title":    "What will be delivered",
	"body":     "What it is, for colleagues.",
	"well":     "One thing to keep.",
	"wrong":    "One thing that cost time.",
	"change":   "One thing to change",
	"lessons":  "What other teams can use goes here: a level-3 heading, then a `toml` fence with `id` and `theme`.",
	"update":   "What has changed since the last update, and what it means for the plan.",
}

// Longest is the length of the longest placeholder, in bytes.
const Longest = 100

// Text returns the placeholder of a name.
func Text(name string) (string, error) {
	if text, ok := texts[name]; ok {
		return text, nil
	}
	return "", fmt.Errorf("there is no placeholder %q", name)
}

// Is reports whether a text is a placeholder, with or without the marks of code in it.
func Is(text string) bool {
	return len(text) <= Longest && Begins(text) && known[bare(text)]
}

// Begins reports whether a text may begin with a placeholder: it has the first word of one. It
// costs less than Is, for the many texts that do not.
func Begins(text string) bool {
	text = strings.TrimLeft(text, " \t\n`")
	if n := strings.IndexAny(text, " \t\n`"); n >= 0 {
		text = text[:n]
	}
	return first[text]
}

// known are the texts as Is compares them.
var known = func() map[string]bool {
	all := make(map[string]bool, len(texts))
	for _, text := range texts {
		all[bare(text)] = true
	}
	return all
}()

// first are the first words of the texts.
var first = func() map[string]bool {
	all := make(map[string]bool, len(texts))
	for _, text := range texts {
		word, _, _ := strings.Cut(bare(text), " ")
		all[word] = true
	}
	return all
}()

// bare is a text without marks of code, on one line.
func bare(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "`", "")), " ")
}
