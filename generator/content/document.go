package content

import (
	"github.com/yuin/goldmark/ast"

	"quarterdeck/generator/report"
)

// teamFile is a file of content/teams.
type teamFile struct {
	team  report.Team // without About
	about prose
	block *block
}

// docFile is a file of prose that stands for itself: index.md of the workspace
// or of a quarter.
type docFile struct {
	title string
	body  prose
}

func (p *Parsed) parseTeam(d *document, front *block) {
	id := p.place.team
	t := &teamFile{block: front}
	t.team = report.Team{ID: id, Name: humanise(id), Pos: d.text.at(0)}
	if !isNameID(id) {
		d.problems.Errorf(t.team.Pos, "bad-id", "rename the file: "+nameForm, "%q cannot be the id of a team", short(id))
		p.broken = true
		return
	}
	front.read("a team", d.problems,
		textField("name", &t.team.Name),
		textField("product", &t.team.Product),
		textField("engineering", &t.team.Engineering),
		textField("delivery", &t.team.Delivery),
		textField("contact", &t.team.Contact),
		listField("components", &t.team.Components, nil, ""),
		flagField("shared", &t.team.Shared),
		numberField("capacity", &t.team.Capacity, 0, maxNumber),
	)
	if t.team.Name == "" {
		t.team.Name = humanise(id)
	}
	title, blocks := d.titled(d.blocks())
	_ = title // the team's name is its title
	c := chunk{doc: d, prefix: "about-", notePrefix: "about-", top: 3}
	t.about = c.prose(blocks...)
	p.team = t
}

func (p *Parsed) parseDoc(d *document, front *block) {
	f := &docFile{}
	front.read("the front matter of index.md", d.problems, textField("title", &f.title))
	title, blocks := d.titled(d.blocks())
	if f.title == "" {
		f.title = title
	}
	prefix := string(p.place.role) + "-"
	c := chunk{doc: d, prefix: prefix, notePrefix: prefix, top: 3}
	f.body = c.prose(blocks...)
	p.doc = f
}

// titled takes the title off a document: a level-1 heading that is its first block.
func (d *document) titled(blocks []ast.Node) (title string, rest []ast.Node) {
	if len(blocks) == 0 {
		return "", nil
	}
	h := heading(blocks[0], 1)
	if h == nil {
		return "", blocks
	}
	d.mark(h, "", "")
	return plain(h, d.src), blocks[1:]
}
