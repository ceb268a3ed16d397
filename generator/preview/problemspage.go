package preview

import (
	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
)

// mostOnPage is how many problems the page of all problems shows; who has more
// mends the first ones first.
const mostOnPage = 500

// problemsPage is the page at /-/problems: every problem of the workspace, by file, without hints.
func problemsPage(words *i18n.Locale, all diag.List, lines func(file string) []byte) []byte {
	all, _ = all.Hints()
	shown := all[:min(len(all), mostOnPage)]
	m := markup{Locale: words}
	m.tagf("<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n",
		m.Tag(), m.T("preview.problems.title", "n", len(all), "count", m.count(all)))
	m.tag("<link rel=\"icon\" href=\"/-/client/icon.svg\">\n<link rel=\"stylesheet\" href=\"/-/client/site.css\">\n")
	m.client(0, false)
	m.tagf("</head>\n<body class=\"qd-page\">\n<header class=\"site\"><a class=\"brand\" href=\"/\">%s</a></header>\n<main id=\"main\">\n"+
		"<section class=\"sec top\" aria-labelledby=\"all\"><header><h1 id=\"all\">%s</h1></header>\n<div class=\"body\">\n",
		m.T("preview.problems.back"), m.T("preview.problems.heading"))
	answer := m.T("preview.problems.none")
	if len(all) > 0 {
		answer = m.T("preview.problems.in-files", "count", m.count(all), "files", len(byFile(all)))
	}
	m.tagf("<p class=\"answer\" role=\"status\">%s</p>\n", answer)
	if len(shown) < len(all) {
		m.tagf("<p class=\"note\">%s</p>\n", m.T("preview.problems.first", "shown", len(shown), "n", len(all)))
	}
	m.stopped()
	m.tag("</div></section>\n")
	for _, l := range byFile(shown) {
		file := l[0].File
		if file == "" {
			file = m.T("preview.problems.workspace")
		}
		m.tagf("<section class=\"sec\"><header><h2>%s</h2><p class=\"note\">%s</p></header>\n<div class=\"body\">\n", file, m.count(l))
		m.problems(l, lines)
		m.tag("</div></section>\n")
	}
	m.tag("</main>\n</body>\n</html>\n")
	return []byte(m.b.String())
}

// byFile parts a sorted list into those of its files.
func byFile(l diag.List) (files []diag.List) {
	from := 0
	for i := range l {
		if i+1 == len(l) || l[i+1].File != l[i].File {
			files = append(files, l[from:i+1])
			from = i + 1
		}
	}
	return files
}
