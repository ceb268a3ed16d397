package page

import (
	"strings"
	"unicode/utf8"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// Summary is the one screen of a quarter for senior management, which fits one printed
// page: every list on it is bounded, and leads to the rest. A part that the audience does
// not see, or that does not fit the quarter, is nil.
type Summary struct {
	Title, Period string
	Whole         Link // the whole report
	Answer        Answer
	Lead          string
	Figs          []Fig
	Shipped       *SummaryShipped
	Moved         *SummaryMoved
	Risks         *SummaryRisks
	Wanted        *SummaryWanted
}

// SummaryShipped is what was delivered: what customers hear of first, the newest first.
type SummaryShipped struct {
	Note string
	Rows []SummaryItem
	More Link
}

// SummaryItem is a deliverable in a few words.
type SummaryItem struct {
	Item, Team Link
	Phase      report.Phase
	Text       string
	// What it should change and what it did, where somebody said so: then Text is empty.
	Worth, Changed string
}

// SummaryMoved is what was planned and did not arrive, by reason.
type SummaryMoved struct {
	Title, Note string
	Rows        []SummaryReason
	More        Link
}

// SummaryReason is a reason with the first of its items.
type SummaryReason struct {
	Reason string
	N      int
	Items  []SummaryItem
	More   Link
	Act    bool // nobody has given it
}

// What fits one page.
const (
	mostShipped    = 6
	mostReasons    = 4
	itemsOfAReason = 2
	longest        = 110 // characters of a sentence
	longestTitle   = 60
)

// planSummaries adds a page a quarter.
func planSummaries(p *planner) {
	for _, q := range p.archive.Quarters {
		p.under(q.ID.String(), func(p *planner) { p.planSummary(q) })
	}
}

func (p *planner) planSummary(q *report.Quarter) {
	path := p.summaryPath(q.ID)
	p.page(path, "summary", func() Head {
		f := p.book.Quarter(q.ID)
		return p.editionHead(q, "", Head{
			Title: q.ID.Title() + " in one page", Section: quartersPath,
			Description: q.ID.Title() + " in one page: what was kept, what shipped, what moved and why, the largest risks, and what is asked of you.",
			Crumbs:      p.crumbs(append(p.way(q), Link{Text: "Summary", Path: path})...),
			ScopeNote:   scopeNote(q, p.archive.Today), Source: sources(f, q.Reports), Picture: p.quarterPicture(q),
		})
	}, func() any { return p.summary(q, p.book.Quarter(q.ID)) })
}

// summaryPath is the address of a quarter's summary, or "" where the site has none.
func (p *planner) summaryPath(q report.QuarterID) string {
	to := p.quarterPath(q)
	if to == "" || !p.inside() || p.edition != nil && p.edition.IsPlan() {
		return ""
	}
	return folder(to) + "summary/index.html"
}

// summaryLink leads to the summary of a quarter.
func (p *planner) summaryLink(q *report.Quarter) Link {
	return Link{Text: "In one page", Path: p.summaryPath(q.ID)}
}

func (p *planner) summary(q *report.Quarter, f *metrics.Figures) *Summary {
	v := &Summary{Title: q.ID.Title() + " in one page", Period: period(q) + ", " + number(len(q.Reports)) + " " + verb(len(q.Reports), "team", "teams"),
		Whole: Link{Text: "The whole report", Path: p.quarterPath(q.ID)}}
	v.Answer = p.toldOf(q)
	if p.shows(report.Numbers) {
		v.Answer, v.Lead, v.Figs = planned(f, we, p.archive.Today), lead(f), p.withoutAsks(p.quarterFigs(f))
		v.Figs = v.Figs[:min(4, len(v.Figs))]
		for i := range v.Figs {
			v.Figs[i].Rows.Path = v.Whole.Path + v.Figs[i].Rows.Path
		}
	}
	x := p.items(f)
	if !ahead(q) {
		v.Shipped, v.Moved = p.summaryShipped(f, x), p.summaryMoved(f, x)
	}
	v.Risks, v.Wanted = p.risks(q, f), p.wanted(q, f)
	return v
}

func (p *planner) summaryShipped(f *metrics.Figures, x items) *SummaryShipped {
	all := p.quarterShipped(f, x)
	rows := append(append(all.Customers.First, all.Customers.More...), all.Others...)
	v := &SummaryShipped{Note: all.Note}
	for _, i := range rows[:min(mostShipped, len(rows))] {
		v.Rows = append(v.Rows, shippedBrief(i))
	}
	v.More = andMore(len(rows)-len(v.Rows), p.quarterPath(f.Quarter.ID)+"#shipped")
	return v
}

func (p *planner) summaryMoved(f *metrics.Figures, x items) *SummaryMoved {
	left := quarterLeft(f, x, nil)
	v := &SummaryMoved{Title: "What moved, and why", Note: "Moved or dropped, by the reason that the team gave."}
	section := p.quarterPath(f.Quarter.ID) + "#not"
	add := func(reason string, rows metrics.Rows, act bool) {
		row := SummaryReason{Reason: reason, N: len(rows), Act: act}
		for _, d := range rows[:min(itemsOfAReason, len(rows))] {
			i := x.row(d)
			row.Items = append(row.Items, brief(i, i.Note))
		}
		row.More = andMore(len(rows)-len(row.Items), section)
		v.Rows = append(v.Rows, row)
	}
	if left.Unexplained && len(f.Rest) > 0 {
		add("unexplained", f.Rest, true)
	}
	hidden := 0
	for _, r := range f.Reasons {
		switch {
		case len(v.Rows) >= mostReasons:
			hidden += len(r.Items)
		case r.Reason == "":
			add("no reason given", r.Items, true)
		default:
			add(string(r.Reason), r.Items, false)
		}
	}
	v.More = andMore(hidden, section)
	if len(v.Rows) == 0 {
		v.Note = "No planned item has moved or was dropped."
		if left.Unexplained {
			v.Note = "No planned item was moved or dropped."
		}
	}
	return v
}

// andMore leads to the rows that a bounded list leaves out; no link where there are none.
func andMore(n int, path string) Link {
	if n <= 0 {
		return Link{}
	}
	return Link{Text: "and " + digits(n) + " more", Path: path}
}

// brief is an item with a few words of it.
func brief(i Item, text string) SummaryItem {
	i.Link.Text = clip(i.Link.Text, longestTitle)
	return SummaryItem{Item: i.Link, Team: i.Team, Phase: i.Phase, Text: clip(text, longest)}
}

// shippedBrief says of an item what it is worth, or else what it is.
func shippedBrief(i Item) SummaryItem {
	if i.Worth == nil {
		return brief(i, sentence(words(i.Deliverable)))
	}
	v := brief(i, "")
	v.Worth, v.Changed = clip(i.Worth.Value, longest), clip(i.Worth.Result, longest)
	return v
}

// clip ends a text that is too long for its place after a word.
func clip(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	cut := string([]rune(s)[:most])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:.–") + "…"
}
