package content

import (
	"fmt"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// linkProse turns all prose of the workspace into spans.
func (a *assembler) linkProse() {
	if p := a.files["content/index.md"]; p != nil && p.doc != nil {
		a.archive.Home = a.document(p)
	}
	for _, t := range a.archive.Teams {
		if p := a.files["content/teams/"+t.ID+".md"]; p.team != nil {
			t.About = a.spans(p.team.about)
		}
	}
	for _, q := range a.archive.Quarters {
		if p := a.files["content/"+q.ID.String()+"/index.md"]; p != nil && p.doc != nil {
			q.Foreword = a.document(p)
		}
		for _, r := range q.Reports {
			a.reportProse(r)
		}
	}
}

func (a *assembler) document(p *Parsed) *report.Document {
	return &report.Document{Title: p.doc.title, Body: a.spans(p.doc.body), File: p.path}
}

func (a *assembler) reportProse(r *report.Report) {
	if p := a.file(r, "plan.md"); p != nil && p.plan != nil {
		r.Plan.Intro = a.spans(p.plan.intro)
	}
	for _, d := range r.Items {
		if item := a.prose[d]; item != nil {
			d.Body, d.ForCustomers = a.spans(item.body), a.spans(item.customers)
		}
	}
	if p := a.file(r, "retro.md"); p != nil && p.retro != nil {
		a.retroProse(r, p)
	}
}

func (a *assembler) retroProse(r *report.Report, p *Parsed) {
	retro, names := r.Retro, a.archive.Site.Retro
	retro.Intro = a.spans(p.retro.intro)
	action := 0
	for _, s := range p.retro.sections {
		switch {
		case isSection(s.title, names.Well):
			retro.Well = join(retro.Well, a.spans(s.body))
		case isSection(s.title, names.Wrong):
			retro.Wrong = join(retro.Wrong, a.spans(s.body))
		case isSection(s.title, names.Change):
			retro.Change = join(retro.Change, a.spans(s.rest))
			for _, found := range s.actions {
				retro.Actions[action].Text = a.spans(found.text)
				action++
			}
		case len(s.body.pieces) > 0: // the lessons' own section is empty, as a rule
			retro.Other = append(retro.Other, report.Document{Title: s.title, Body: a.spans(s.body), File: p.path})
		}
	}
	lesson := 0
	for _, l := range p.retro.lessons {
		// Of two lessons of one id only the first was taken.
		if lesson < len(retro.Lessons) && retro.Lessons[lesson].Pos == l.lesson.Pos {
			retro.Lessons[lesson].Body = a.spans(l.body)
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

// spans decides for every piece of prose whether it is a link.
func (a *assembler) spans(p prose) report.Prose {
	out := report.Prose{Text: p.text}
	var plain strings.Builder
	link := func(html string, ref *report.Ref) {
		if plain.Len() > 0 {
			out.Spans = append(out.Spans, report.Span{HTML: plain.String()})
			plain.Reset()
		}
		out.Spans = append(out.Spans, report.Span{HTML: html, Ref: ref})
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
				plain.WriteString(altOf(piece.html))
				continue
			}
		}
		if ref == nil {
			plain.WriteString(piece.html)
		} else {
			link(piece.html, ref)
		}
	}
	if plain.Len() > 0 {
		out.Spans = append(out.Spans, report.Span{HTML: plain.String()})
	}
	return out
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
		a.problems.Warnf(p.pos, "unknown-lesson", didYouMeanOr(p.target, sortedKeys(a.lessons), "no retro has a lesson of that id"), "unknown lesson %q", p.target)
	}
	return nil
}

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
