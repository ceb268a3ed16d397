package content

import (
	"cmp"

	"github.com/yuin/goldmark/ast"

	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// TeamFile is a file of content/teams.
type TeamFile struct {
	Team  report.Team // without About
	About markdown.Prose
	// Headings are those that the team has for the sections of its retros.
	Headings Headings
	Block    *Block
}

// DocumentFile is a page of prose by itself: index.md of the workspace
// or of a quarter.
type DocumentFile struct {
	Title string
	Body  markdown.Prose
}

var teamKeys = table[TeamFile]{"team", "a team", "content/teams/<team>.md, between two lines of +++", []row[TeamFile]{
	stringKey("name", "The name of the team.", func(t *TeamFile) *string { return &t.Team.Name }).like("Managed rules").or(unsaid("made of the file's name")),
	stringKey("group", "The department or group that the team belongs to.", func(t *TeamFile) *string { return &t.Team.Group }).like("Application security"),
	stringKey("product", "Who to go to about the product.", func(t *TeamFile) *string { return &t.Team.Product }).like("Ann Lee"),
	stringKey("engineering", "Who to go to about engineering.", func(t *TeamFile) *string { return &t.Team.Engineering }).like("Bob Roy"),
	stringKey("delivery", "Who to go to about dates and delivery.", func(t *TeamFile) *string { return &t.Team.Delivery }).like("Cleo Diaz"),
	stringKey("contact", "Where anybody may ask about what the team shipped.", func(t *TeamFile) *string { return &t.Team.Contact }).like("#managed-rules"),
	listKey("components", "What the team works on.", func(t *TeamFile) *[]string { return &t.Team.Components }).like([]string{"rules-engine", "rules-api"}),
	boolKey("shared", "Whether many teams depend on it, as on design.", func(t *TeamFile) *bool { return &t.Team.Shared }),
	numberKey("capacity", "How much the team can take on in a quarter, in the unit of size.", limits{0, maxNumber}, func(t *TeamFile, n float64) { t.Team.Capacity = n }).like(40),
	dateKey("from", "The team's first day. Quarters that ended before it ask nothing of the team.", func(t *TeamFile) *report.Day { return &t.Team.From }),
	dateKey("until", "The team's last day. Quarters that begin after it ask nothing of the team.", func(t *TeamFile) *report.Day { return &t.Team.Until }).like(unsaid("2026-06-30")),
	idListKey("was", "The ids that the team had before. What is filed under them, in older quarters and in editions, belongs to it, and their addresses lead to it.", nameID, func(t *TeamFile) *[]string { return &t.Team.Was }).like([]string{"edge-rules"}),
	idKey("merged_into", "For a team that has ended: the id of the team that took it over.", nameID, func(t *TeamFile) *string { return &t.Team.MergedInto }).like("firewall"),
	tableKey("retro", "The headings that the team gives the four sections of its retros. They go before those of site.toml.", func(t *TeamFile, b *Block, l *diag.List) { teamHeadingKeys.read(b, &t.Headings, l) }),
}}

var documentKeys = table[DocumentFile]{"quarter", "the front matter of index.md", "content/index.md and content/<quarter>/index.md, between two lines of +++", []row[DocumentFile]{
	stringKey("title", "The title of the page's prose.", func(f *DocumentFile) *string { return &f.Title }).like("What this quarter was about").or(unsaid("its level-1 heading")),
}}

// NewTeam is a team of which no more than its id is known.
func NewTeam(id string, pos diag.Pos) *report.Team {
	return &report.Team{ID: id, Name: humanise(id), Pos: pos}
}

func (p *Parsed) parseTeam(d *document, front *Block) {
	id := p.Place.Team
	t := &TeamFile{Block: front, Team: *NewTeam(id, d.text.at(0))}
	if !report.IsNameID(id) {
		d.Problems.Errorf(t.Team.Pos, "bad-id", "rename the file: "+nameID.words, "%q is not a valid team id", diag.Short(id))
		p.Broken = true
		return
	}
	teamKeys.read(front, t, d.Problems)
	t.Headings.check(func(key string) diag.Pos { return front.At("retro", key) }, d.Problems)
	t.Team.Name = cmp.Or(t.Team.Name, humanise(id))
	_, blocks := d.titled(d.Blocks()) // the team's name is its title
	t.About = d.Prose(markdown.Frame{Prefix: "about-", Top: 3}, blocks...)
	p.Team = t
}

func (p *Parsed) parseDoc(d *document, front *Block) {
	f := &DocumentFile{}
	documentKeys.read(front, f, d.Problems)
	title, blocks := d.titled(d.Blocks())
	f.Title = cmp.Or(f.Title, title)
	f.Body = d.Prose(markdown.Frame{Prefix: string(p.Place.Role) + "-", Top: 3}, blocks...)
	if !d.dropped || f.Title != "" || !f.Body.Empty() {
		p.Document = f
	}
}

// titled takes the title off a document: a level-1 heading that is its first block.
func (d *document) titled(blocks []ast.Node) (title string, rest []ast.Node) {
	if len(blocks) == 0 || markdown.Heading(blocks[0], 1) == nil {
		return "", blocks
	}
	h := markdown.Heading(blocks[0], 1)
	d.Mark(h, "", "")
	return d.Plain(h), blocks[1:]
}
