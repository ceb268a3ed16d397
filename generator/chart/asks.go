package chart

import (
	"cmp"
	"slices"

	"quarterdeck/generator/report"
)

// askStates are the states of asks from the one that a picture draws first, at the
// bottom, to the one that must not be hidden, and what each looks like. What was agreed is a
// plan, so it is stone; what nobody answered is hollow.
var askStates = []struct {
	state      report.AskState
	class      string // swatch
	fill, line string // colour tokens; line is that of an outline, or ""
	mark       string // of a broken line along the middle: "dashed", "dotted" or ""
}{
	{report.Agreed, "planned", "planned", "", ""},
	{report.Met, "delivered", "delivered", "", ""},
	{report.Asked, "open", "open", "line-2", ""},
	{report.Declined, "dropped", "dropped", "", "dotted"},
	{report.Late, "moved", "moved", "", "dashed"},
}

// tie is the asks of one team towards another.
type tie struct {
	by, of *report.Team
	counts []int // in the order of askStates
}

func (t tie) all() (n int) {
	for _, one := range t.counts {
		n += one
	}
	return n
}

// plansShown reports whether the audience may see who waits for whom.
func plansShown(s Source) bool { return slices.Contains(s.Archive.Audience.Shows, report.Plans) }

// asks shows who waits for whom in a quarter: those who wait at the left, those they wait
// for at the right, and between them a band as wide as there are asks.
func asks(s Source) Chart {
	c := Chart{Title: s.T("chart.asks.title", "about", s.subject())}
	f := s.figures()
	if f == nil || len(f.Asks) == 0 {
		return c.absent(s.T("chart.asks.absent"))
	}
	ties := tied(f.Asks)
	sums := make([]int, len(askStates))
	for _, t := range ties {
		for i, n := range t.counts {
			sums[i] += n
		}
	}
	c.Summary, c.Table = s.askWords(ties, sums), s.askTable(ties, sums)
	c.Keys = []KeyRow{{Label: s.T("chart.asks.key")}}
	for i, row := range askStates {
		if sums[i] > 0 {
			c.Keys[0].Keys = append(c.Keys[0].Keys, Key{row.class, s.stateWord(row.state)})
		}
	}
	c.Wide, c.Narrow = newRibbons(s, ties, wideWidth).draw(), newRibbons(s, ties, narrowWidth).draw()
	return c
}

// tied counts asks by who waits and who is waited for, in alphabetical order.
func tied(all []*report.Ask) []tie {
	var ties []tie
	at := map[[2]string]int{}
	for _, k := range all {
		pair := [2]string{k.By.Team.ID, k.Of.ID}
		i, known := at[pair]
		if !known {
			i = len(ties)
			at[pair] = i
			ties = append(ties, tie{k.By.Team, k.Of, make([]int, len(askStates))})
		}
		for j, row := range askStates {
			if row.state == k.State {
				ties[i].counts[j]++
			}
		}
	}
	slices.SortFunc(ties, func(x, y tie) int { return cmp.Or(x.by.Compare(y.by), x.of.Compare(y.of)) })
	return ties
}

// askTable is a row for each tie; sums are over all of them, in the order of askStates.
func (s Source) askTable(ties []tie, sums []int) Table {
	t := Table{Columns: []Column{column(s.T("chart.asks.waits")), column(s.T("chart.asks.for")), figure(s.T("chart.asks.asks"))}}
	row := func(head []string, one tie) []string {
		head = append(head, cells(float64(one.all()))...)
		for i, n := range one.counts {
			if sums[i] > 0 {
				head = append(head, cells(float64(n))...)
			}
		}
		return head
	}
	for i, state := range askStates {
		if sums[i] > 0 {
			t.Columns = append(t.Columns, figure(s.T("chart.asks.column."+string(state.state))))
		}
	}
	for _, one := range ties {
		t.Rows = append(t.Rows, row([]string{one.by.Name, one.of.Name}, one))
	}
	t.Foot = row([]string{s.T("chart.all"), ""}, tie{counts: sums})
	return t
}

// askWords tells how many asks there are, and how many are in which state.
func (s Source) askWords(ties []tie, sums []int) string {
	waiting, asked := map[*report.Team]bool{}, map[*report.Team]bool{}
	for _, t := range ties {
		waiting[t.by], asked[t.of] = true, true
	}
	var parts []string
	for i, row := range askStates {
		if n := sums[i]; n > 0 {
			parts = append(parts, s.T("chart.asks.state", "n", n, "state", s.stateWord(row.state)))
		}
	}
	return s.T("chart.asks.summary", "waiting", len(waiting), "asked", len(asked), "n", tie{counts: sums}.all(), "states", parts)
}

// stateWord is the state of an ask in a key.
func (s Source) stateWord(state report.AskState) string {
	return s.T("chart.asks.word." + string(state))
}
