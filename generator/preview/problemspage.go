package preview

import (
	"strconv"

	"quarterdeck/generator/diag"
)

// mostOnPage is how many problems the page of all problems shows; who has more
// mends the first ones first.
const mostOnPage = 500

// problemsPage is the page at /-/problems: every problem of the workspace, by file, without hints.
func problemsPage(all diag.List, lines func(file string) []byte) []byte {
	all, _ = all.Hints()
	var m markup
	m.tag("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	m.tagf("<title>%s – preview</title>\n", summary(all, false, 0))
	m.tag("<link rel=\"icon\" href=\"/-/client/icon.svg\">\n<link rel=\"stylesheet\" href=\"/-/client/site.css\">\n")
	m.client(0, false)
	m.tag("</head>\n<body class=\"qd-page\">\n<header class=\"site\"><a class=\"brand\" href=\"/\">Back to the site</a></header>\n<main id=\"main\">\n")
	m.tag("<section class=\"sec top\" aria-labelledby=\"all\"><header><h1 id=\"all\">Problems</h1></header>\n<div class=\"body\">\n")
	if len(all) == 0 {
		m.tag("<p class=\"answer\" role=\"status\">Nothing to mend.</p>\n")
	} else {
		m.tagf("<p class=\"answer\" role=\"status\">%s in %s.</p>\n", summary(all, false, 0), count(files(all), "file"))
	}
	if len(all) > mostOnPage {
		m.tagf("<p class=\"note\">The first %s of %s.</p>\n", strconv.Itoa(mostOnPage), strconv.Itoa(len(all)))
	}
	m.tag("<p class=\"qd-lost\">The preview has stopped. This page comes back by itself once it is started again.</p>\n</div></section>\n")
	shown := all[:min(len(all), mostOnPage)]
	for len(shown) > 0 {
		n := 1
		for n < len(shown) && shown[n].File == shown[0].File {
			n++
		}
		file := shown[0].File
		if file == "" {
			file = "The workspace"
		}
		m.tagf("<section class=\"sec\"><header><h2>%s</h2><p class=\"note\">%s</p></header>\n<div class=\"body\">\n", file, summary(shown[:n], false, 0))
		m.problems(shown[:n], lines)
		m.tag("</div></section>\n")
		shown = shown[n:]
	}
	m.tag("</main>\n</body>\n</html>\n")
	return []byte(m.b.String())
}

// files counts the files of a sorted list.
func files(l diag.List) int {
	n := 0
	for i, p := range l {
		if i == 0 || p.File != l[i-1].File {
			n++
		}
	}
	return n
}
