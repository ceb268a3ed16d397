package paper

import (
	"regexp"
	"strings"

	htmltomarkdown "github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
)

// Markdown writes a paper as CommonMark with tables. Whatever a text holds stays that text. The
// error is that of prose which cannot be read as HTML.
func Markdown(p Paper) ([]byte, error) {
	prose := htmltomarkdown.NewConverter(htmltomarkdown.WithPlugins(base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), table.NewTablePlugin()))
	var out []string
	if p.Title != "" {
		out = append(out, "# "+escaped(p.Title))
	}
	for _, b := range p.Blocks {
		switch {
		case b.Heading != "":
			out = append(out, strings.Repeat("#", min(max(b.Level, 1), 6))+" "+escaped(b.Heading))
		case b.Line != nil:
			line := atStart(markdownLine(b.Line))
			if b.Quote {
				line = "> " + line
			}
			out = append(out, line)
		case b.Items != nil:
			list := make([]string, len(b.Items))
			for i, l := range b.Items {
				list[i] = "- " + atStart(markdownLine(l))
			}
			out = append(out, strings.Join(list, "\n"))
		case b.Table != nil:
			out = append(out, markdownTable(b.Table))
		case b.Prose != nil:
			text, err := prose.ConvertString(b.Prose.HTML)
			if err != nil {
				return nil, err
			}
			if text = strings.TrimSpace(text); text != "" {
				out = append(out, text)
			}
		}
	}
	return []byte(strings.Join(out, "\n\n") + "\n"), nil
}

func markdownTable(t *Table) string {
	var b strings.Builder
	row := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	head, rule := make([]string, len(t.Head)), make([]string, len(t.Head))
	for i, name := range t.Head {
		head[i], rule[i] = escaped(name), "---"
	}
	row(head)
	row(rule)
	for _, cells := range t.Rows {
		texts := make([]string, len(cells))
		for i, c := range cells {
			texts[i] = markdownLine(c)
		}
		row(texts)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func markdownLine(l Line) string {
	var b strings.Builder
	for _, s := range l {
		text := escaped(s.Text)
		if s.Bold && text != "" {
			text = "**" + text + "**"
		}
		if s.URL != "" {
			url := s.URL
			if strings.ContainsAny(url, " ()<>\n") {
				url = "<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "").Replace(url) + ">"
			}
			text = "[" + text + "](" + url + ")"
		}
		b.WriteString(text)
	}
	return b.String()
}

var (
	special = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "|", `\|`, "&", `\&`, "~", `\~`, "\n", " ", "\r", " ", "\u00a0", " ")
	// starts are those of lines that Markdown would take for something else.
	starts = regexp.MustCompile(`^(#{1,6}(?: |$)|[-+>=]|\d+[.)])`)
)

func escaped(s string) string { return special.Replace(s) }

// atStart has a line begin with what it says.
func atStart(s string) string {
	at := starts.FindString(s)
	if at == "" {
		return s
	}
	if last := at[len(at)-1]; last == '.' || last == ')' {
		return at[:len(at)-1] + `\` + s[len(at)-1:]
	}
	return `\` + s
}
