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

var teamKeys = table[report.Team]{"team", "a team", "content/teams/<team>.md, between two lines of +++", []row[report.Team]{
	stringKey("name", "The name of the team.", func(t *report.Team) *string { return &t.Name }).like("Managed rules").or(unsaid("made of the file's name")),
	stringKey("product", "Who to go to about the product.", func(t *report.Team) *string { return &t.Product }).like("Ann Lee"),
	stringKey("engineering", "Who to go to about engineering.", func(t *report.Team) *string { return &t.Engineering }).like("Bob Roy"),
	stringKey("delivery", "Who to go to about dates and delivery.", func(t *report.Team) *string { return &t.Delivery }).like("Cleo Diaz"),
	stringKey("contact", "Where anybody may ask about what the team shipped.", func(t *report.Team) *string { return &t.Contact }).like("#managed-rules"),
	listKey("components", "What the team works on.", func(t *report.Team) *[]string { return &t.Components }).like([]string{"rules-engine", "rules-api"}),
	boolKey("shared", "Whether many teams depend on it, as on design.", func(t *report.Team) *bool { return &t.Shared }),
	numberKey("capacity", "How much the team can take on in a quarter, in the unit of size.", limits{0, maxNumber}, func(t *report.Team, n float64) { t.Capacity = n }).like(40),
}}

var documentKeys = table[docFile]{"quarter", "the front matter of index.md", "content/index.md and content/<quarter>/index.md, between two lines of +++", []row[docFile]{
	stringKey("title", "The title of the page's prose.", func(f *docFile) *string { return &f.title }).like("What this quarter was about").or(unsaid("its level-1 heading")),
}}

func (p *Parsed) parseTeam(d *document, front *block) {
	id := p.place.team
	t := &teamFile{block: front}
	t.team = report.Team{ID: id, Name: humanise(id), Pos: d.text.at(0)}
	if !isNameID(id) {
		d.problems.Errorf(t.team.Pos, "bad-id", "rename the file: "+nameID.words, "%q is not a valid team id", short(id))
		p.broken = true
		return
	}
	teamKeys.read(front, &t.team, d.problems)
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
	documentKeys.read(front, f, d.problems)
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
