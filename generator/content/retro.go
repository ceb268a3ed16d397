package content

import (
	"fmt"
	"slices"

	"github.com/yuin/goldmark/ast"

	"quarterdeck/generator/content/actions"
	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// RetroFile is retro.md. What a section is for is decided later, because
// site.toml can give the sections other headings.
type RetroFile struct {
	Held     report.Day
	Intro    markdown.Prose
	Sections []RetroSection
	Lessons  []RetroLesson
	Pos      diag.Pos
}

// RetroSection is a level-2 section without its lessons.
type RetroSection struct {
	Title   string
	Pos     diag.Pos       // of its heading
	Body    markdown.Prose // the whole section
	Rest    markdown.Prose // without its actions
	Actions []actions.Action
	// Strays are what is a problem where the section is that of the actions.
	Strays diag.List
}

// RetroLesson is one lesson.
type RetroLesson struct {
	Lesson report.Lesson // without team, quarter, held and body
	Body   markdown.Prose
	Block  *Block
}

var retroKeys = table[RetroFile]{"retro", "the front matter of a retro", "retro.md, between two lines of +++", []row[RetroFile]{
	dateKey("held", "The day on which the retro was held.", func(f *RetroFile) *report.Day { return &f.Held }),
}}

var lessonKeys = table[report.Lesson]{"lesson", "a lesson", "retro.md, in the toml fence right below a level-3 heading", []row[report.Lesson]{
	required(idKey("id", "The id of the lesson, which plans answer: "+nameID.words+".", nameID, func(l *report.Lesson) *string { return &l.ID })).like("ask-design-early"),
	required(idKey("theme", "One of the themes of site.toml.", nameID, func(l *report.Lesson) *string { return &l.Theme })).like("dependencies"),
	tableKey("applies_to", "Which deliverables the lesson is for: those that match every key given.", func(to *report.Lesson, b *Block, l *diag.List) { matchKeys.read(b, &to.Applies, l) }).
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

func (p *Parsed) parseRetro(d *document, front *Block) {
	f := &RetroFile{Pos: d.text.at(0)}
	p.Retro = f
	retroKeys.read(front, f, d.Problems)

	var intro, current []ast.Node
	var section *ast.Heading
	find := actions.NewFinder(d.Document)
	endSection := func() {
		if section != nil {
			f.addSection(d, find, section, current)
		}
		section, current = nil, nil
	}
	blocks := d.Blocks()
	for len(blocks) > 0 {
		if end := d.described(blocks, 3); end > 0 {
			p.parseLesson(d, blocks[0].(*ast.Heading), blocks[2:end], d.KeysFence(blocks[1]))
			blocks = blocks[end:]
			continue
		}
		switch h := markdown.Heading(blocks[0], 2); {
		case h != nil && h.Level == 2:
			endSection()
			section = h
		case h == nil && section != nil:
			current = append(current, blocks[0])
		default:
			endSection()
			intro = append(intro, blocks[0])
		}
		blocks = blocks[1:]
	}
	endSection()
	d.warnUnread(intro, lessonHint)
	f.Intro = d.Prose(markdown.Frame{Prefix: "retro-", Top: 3}, intro...)
	if d.dropped && f.blank() {
		p.Retro = nil
	}
}

// blank reports whether a retro says nothing yet.
func (f *RetroFile) blank() bool {
	return f.Held == 0 && f.Intro.Empty() && len(f.Lessons) == 0 &&
		!slices.ContainsFunc(f.Sections, func(s RetroSection) bool { return !s.Body.Empty() })
}

const lessonHint = "a lesson begins with a level-3 heading, and the fence comes right after it"

func (f *RetroFile) addSection(d *document, find *actions.Finder, h *ast.Heading, blocks []ast.Node) {
	d.Mark(h, "", "")
	d.warnUnread(blocks, lessonHint)
	s := RetroSection{Title: d.Plain(h), Pos: d.At(h.Pos())}
	frame := markdown.Frame{Prefix: "retro-", NotePrefix: fmt.Sprintf("retro-%d.", len(f.Sections)+1), Top: 4}
	s.Body = d.Prose(frame, blocks...)
	s.Rest = s.Body
	s.Actions, s.Strays, blocks = find.Take(blocks)
	if len(s.Actions) > 0 {
		s.Rest = d.Prose(frame, blocks...)
	}
	f.Sections = append(f.Sections, s)
}

func (p *Parsed) parseLesson(d *document, h *ast.Heading, blocks []ast.Node, fence *ast.FencedCodeBlock) {
	b := d.readFence(fence)
	if b == nil {
		return
	}
	l := RetroLesson{Lesson: report.Lesson{Title: d.Plain(h), Pos: d.At(h.Pos())}, Block: b}
	it := &l.Lesson
	lessonKeys.read(b, it, d.Problems)
	if it.ID == "" {
		p.Broken = true
		return
	}
	if it.Title == "" {
		it.Title = humanise(it.ID)
		d.Problems.Errorf(it.Pos, "no-title", "write it after the ###", "lesson %q has no title", it.ID)
	}
	d.Mark(h, report.RefLesson, it.ID)
	d.warnUnread(blocks, lessonHint)
	l.Body = d.Prose(markdown.Frame{Prefix: "lesson-" + it.ID + ".", Top: 3, Owner: markdown.Anchor{Kind: report.RefLesson, ID: it.ID}}, blocks...)
	p.Retro.Lessons = append(p.Retro.Lessons, l)
}
