package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Track is one action, followed from the retro that had it first until it is ticked.
type Track struct {
	Team *Team
	// Actions are the same action in one retro after the other, oldest first; never empty.
	// Every one but the first raises it again.
	Actions []*Action
}

// First is the action as it was first agreed.
func (t *Track) First() *Action { return t.Actions[0] }

// Last is the action as it now stands: its owner, its date, and whether it is done.
func (t *Track) Last() *Action { return t.Actions[len(t.Actions)-1] }

// Done reports whether it was ticked where it stands last: who raises an action again says that
// it was not done after all.
func (t *Track) Done() bool { return t.Last().Done }

// RaisedAgain is how often a later retro had it again.
func (t *Track) RaisedAgain() int { return len(t.Actions) - 1 }

// Overdue reports whether its day has passed and it is not done. Without a day it never is.
func (t *Track) Overdue(today Day) bool {
	l := t.Last()
	return !l.Done && l.Due != 0 && l.Due < today
}

// Age is how many quarters lie between the retro that had it first and the quarter of a
// day; where it is done, and the retro that had it last.
func (t *Track) Age(today Day, fiscal int) int {
	until := QuarterOf(today, fiscal)
	if t.Done() {
		until = t.Last().Quarter.ID
	}
	return max(0, until.Index()-t.First().Quarter.ID.Index())
}

// Tracks follows the actions of all retros, by the quarter that had each first, team and
// place in its retro. A later retro of the same team has the same action if it says the same
// words, whatever their case and signs, or marks it `again`. Then it is the one with the most words
// of more than three letters in common, in the nearest retro before that has any; or, where a
// quarter is named, of that quarter's retro.
func Tracks(a *Archive) []*Track {
	var all []*Track
	f := follower{byText: map[text]*Track{}, words: map[*Track][]string{}, of: map[string][]*Track{}}
	for r := range a.AllReports() {
		if r.Retro == nil {
			continue
		}
		for _, action := range r.Retro.Actions {
			said := words(action.Text.Text)
			t := f.find(action, said)
			if t == nil {
				t = &Track{Team: action.Team}
				all = append(all, t)
				f.of[action.Team.ID] = append(f.of[action.Team.ID], t)
			}
			t.Actions = append(t.Actions, action)
			f.words[t] = said
			f.byText[text{action.Team.ID, strings.Join(said, " ")}] = t
		}
	}
	return all
}

// follower finds the track that an action belongs to.
type follower struct {
	byText map[text]*Track
	words  map[*Track][]string // of the action that each has last
	of     map[string][]*Track // by team
}

// text is the words of an action of a team.
type text struct{ team, words string }

// find returns the track of an earlier retro that an action belongs to, or nil. said are its words.
func (f *follower) find(a *Action, said []string) *Track {
	same := f.byText[text{a.Team.ID, strings.Join(said, " ")}]
	fits := func(t *Track) bool {
		return t.Last().Quarter != a.Quarter && (a.AgainOf == QuarterID{} || t.in(a.AgainOf))
	}
	if same != nil && len(said) > 0 && fits(same) {
		return same
	}
	if !a.Again {
		return nil
	}
	var best *Track
	most, newest := 0, 0
	for _, t := range f.of[a.Team.ID] {
		if !fits(t) {
			continue
		}
		in, when := inCommon(said, f.words[t]), t.Last().Quarter.ID.Index()
		if a.AgainOf != (QuarterID{}) {
			when = 0
		} else if in == 0 {
			continue
		}
		if best == nil || cmp.Or(cmp.Compare(when, newest), cmp.Compare(in, most)) > 0 {
			best, most, newest = t, in, when
		}
	}
	return best
}

// in reports whether the retro of a quarter had the action.
func (t *Track) in(q QuarterID) bool {
	return slices.ContainsFunc(t.Actions, func(a *Action) bool { return a.Quarter.ID == q })
}

// words are those of a text, in small letters, without signs.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// inCommon counts the different words that two texts share, without short ones, which all
// texts have.
func inCommon(x, y []string) int {
	n := 0
	for i, w := range x {
		if utf8.RuneCountInString(w) > 3 && slices.Contains(y, w) && !slices.Contains(x[:i], w) {
			n++
		}
	}
	return n
}
