package preview

import (
	"bytes"
	"slices"
	"strconv"

	"quarterdeck/generator"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/i18n"
	"quarterdeck/generator/report"
)

// pageState is what a previewed page is told besides what it shows.
type pageState struct {
	Words      *i18n.Locale
	Path       string // of the page in the site: "2026-q3/firewall/index.html"
	Generation uint64 // of the site that the page is from
	Problems   diag.List
	// Stale is set where the workspace has errors, and the page is from its last good state.
	Stale bool
	// Navigate lets the page follow the file that is being edited.
	Navigate bool
	// Archive is the whole workspace, whatever the audience of the page may see; nil
	// where it was never good.
	Archive *report.Archive
	// Waiting are exports that can be imported, and Quarter what for.
	Waiting []generator.Waiting
	Quarter report.QuarterID
	// Lines returns a file of the workspace as it is now, or nil; it may be nil itself.
	Lines func(file string) []byte
}

// inject returns a page with the preview's script and panel in it. What has no head
// or no body is returned as it is: it is no page.
func inject(page []byte, s pageState) []byte {
	head := bytes.Index(page, []byte("</head>"))
	body := bodyStart(page)
	if head < 0 || body <= head {
		return page
	}
	scripts, panel := markup{}, markup{Locale: s.Words}
	scripts.client(s.Generation, s.Navigate)
	panel.panel(s)
	return slices.Concat(page[:head], []byte(scripts.b.String()), page[head:body], []byte(panel.b.String()), page[body:])
}

// bodyStart is where the content of the body begins, or -1.
func bodyStart(page []byte) int {
	at := bytes.Index(page, []byte("<body"))
	if at < 0 {
		return -1
	}
	end := bytes.IndexByte(page[at:], '>')
	if end < 0 {
		return -1
	}
	return at + end + 1
}

// client loads what keeps a page right. Everything is a file of its own, so that it
// works under the strictest policy.
func (m *markup) client(generation uint64, navigate bool) {
	m.tag("<link rel=\"stylesheet\" href=\"/-/client/preview.css\">\n" +
		"<script src=\"/-/client/idiomorph.js\" defer></script>\n" +
		"<script src=\"/-/client/place.js\" defer></script>\n")
	m.tagf(`<script src="/-/client/client.js" defer data-generation="%s"`, strconv.FormatUint(generation, 10))
	if navigate {
		m.tag(" data-navigate")
	}
	m.tag("></script>\n")
}
