package content

import (
	"fmt"

	"github.com/yuin/goldmark/ast"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// retroFile is retro.md. What a section is for is decided later, because
// site.toml can give the sections other headings.
type retroFile struct {
	held     report.Day
	intro    prose
	sections []retroSection
	lessons  []retroLesson
	block    *block
}

// retroSection is a level-2 section without its lessons.
type retroSection struct {
	title   string
	pos     diag.Pos
	body    prose // the whole section
	rest    prose // without its actions
	actions []retroAction
}

// retroLesson is one lesson.
type retroLesson struct {
	lesson report.Lesson // without team, quarter, held and body
	body   prose
	block  *block
}

var retroKeys = table[retroFile]{"retro", "the front matter of a retro", "retro.md, between two lines of +++", []row[retroFile]{
	dateKey("held", "The day on which the retro was held.", func(f *retroFile) *report.Day { return &f.held }),
}}

var lessonKeys = table[report.Lesson]{"lesson", "a lesson", "retro.md, in the toml fence right below a level-3 heading", []row[report.Lesson]{
	required(idKey("id", "The id of the lesson, which plans answer: "+nameID.words+".", nameID, func(l *report.Lesson) *string { return &l.ID })).like("ask-design-early"),
	required(idKey("theme", "One of the themes of site.toml.", nameID, func(l *report.Lesson) *string { return &l.Theme })).like("dependencies"),
	tableKey("applies_to", "Which deliverables the lesson is for: those that match every key given.", func(to *report.Lesson, b *block, l *diag.List) { matchKeys.read(b, &to.Applies, l) }).
		or(unsaid("none: no plan is asked to answer it")),
	idListKey("learned_from", "The deliverables that taught it.", deliverableID, func(l *report.Lesson) *[]string { return &l.LearnedFrom }).like([]string{"MR-101"}),
	idListKey("confirms", "Earlier lessons that came true again.", nameID, func(l *report.Lesson) *[]string { return &l.Confirms }).like([]string{"ask-design-early"}),
}}

var matchKeys = table[report.Match]{"applies_to", "applies_to", "retro.md, in the toml fence of a lesson: applies_to = { … }", []row[report.Match]{
	wordListKey("kinds", "kind", "Deliverables of one of these kinds.", report.Kinds, func(m *report.Match) *[]report.Kind { return &m.Kinds }),
	listKey("components", "Deliverables that work on one of these components.", func(m *report.Match) *[]string { return &m.Components }).like([]string{"rules-engine"}),
	idListKey("teams", "Deliverables of one of these teams, or that need something of them.", nameID, func(m *report.Match) *[]string { return &m.Teams }).like([]string{"design"}),
	wordListKey("phases", "phase", "Deliverables in one of these phases.", report.Phases, func(m *report.Match) *[]report.Phase { return &m.Phases }),
}}

func (p *Parsed) parseRetro(d *document, front *block) {
	f := &retroFile{block: front}
	p.retro = f
	retroKeys.read(front, f, d.problems)

	var intro, current []ast.Node
	var section *ast.Heading
	endSection := func() {
		if section != nil {
			f.addSection(d, section, current)
		}
		section, current = nil, nil
	}
	blocks := d.blocks()
	for len(blocks) > 0 {
		h := heading(blocks[0], 3)
		switch {
		case h != nil && h.Level == 3 && len(blocks) > 1 && d.tomlFence(blocks[1]) != nil:
			end := 2
			for end < len(blocks) && heading(blocks[end], 3) == nil {
				end++
			}
			p.parseLesson(d, h, d.tomlFence(blocks[1]), blocks[2:end])
			blocks = blocks[end:]
			continue
		case h != nil && h.Level == 2:
			endSection()
			section = h
		case h != nil && h.Level == 1:
			endSection()
			intro = append(intro, blocks[0])
		case section != nil:
			current = append(current, blocks[0])
		default:
			intro = append(intro, blocks[0])
		}
		blocks = blocks[1:]
	}
	endSection()
	d.warnUnread(intro, lessonHint)
	c := chunk{doc: d, prefix: "retro-", notePrefix: "retro-", top: 3}
	f.intro = c.prose(intro...)
}

const lessonHint = "a lesson begins with a level-3 heading, and the fence comes right after it"

func (f *retroFile) addSection(d *document, h *ast.Heading, blocks []ast.Node) {
	d.mark(h, "", "")
	d.warnUnread(blocks, lessonHint)
	s := retroSection{title: plain(h, d.src), pos: d.at(h.Pos())}
	note := fmt.Sprintf("retro-%d.", len(f.sections)+1)
	c := chunk{doc: d, prefix: "retro-", notePrefix: note, top: 4}
	s.body = c.prose(blocks...)
	s.rest = s.body
	if s.actions, blocks = d.takeActions(blocks); len(s.actions) > 0 {
		c := chunk{doc: d, prefix: "retro-", notePrefix: note, top: 4}
		s.rest = c.prose(blocks...)
	}
	f.sections = append(f.sections, s)
}

func (p *Parsed) parseLesson(d *document, h *ast.Heading, fence *ast.FencedCodeBlock, blocks []ast.Node) {
	l := retroLesson{lesson: report.Lesson{Title: plain(h, d.src), Pos: d.at(h.Pos())}}
	l.block = d.readFence(fence)
	if l.block == nil {
		return
	}
	it := &l.lesson
	lessonKeys.read(l.block, it, d.problems)
	if it.ID == "" {
		p.broken = true
		return
	}
	if it.Title == "" {
		it.Title = humanise(it.ID)
		d.problems.Errorf(it.Pos, "no-title", "write it after the ###", "lesson %q has no title", it.ID)
	}
	d.mark(h, report.RefLesson, it.ID)
	d.warnUnread(blocks, lessonHint)
	prefix := "lesson-" + it.ID + "."
	c := chunk{doc: d, prefix: prefix, notePrefix: prefix, top: 3, owner: anchor{kind: report.RefLesson, id: it.ID}}
	l.body = c.prose(blocks...)
	p.retro.lessons = append(p.retro.lessons, l)
}
