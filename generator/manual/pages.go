package manual

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cpuguy83/go-md2man/v2/md2man"
)

// File is a file of the written manual. Path is slash-separated.
type File struct {
	Path string
	Data []byte
}

// Files are the whole manual: quarterdeck.md, man1/quarterdeck.1 with the verbs, and
// man7/quarterdeck-<topic>.7. verbs is the chapter about the verbs as Markdown, its title left
// out; date is that of the man pages, or the zero time.
func Files(verbs string, date time.Time) []File {
	const summary = "quarterly delivery reports from Markdown and TOML"
	book := "# Quarterdeck\n\nThe manual of Quarterdeck: " + summary + ".\n\n" + verbs
	list := []File{{"man1/quarterdeck.1", man("quarterdeck", 1, summary, verbs, date)}}
	for _, t := range Topics() {
		text := t.Markdown()
		book += "\n" + shifted(text, "#")
		_, body, _ := strings.Cut(text, "\n")
		list = append(list, File{"man7/quarterdeck-" + t.Name + ".7", man("quarterdeck-"+t.Name, 7, t.Summary, body, date)})
	}
	return append(list, File{"quarterdeck.md", []byte(book)})
}

// man makes a man page of a Markdown text whose sections begin with ##.
func man(name string, section int, summary, text string, date time.Time) []byte {
	month := ""
	if !date.IsZero() {
		month = date.Format("January 2006")
	}
	head := fmt.Sprintf("%% %q \"%d\" %q \"Quarterdeck\" \"Quarterdeck manual\"\n# NAME\n%s - %s\n\n# DESCRIPTION\n", name, section, month, name, summary)
	return md2man.Render([]byte(head + shifted(fencedTables(text), "")))
}

// shifted moves headings down by a level, or up where by is "".
func shifted(markdown, by string) string {
	return eachLine(markdown, func(line string) []string {
		switch {
		case !heading.MatchString(line):
		case by == "":
			line = strings.TrimPrefix(line, "#")
		default:
			line = by + line
		}
		return []string{line}
	})
}

// fencedTables sets tables in columns: roff's own cannot wrap a cell that begins with code.
func fencedTables(markdown string) string {
	var table []string
	return eachLine(markdown+"\n", func(line string) []string {
		if strings.HasPrefix(line, "|") {
			table = append(table, line)
			return nil
		}
		var set []string
		if table != nil {
			set = slices.Concat([]string{"```"}, grid(table, 76), []string{"```"})
			table = nil
		}
		return append(set, line)
	})
}

// eachLine replaces every line that is not in a fence.
func eachLine(markdown string, change func(string) []string) string {
	var out []string
	fence := ""
	for line := range strings.SplitSeq(markdown, "\n") {
		ticks := fenceLine.FindStringSubmatch(line)
		switch {
		case fence == "" && ticks == nil:
			out = append(out, change(line)...)
			continue
		case fence == "":
			fence = ticks[1]
		case line == fence:
			fence = ""
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}
