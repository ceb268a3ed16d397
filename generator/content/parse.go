package content

import (
	"path"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Parsed is what one file says. It depends on nothing but the file, and is
// never changed: Assemble copies what it links.
type Parsed struct {
	path  string
	place place
	// broken is set where the file, or a part of it, could not be read: it may
	// define ids that nobody knows of.
	broken bool

	site    *siteFile
	team    *teamFile
	doc     *docFile
	plan    *planFile
	retro   *retroFile
	metrics *metricsFile
	update  *updateFile
	notices *noticesFile
	edition *report.Edition // edition.toml

	anchors map[string]anchor // of its headings, by natural id
	proses  int               // how many proses it has
	leads   map[string]bool   // paths of files to a heading of which a link leads
}

// anchor is where a heading of a file ends up.
type anchor struct {
	kind     report.RefKind // deliverable or lesson; "" = the file's own page
	id       string
	fragment string // id on the page, or ""
}

// Parse reads one file. It looks at nothing else, not even at site.toml, and may
// be called from any goroutine.
func Parse(f File) (*Parsed, diag.List) {
	p := &Parsed{path: f.Path, place: placeOf(f.Path)}
	var l diag.List
	if f.Unread {
		p.broken = true
		return p, nil
	}
	frozen := p.place.role == roleEdition && path.Base(f.Path) == editionFile
	if p.place.role == roleOther || p.place.role == roleEdition && !frozen {
		return p, nil
	}
	t, ok := newText(f, &l)
	if !ok {
		p.broken = true
		return p, l
	}
	switch p.place.role {
	case roleSite:
		p.parseSite(t, &l)
	case roleMetrics:
		p.parseMetrics(t, &l)
	case roleNotices:
		p.parseNotices(t, &l)
	case roleEdition:
		p.parseEdition(t, f.Data, &l)
	default:
		p.parseMarkdown(t, &l)
	}
	return p, l
}

// parseMarkdown reads a file of front matter and prose.
func (p *Parsed) parseMarkdown(t *text, l *diag.List) {
	start, end, body, ok := t.frontMatter(l)
	front := &block{text: t, spot: &spot{}}
	if ok && body > 0 {
		if b := readTOML(t, start, end, l); b != nil {
			front = b
		} else {
			p.broken = true
		}
	}
	if !ok {
		p.broken = true
		return
	}
	if !t.checkNesting(body, l) {
		p.broken = true
		return
	}
	d := newDocument(p, t, body, l)
	switch p.place.role {
	case rolePlan:
		p.parsePlan(d, front)
	case roleRetro:
		p.parseRetro(d, front)
	case roleUpdate:
		p.parseUpdate(d, front)
	case roleTeam:
		p.parseTeam(d, front)
	default:
		p.parseDoc(d, front)
	}
}
