package content

import (
	"fmt"

	"quarterdeck/generator/content/actions"
	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/content/tomlscan"
	"quarterdeck/generator/report"
)

// Limit is a bound of what is read. Beyond it a file is refused, or shown more plainly, so that
// no file keeps a reader or a build busy.
type Limit struct {
	Of   string // what is bounded: "a text file"
	Most string // "1 MiB"
	Then string // what becomes of more
}

// Limits are all bounds of what can be written. They are those that files are read with.
func Limits() []Limit {
	const refused = "an error"
	count := func(n int) string { return fmt.Sprint(n) }
	kib := func(n int) string { return fmt.Sprintf("%d KiB", n>>10) }
	mib := func(n int) string { return fmt.Sprintf("%d MiB", n>>20) }
	return []Limit{
		{"a Markdown or TOML file", mib(maxText), refused},
		{"an SVG picture", mib(maxPicture), "not copied, with a warning"},
		{"an id, in characters", count(report.MaxID), refused},
		{"tables, lists and keys inside one another in TOML", count(tomlscan.MaxDepth), refused},
		{"lists and quotes inside one another, and open brackets in a paragraph", count(markdown.MaxNesting), refused},
		{"a paragraph", kib(markdown.MaxParagraph), refused},
		{"footnotes of a file", count(markdown.MaxFootnotes), refused},
		{"cells of all tables of a file", count(markdown.MaxCells), refused},
		{"escaped bars beside code in the tables of a file", count(markdown.MaxBars), refused},
		{"link targets and footnotes of a file that are mentioned again, written out each time", mib(markdown.MaxRepeated), refused},
		{"actions of a retro", count(actions.Most), refused},
		{"asks in a row, from what is late to what waits for it", count(report.MaxSteps), "not listed"},
		{"a block of code that is coloured", kib(markdown.MaxCode), "shown without colours"},
		{"blocks of code of a file that are coloured", count(markdown.MaxColoured), "shown without colours"},
	}
}
