// Package card draws the picture that a chat or a social network shows beside a link: the
// title, the answer, the headline figure, and what was planned beside what became of it.
//
// Call [Draw]. It is pure: the same card gives the same bytes.
package card

import (
	"slices"
	"strings"
)

// Width and Height are the size of every card in pixels, which is what those who show
// previews of links ask for.
const (
	Width  = 1200
	Height = 630
)

// Version is part of the name under which a picture is kept: raise it when Draw draws
// otherwise.
const Version = 2

// Card is what a picture says. What is empty is left out, and so is a text in a script
// that the built-in font lacks: a row of boxes says less than nothing.
type Card struct {
	Brand  string // whose reports: "Tidewall delivery reports"
	Title  string // "Q3 2026 · Firewall"; three lines at most
	Answer string // one sentence
	Figure string // the headline: "78 %"
	Count  string // what stands with it: "11 of 14"
	Bars   []Bar
	Note   string // what the figures rest on: the cut-off
	Accent string // "#0f5c58" or a CSS name; "" or unknown: that of tokens.css
}

// Bar is a row of shares of the whole. The longest bar fills the width.
type Bar struct {
	Name  string // "Planned"
	Parts []Part
}

// Part is so many items of a bar, and what they are.
type Part struct {
	N   int
	Ink Ink
	Key string // "11 delivered", below the bars; "" = no key
}

// Words are the texts of the picture, one after the other, also those that it cannot draw:
// for those who cannot see it, and for a search.
func (c Card) Words() string {
	count := ""
	if c.Count != "" {
		count = " (" + c.Count + ")"
	}
	var out []string
	for _, s := range []string{c.Brand, c.Title, strings.TrimSpace(c.Figure + count), c.Answer, c.keyWords(), c.Note} {
		if s != "" {
			out = append(out, s)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return strings.Join(out, " | ")
}

func (c Card) keyWords() string {
	var out []string
	for _, p := range c.keys() {
		out = append(out, p.Key)
	}
	return strings.Join(out, ", ")
}

// keys are the parts that have one: what became of the plan matters most.
func (c Card) keys() (all []Part) {
	for _, b := range slices.Backward(c.Bars) {
		all = append(all, slices.DeleteFunc(slices.Clone(b.Parts), func(p Part) bool { return p.N <= 0 || p.Key == "" })...)
	}
	return all
}

// drawable returns the card with those texts alone that the font can write.
func (c Card) drawable() Card {
	for _, s := range []*string{&c.Brand, &c.Title, &c.Answer, &c.Figure, &c.Count, &c.Note} {
		*s = writable(*s)
	}
	return c
}
