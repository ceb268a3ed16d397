package link

import (
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/content"
	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// linkProse turns all prose of the workspace into spans.
func (a *assembler) linkProse() *linking {
	now := &linking{kept: a.kept}
	if p := a.files["content/index.md"]; p != nil && p.Document != nil {
		a.archive.Home = now.of(a, p).document()
	}
	for _, t := range a.archive.Teams {
		if p := a.files["content/teams/"+t.ID+".md"]; p.Team != nil {
			about := now.of(a, p).prose(p.Team.About) // with its problems
			if _, _, kept := a.kept.teams(); !kept {  // else the team has it, and must not be changed
				t.About = about
			}
		}
	}
	a.eachNew(func(part *assembler, i int) { part.quarterProse(i, now) })
	return now
}

// quarterProse links the prose of the i-th quarter, which is new.
func (a *assembler) quarterProse(i int, now *linking) {
	q := a.archive.Quarters[i]
	if p := a.files["content/"+q.ID.String()+"/index.md"]; p != nil && p.Document != nil {
		q.Foreword = now.of(a, p).document()
	}
	for _, r := range a.reports[i] {
		a.reportProse(r, now)
	}
	if f := a.frozen[q.ID]; f != nil {
		a.removedProse(a.reports[i], f)
	}
}

// removedProse links the prose of what only the plan edition has. Its problems are not
// told: nobody can mend them.
func (a *assembler) removedProse(reports []*linked, f *frozen) {
	before := len(a.problems)
	for _, r := range reports {
		for _, n := range r.removed {
			links := (&linking{kept: &recall{}}).of(a, f.planOf(r.Team))
			item, d := r.from[n].item, r.Items[n]
			d.Body, d.ForCustomers = links.prose(item.Body), links.prose(item.ForCustomers)
		}
	}
	a.problems = a.problems[:before]
}

func (l *fileLinks) document() *report.Document {
	doc := l.file.Document
	return &report.Document{Title: doc.Title, Body: l.prose(doc.Body), File: l.file.Path}
}

func (a *assembler) reportProse(r *linked, now *linking) {
	if r.Plan != nil {
		links := now.of(a, r.plan)
		r.Plan.Intro = links.prose(r.plan.Plan.Intro)
		for i, d := range r.Items {
			if item := r.from[i].item; item != nil && !d.Removed {
				d.Body, d.ForCustomers = links.prose(item.Body), links.prose(item.ForCustomers)
			}
		}
	}
	if r.Retro != nil {
		a.retroProse(r.Retro, now.of(a, r.retro))
	}
	r.updateProse(a, now)
}

func (a *assembler) retroProse(retro *report.Retro, links *fileLinks) {
	file := links.file.Retro
	retro.Intro = links.prose(file.Intro)
	var well, wrong, change []report.Prose
	action := 0
	for n, s := range file.Sections {
		section := &retro.Sections[n]
		if section.Kind != report.SectionChange {
			section.Body = links.prose(s.Body)
		}
		switch section.Kind {
		case report.SectionWell:
			well = append(well, section.Body)
		case report.SectionWrong:
			wrong = append(wrong, section.Body)
		case report.SectionChange:
			section.Body = links.prose(s.Rest)
			change = append(change, section.Body)
			for _, found := range s.Actions {
				retro.Actions[action].Text = links.prose(found.Text)
				action++
			}
		default:
			if len(s.Body.Pieces) > 0 { // the lessons' own section is empty, as a rule
				retro.Other = append(retro.Other, report.Document{Title: s.Title, Body: section.Body, File: links.file.Path})
			}
		}
	}
	retro.Well, retro.Wrong, retro.Change = join(well), join(wrong), join(change)
	lesson := 0
	for _, l := range file.Lessons {
		// Of two lessons of one id only the first was taken.
		if lesson < len(retro.Lessons) && retro.Lessons[lesson].Pos == l.Lesson.Pos {
			retro.Lessons[lesson].Body = links.prose(l.Body)
			lesson++
		}
	}
}

// join puts pieces of prose after each other.
func join(all []report.Prose) report.Prose {
	all = slices.DeleteFunc(all, report.Prose.Empty)
	switch len(all) {
	case 0:
		return report.Prose{}
	case 1:
		return all[0]
	}
	var joined report.Prose
	var texts []string
	for _, p := range all {
		joined.Spans, texts = append(joined.Spans, p.Spans...), append(texts, p.Text)
	}
	joined.Text = strings.TrimSpace(strings.Join(texts, " "))
	return joined
}

// spans decides for every piece of prose whether it is a link. What lies between two
// links becomes one span.
func (a *assembler) spans(p markdown.Prose) []report.Span {
	var out []report.Span
	var plain []string
	flush := func() {
		if len(plain) > 0 {
			out = append(out, report.Span{HTML: strings.Join(plain, "")})
			plain = plain[:0]
		}
	}
	for _, piece := range p.Pieces {
		var ref *report.Ref
		switch piece.Kind {
		case markdown.PieceWord:
			if len(a.items[piece.Target]) > 0 {
				ref = &report.Ref{Kind: report.RefDeliverable, ID: piece.Target}
			}
		case markdown.PieceWiki:
			ref = a.wiki(piece)
		case markdown.PieceLink:
			ref = a.ref(piece)
		case markdown.PiecePicture:
			if ref = a.picture(piece); ref == nil {
				if alt := altOf(piece.HTML); alt != "" {
					plain = append(plain, alt)
				}
				continue
			}
		}
		if ref != nil {
			flush()
			out = append(out, report.Span{HTML: piece.HTML, Ref: ref})
		} else if piece.HTML != "" {
			plain = append(plain, piece.HTML)
		}
	}
	flush()
	return slices.Clip(out)
}

// altOf takes the alternative text out of the attributes of a picture, which this
// package wrote itself: it is escaped, and holds no quote.
func altOf(attributes string) string {
	alt, _, _ := strings.Cut(strings.TrimPrefix(attributes, ` alt="`), `"`)
	return alt
}

func (a *assembler) wiki(p markdown.Piece) *report.Ref {
	switch {
	case a.lessons[p.Target] != nil:
		return &report.Ref{Kind: report.RefLesson, ID: p.Target}
	case len(a.items[p.Target]) > 0:
		return &report.Ref{Kind: report.RefDeliverable, ID: p.Target}
	case !a.blindLessons:
		a.problems.Warnf(p.Pos, "unknown-lesson", content.DidYouMeanOr(p.Target, a.words.lessons().Near(p.Target), "no retro has a lesson of that id"), "unknown lesson %q", p.Target)
	}
	return unheld(p.Target)
}

// unheld is a lesson that no retro has, or none yet, as in a plan that was frozen before the
// retro: it leads nowhere.
func unheld(id string) *report.Ref { return &report.Ref{Kind: report.RefLesson, ID: id} }

func (a *assembler) picture(p markdown.Piece) *report.Ref {
	path, _, _ := strings.Cut(p.Target, "#")
	if a.isPicture(path) {
		return &report.Ref{Kind: report.RefFile, ID: strings.TrimPrefix(a.copied(path), "content/"), Image: true}
	}
	hint := a.near(path)
	if a.copied(path) != "" || a.files[path] != nil {
		hint = "pictures are png, jpg, gif, webp, avif and svg"
	}
	return a.dead(p.Pos, hint, "there is no picture %q", diag.Short(path))
}

// near is a hint: the path of the workspace that is nearest in the same folder.
func (a *assembler) near(path string) string {
	dir := path[:strings.LastIndexByte(path, '/')+1]
	if n := content.Nearest(path, a.words.below(dir).Near(path)); n != "" {
		return fmt.Sprintf("did you mean %q?", strings.TrimPrefix(n, dir))
	}
	return ""
}

func (a *assembler) dead(at diag.Pos, hint, format string, args ...any) *report.Ref {
	a.problems.Warnf(at, "dead-link", hint, format, args...)
	return nil
}
