package actions

import (
	"regexp"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// Line is what the text of an action says.
type Line struct {
	Text   string     // without the owner and the date that end it
	Owner  string     // without "@" and quotes; "" = none
	Due    report.Day // 0 = none
	BadDue string     // what is where a date should be, and is not one
	Moves  string     // the number that it should move, as written; "" = none
	Again  bool       // an earlier retro had it
	// AgainOf is the quarter of that retro; zero where it is not said.
	AgainOf report.QuarterID
	// Name is the owner with the words that follow it, as in "@Ana Ruiz": most probably one name,
	// which needs quotes. It is "" where no such word follows.
	Name string

	cut     int  // where the text ends in the line
	ends    bool // an owner or a date ends the line, or a date is in it
	ownerAt int  // where the "@" of the owner is; -1 = nowhere
}

// An owner is one word, or is in quotes or brackets: @ann, @"Ann Lee", @[Ann Lee], @(Ann Lee).
const (
	ownerWord   = `[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?`
	ownerQuoted = `"[^"\n]+"|[“”„][^“”"\n]+[“”"]|«[^»\n]+»|\[[^\]\n]+\]|\([^)\n]+\)?` // the last bracket may be gone with those around
	before      = `(?:^|[\s,;(—–-])`
)

var (
	ownerTail = regexp.MustCompile(before + `(@(` + ownerWord + `|` + ownerQuoted + `))$`)
	// nameTail is an owner of several words without quotes, the last one with a capital.
	nameTail = regexp.MustCompile(before + `@((` + ownerWord + `)(?:\s+(?:\p{Lu}[\p{L}\p{M}.'’-]*|d[aeou]s?|del|della|di|e|el|la|le|van|von|den|der|zu|bin|al))*\s+\p{Lu}[\p{L}\p{M}'’-]*)$`)
	dueTail  = regexp.MustCompile(`(?i)` + before + `due:?\s*(\d[\d./-]*)$`)
	// These two are also common words: they count after a dash, a comma or a bracket alone.
	movesTail = regexp.MustCompile(`(?i)(?:[,;(—–]|\s-)\s*moves:?\s+([\p{L}\p{N}_-]*[\p{L}\p{N}])$`)
	againTail = regexp.MustCompile(`(?i)(?:[,;(—–]|\s-)\s*again(?:\s+(\d{4}-q[1-4]))?$`)
	ownerIn   = regexp.MustCompile(before + `(@(` + ownerWord + `|` + ownerQuoted + `))`)
	dueIn     = regexp.MustCompile(`(?i)` + before + `due:?\s*(\d{4}-\d\d-\d\d)`)
)

// tailEnd is what may come after or between the owner and the date.
const tailEnd = " \t\n\r,;.)(—–-"

// ParseLine reads the text of an action: "Do this — @owner, due 2026-11-30, moves kept, again
// 2026-q2". They may come in any order, between dashes or commas; each may be missing. Where an
// owner or a date does not end the text, it is found inside it and stays there.
func ParseLine(line string) Line {
	a := Line{ownerAt: -1}
	a.cut = len(line)
	tails := []func(string) int{a.ownerEnd, a.dueEnd}
	low := strings.ToLower(line)
	if strings.Contains(low, "moves") {
		tails = append(tails, a.movesEnd)
	}
	if strings.Contains(low, "again") {
		tails = append(tails, a.againEnd)
	}
	for found := true; found; {
		rest := strings.TrimRight(line[:a.cut], tailEnd)
		found = slices.ContainsFunc(tails, func(tail func(string) int) bool {
			at := tail(rest)
			if at >= 0 {
				a.cut = at
			}
			return at >= 0
		})
	}
	a.ends = a.Owner != "" || a.Due != 0 || a.BadDue != ""
	if a.cut < len(line) {
		a.cut = len(strings.TrimRight(line[:a.cut], " \t\n\r,;(—–-"))
	}
	a.Text = line[:a.cut]
	a.inside(line)
	return a
}

// inside finds what does not end the text.
func (a *Line) inside(line string) {
	if a.Owner == "" && strings.Contains(line, "@") {
		rest := strings.TrimRight(a.Text, tailEnd)
		if m := nameTail.FindStringSubmatchIndex(rest); m != nil {
			a.Owner, a.Name, a.ownerAt = rest[m[4]:m[5]], strings.Join(strings.Fields(rest[m[2]:m[3]]), " "), m[2]-1
			a.ends = true
		} else if m := ownerIn.FindStringSubmatchIndex(line); m != nil {
			a.Owner, a.ownerAt = unquoted(line[m[4]:m[5]]), m[2]
		}
	}
	if m := dueIn.FindStringSubmatch(line); m != nil && a.Due == 0 && a.BadDue == "" {
		a.setDue(m[1])
		a.ends = true
	}
}

// unquoted is an owner without what is around it.
func unquoted(owner string) string {
	return strings.Join(strings.Fields(strings.Trim(owner, `"“”„«»[]()`)), " ")
}

// ownerEnd reads an owner that ends a text, and returns where it begins; -1 without one.
func (a *Line) ownerEnd(rest string) int {
	if a.Owner != "" {
		return -1
	}
	m := ownerTail.FindStringSubmatchIndex(rest)
	if m == nil || unquoted(rest[m[4]:m[5]]) == "" {
		return -1
	}
	a.Owner, a.ownerAt = unquoted(rest[m[4]:m[5]]), m[2]
	return m[0]
}

func (a *Line) dueEnd(rest string) int {
	if a.Due != 0 || a.BadDue != "" {
		return -1
	}
	m := dueTail.FindStringSubmatchIndex(rest)
	if m == nil {
		return -1
	}
	a.setDue(strings.TrimRight(rest[m[2]:m[3]], "./-"))
	return m[0]
}

func (a *Line) movesEnd(rest string) int {
	m := movesTail.FindStringSubmatchIndex(rest)
	if m == nil || a.Moves != "" {
		return -1
	}
	a.Moves = strings.ToLower(rest[m[2]:m[3]])
	return m[0]
}

func (a *Line) againEnd(rest string) int {
	m := againTail.FindStringSubmatchIndex(rest)
	if m == nil || a.Again {
		return -1
	}
	a.Again = true
	if m[2] >= 0 {
		a.AgainOf, _ = report.ParseQuarter(strings.ToLower(rest[m[2]:m[3]]))
	}
	return m[0]
}

func (a *Line) setDue(s string) {
	day, err := report.ParseDay(s)
	if err != nil || !report.InCalendar(day.Time()) {
		a.BadDue = s
		return
	}
	a.Due = day
}
