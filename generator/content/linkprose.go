package content

import (
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// linkProse turns all prose of the workspace into spans. Where everything that could
// be led to is as it was for the last assembly, prose of the same file leads where it did.
func (a *assembler) linkProse(keep bool, last *assembly, holds bool) *linking {
	now := &linking{keep: keep}
	if holds {
		now.last = last
	}
	if p := a.files["content/index.md"]; p != nil && p.doc != nil {
		a.archive.Home = now.of(a, p).document()
	}
	for _, t := range a.archive.Teams {
		if p := a.files["content/teams/"+t.ID+".md"]; p.team != nil {
			about := now.of(a, p).prose(p.team.about) // with its problems
			if a.last == nil {                        // else the team has it, and must not be changed
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
	if p := a.files["content/"+q.ID.String()+"/index.md"]; p != nil && p.doc != nil {
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
			links := (&linking{}).of(a, f.plans[r.Team.ID])
			item, d := r.from[n].item, r.Items[n]
			d.Body, d.ForCustomers = links.prose(item.body), links.prose(item.customers)
		}
	}
	a.problems = a.problems[:before]
}

func (l *fileLinks) document() *report.Document {
	doc := l.file.doc
	return &report.Document{Title: doc.title, Body: l.prose(doc.body), File: l.file.path}
}

func (a *assembler) reportProse(r *linked, now *linking) {
	if r.Plan != nil {
		links := now.of(a, r.plan)
		r.Plan.Intro = links.prose(r.plan.plan.intro)
		for i, d := range r.Items {
			if item := r.from[i].item; item != nil && !d.Removed {
				d.Body, d.ForCustomers = links.prose(item.body), links.prose(item.customers)
			}
		}
	}
	if r.Retro != nil {
		a.retroProse(r.Retro, now.of(a, r.retro))
	}
	r.updateProse(a, now)
}

func (a *assembler) retroProse(retro *report.Retro, links *fileLinks) {
	file, names := links.file.retro, a.archive.Site.Retro
	retro.Intro = links.prose(file.intro)
	action := 0
	for _, s := range file.sections {
		switch {
		case isSection(s.title, names.Well):
			retro.Well = join(retro.Well, links.prose(s.body))
		case isSection(s.title, names.Wrong):
			retro.Wrong = join(retro.Wrong, links.prose(s.body))
		case isSection(s.title, names.Change):
			retro.Change = join(retro.Change, links.prose(s.rest))
			for _, found := range s.actions {
				retro.Actions[action].Text = links.prose(found.text)
				action++
			}
		case len(s.body.pieces) > 0: // the lessons' own section is empty, as a rule
			retro.Other = append(retro.Other, report.Document{Title: s.title, Body: links.prose(s.body), File: links.file.path})
		}
	}
	lesson := 0
	for _, l := range file.lessons {
		// Of two lessons of one id only the first was taken.
		if lesson < len(retro.Lessons) && retro.Lessons[lesson].Pos == l.lesson.Pos {
			retro.Lessons[lesson].Body = links.prose(l.body)
			lesson++
		}
	}
}

// join puts two pieces of prose after each other.
func join(x, y report.Prose) report.Prose {
	if x.Empty() {
		return y
	}
	return report.Prose{Spans: append(append([]report.Span{}, x.Spans...), y.Spans...), Text: strings.TrimSpace(x.Text + " " + y.Text)}
}

// spans decides for every piece of prose whether it is a link. What lies between two
// links becomes one span.
func (a *assembler) spans(p prose) []report.Span {
	var out []report.Span
	var plain []string
	flush := func() {
		if len(plain) > 0 {
			out = append(out, report.Span{HTML: strings.Join(plain, "")})
			plain = plain[:0]
		}
	}
	for _, piece := range p.pieces {
		var ref *report.Ref
		switch piece.kind {
		case pieceWord:
			if len(a.items[piece.target]) > 0 {
				ref = &report.Ref{Kind: report.RefDeliverable, ID: piece.target}
			}
		case pieceWiki:
			ref = a.wiki(piece)
		case pieceLink:
			ref = a.ref(piece)
		case piecePicture:
			if ref = a.picture(piece); ref == nil {
				if alt := altOf(piece.html); alt != "" {
					plain = append(plain, alt)
				}
				continue
			}
		}
		if ref != nil {
			flush()
			out = append(out, report.Span{HTML: piece.html, Ref: ref})
		} else if piece.html != "" {
			plain = append(plain, piece.html)
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

func (a *assembler) wiki(p piece) *report.Ref {
	switch {
	case a.lessons[p.target] != nil:
		return &report.Ref{Kind: report.RefLesson, ID: p.target}
	case len(a.items[p.target]) > 0:
		return &report.Ref{Kind: report.RefDeliverable, ID: p.target}
	case !a.blindLessons:
		a.problems.Warnf(p.pos, "unknown-lesson", didYouMeanOr(p.target, a.words.lessons(), "no retro has a lesson of that id"), "unknown lesson %q", p.target)
	}
	return unheld(p.target)
}

// unheld is a lesson that no retro has, or none yet, as in a plan that was frozen before the
// retro: it leads nowhere, but who is not shown lessons is not shown its mention either.
func unheld(id string) *report.Ref { return &report.Ref{Kind: report.RefLesson, ID: id} }

func (a *assembler) picture(p piece) *report.Ref {
	path, _, _ := strings.Cut(p.target, "#")
	if a.isPicture(path) {
		return &report.Ref{Kind: report.RefFile, ID: strings.TrimPrefix(path, "content/"), Image: true}
	}
	hint := a.near(path)
	if a.other[path] || a.files[path] != nil {
		hint = "pictures are png, jpg, gif, webp, avif and svg"
	}
	a.problems.Warnf(p.pos, "dead-link", hint, "there is no picture %q", short(path))
	return nil
}

// near is a hint: the path of the workspace that is nearest in the same folder.
func (a *assembler) near(path string) string {
	dir := path[:strings.LastIndexByte(path, '/')+1]
	var known []string
	for _, list := range [][]string{sortedKeys(a.files), sortedKeys(a.other)} {
		for _, p := range list {
			if strings.HasPrefix(p, dir) {
				known = append(known, p)
			}
		}
	}
	if n := nearest(path, known); n != "" {
		return fmt.Sprintf("did you mean %q?", strings.TrimPrefix(n, dir))
	}
	return ""
}

func (a *assembler) dead(at diag.Pos, hint, format string, args ...any) *report.Ref {
	a.problems.Warnf(at, "dead-link", hint, format, args...)
	return nil
}
