package compare

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff/lcs"

	"quarterdeck/generator/report"
)

// Op is what became of a run of words.
type Op string

const (
	Kept    Op = ""
	Removed Op = "removed"
	Added   Op = "added"
)

// Run is a run of words that share what became of them. Cut is how many characters more
// it has than are shown.
type Run struct {
	Op   Op
	Text string
	Cut  int
}

// Passage is one or more sentences that changed, with the words that did. Runs of Kept
// words are shortened to what stands around a change.
type Passage []Run

const (
	mostPassages = 30   // of a text
	longestRun   = 1200 // characters of a run that is added or removed
	around       = 60   // characters of a run that stays, on each side of a change
	alike        = 0.3  // the share of words in common from which two passages are compared by word
	mostWords    = 2000 // of both sides of a passage, up to which it is compared by word
)

// Texts returns what changed from one text to the other, passage by passage, and how many
// passages are left out because there are too many.
//
// Sentences are compared first and then, where they differ, their words: so a text of any
// length costs little, as both comparisons give up early on what has hardly anything in
// common, and what changed stays in its sentence.
func Texts(before, after string) (passages []Passage, more int) {
	b, a := sentences(before), sentences(after)
	for _, d := range lcs.DiffLines(trimmed(b), trimmed(a)) {
		old, now := strings.TrimSpace(strings.Join(b[d.Start:d.End], "")), strings.TrimSpace(strings.Join(a[d.ReplStart:d.ReplEnd], ""))
		p := words(old, now)
		if len(p) == 0 {
			continue
		}
		if len(passages) == mostPassages {
			more++
			continue
		}
		passages = append(passages, p)
	}
	return passages, more
}

// sentenceEnd is white space after the end of a sentence, or the end of a paragraph or a
// list's entry.
var sentenceEnd = regexp.MustCompile(`[.!?…]["')”’]*\s+|\n\s*`)

// sentences splits a text without losing a byte of it.
func sentences(text string) []string {
	var out []string
	from := 0
	for _, at := range sentenceEnd.FindAllStringIndex(text, -1) {
		out = append(out, text[from:at[1]])
		from = at[1]
	}
	if from < len(text) {
		out = append(out, text[from:])
	}
	return out
}

func trimmed(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strings.Join(strings.Fields(s), " ")
	}
	return out
}

// words compares two passages word by word; nil where they differ in white space only.
func words(before, after string) Passage {
	b, a := strings.Fields(before), strings.Fields(after)
	whole := Passage{}.with(Removed, b).with(Added, a)
	if len(b)+len(a) > mostWords {
		return whole.folded()
	}
	var p Passage
	at, same := 0, 0
	diffs := lcs.DiffLines(b, a)
	if len(diffs) == 0 {
		return nil
	}
	for _, d := range diffs {
		p = p.with(Kept, b[at:d.Start]).with(Removed, b[d.Start:d.End]).with(Added, a[d.ReplStart:d.ReplEnd])
		same += d.Start - at
		at = d.End
	}
	p = p.with(Kept, b[at:])
	same += len(b) - at
	if float64(2*same) < alike*float64(len(b)+len(a)) {
		return whole.folded()
	}
	return p.folded()
}

func (p Passage) with(op Op, words []string) Passage {
	if len(words) == 0 {
		return p
	}
	return append(p, Run{Op: op, Text: strings.Join(words, " ")})
}

// folded shortens the runs that are longer than a reader needs.
func (p Passage) folded() Passage {
	for i := range p {
		r := &p[i]
		switch {
		case r.Op != Kept:
			if n := utf8.RuneCountInString(r.Text); n > longestRun {
				r.Text, r.Cut = string([]rune(r.Text)[:longestRun]), n-longestRun
			}
		case i == 0:
			r.Text = lastWords(r.Text)
		case i == len(p)-1:
			r.Text = firstWords(r.Text)
		case utf8.RuneCountInString(r.Text) > 3*around:
			r.Text = firstWords(r.Text) + " " + lastWords(r.Text)
		}
	}
	return p
}

// firstWords keeps the words of about the first characters.
func firstWords(s string) string {
	r := []rune(s)
	if len(r) <= 2*around {
		return s
	}
	head := string(r[:around])
	if i := strings.LastIndexByte(head, ' '); i > 0 {
		head = head[:i]
	}
	return head + " …"
}

// lastWords keeps the words of about the last characters.
func lastWords(s string) string {
	r := []rune(s)
	if len(r) <= 2*around {
		return s
	}
	tail := string(r[len(r)-around:])
	if i := strings.IndexByte(tail, ' '); i >= 0 && i+1 < len(tail) {
		tail = tail[i+1:]
	}
	return "… " + tail
}

// text adds a piece of prose where it differs.
func (c *comparison) text(team *report.Team, where, id, before, after string) {
	if before == after {
		return
	}
	if passages, more := Texts(before, after); len(passages) > 0 {
		c.out.Texts = append(c.out.Texts, Text{team, where, id, passages, more})
	}
}
