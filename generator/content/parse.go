package content

import (
	"cmp"
	"path"
	"slices"

	"github.com/yuin/goldmark/ast"

	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/content/tomlscan"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// Parsed is what one file says. It depends on nothing but the [File], and is
// never changed: Assemble copies what it links.
type Parsed struct {
	Path  string
	Place Place
	// Broken is set where the file, or a part of it, could not be read: it may
	// define ids that nobody knows of.
	Broken bool

	Site     *SiteFile
	Team     *TeamFile
	Document *DocumentFile
	Plan     *PlanFile
	Retro    *RetroFile
	Metrics  *MetricsFile
	Update   *UpdateFile
	Notices  *NoticesFile
	Edition  *report.Edition // edition.toml

	Anchors map[string]markdown.Anchor // of its headings, by natural id
	Proses  int                        // how many proses it has
	leads   map[string]bool            // paths of files to a heading of which a link leads
}

// Parse reads one file. It looks at nothing else, not even at site.toml, of which it knows only
// what is Given with the File, and may
// be called from any goroutine.
func Parse(f File) (*Parsed, diag.List) {
	p := &Parsed{Path: f.Path, Place: PlaceOf(f.Path)}
	var l diag.List
	if f.Unread {
		p.Broken = true
		return p, nil
	}
	if p.Place.Role == RoleOther || p.Place.Role == RoleEdition && path.Base(f.Path) != EditionFile {
		return p, nil
	}
	t, ok := newText(f, &l)
	if !ok {
		p.Broken = true
		return p, l
	}
	switch p.Place.Role {
	case RoleSite:
		p.parseTOML(t, &l, p.parseSite)
	case RoleMetrics:
		p.parseTOML(t, &l, p.parseMetrics)
	case RoleNotices:
		p.parseTOML(t, &l, p.parseNotices)
	case RoleEdition:
		p.parseTOML(t, &l, func(b *Block, l *diag.List) { p.parseEdition(b, f.Data, l) })
	default:
		p.parseMarkdown(t, &l)
	}
	return p, l
}

// parseTOML reads a file that is TOML as a whole.
func (p *Parsed) parseTOML(t *text, l *diag.List, parse func(b *Block, l *diag.List)) {
	if b := p.readTOML(t, 0, len(t.src), l); b != nil {
		parse(b, l)
	}
}

// readTOML reads a range of the file; it returns nil after an error.
func (p *Parsed) readTOML(t *text, start, end int, l *diag.List) *Block {
	b := readTOML(t, start, end, l)
	p.Broken = p.Broken || b == nil
	return b
}

// readYAML is readTOML for YAML.
func (p *Parsed) readYAML(t *text, start, end int, l *diag.List) *Block {
	b := readYAML(t, start, end, l)
	p.Broken = p.Broken || b == nil
	return b
}

// parseMarkdown reads a file of front matter and prose.
func (p *Parsed) parseMarkdown(t *text, l *diag.List) {
	f, ok := t.frontMatter(l)
	front := &Block{text: t, spot: &tomlscan.Spot{}}
	switch {
	case f.yaml:
		front = cmp.Or(p.readYAML(t, f.start, f.end, l), front)
	case f.body > 0:
		front = cmp.Or(p.readTOML(t, f.start, f.end, l), front)
	}
	if !ok {
		p.Broken = true
		return
	}
	d := newDocument(p, t, f.body, l)
	if d == nil {
		p.Broken = true
		return
	}
	switch p.Place.Role {
	case RolePlan:
		p.parsePlan(d, front)
	case RoleRetro:
		p.parseRetro(d, front)
	case RoleUpdate:
		p.parseUpdate(d, front)
	case RoleTeam:
		p.parseTeam(d, front)
	default:
		p.parseDoc(d, front)
	}
	p.Anchors, p.Proses, p.leads = d.Anchors, d.Proses, d.Leads
}

// document is the Markdown of one file while it is read.
type document struct {
	*markdown.Document
	parsed  *Parsed
	text    *text
	base    int  // offset of the Markdown in the file
	dropped bool // some of it is as `quarterdeck new` wrote it, and was left out
}

// newDocument parses the Markdown of a file, which begins at body; it returns nil after an error.
func newDocument(p *Parsed, t *text, body int, l *diag.List) *document {
	m := markdown.Parse(t.path, t.src[body:], func(off int) diag.Pos { return t.at(body + off) }, l)
	if m == nil {
		return nil
	}
	d := &document{Document: m, parsed: p, text: t, base: body}
	d.dropPlaceholders()
	return d
}

// readFence reads the keys of a fence; it returns nil after an error.
func (d *document) readFence(f *ast.FencedCodeBlock) *Block {
	switch in := d.Fence(f); {
	case !in.Closed:
		d.parsed.Broken = true
		d.Problems.Errorf(d.At(f.Pos()), "open-fence", "close it with a line of ```", "the %s fence is not closed", in.Language)
		return nil
	case in.YAML:
		return d.parsed.readYAML(d.text, d.base+in.Start, d.base+in.End, d.Problems)
	default:
		return d.parsed.readTOML(d.text, d.base+in.Start, d.base+in.End, d.Problems)
	}
}

// LeadsTo reports whether a link of a file leads to a heading in any of some files.
func (p *Parsed) LeadsTo(files []string) bool {
	return slices.ContainsFunc(files, func(file string) bool { return p.leads[file] })
}
