package page

import (
	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
	"quarterdeck/generator/site"
	"strconv"
	"strings"
)

// lead says in a few plain sentences what the figures say: what became of the
// rest of the plan, why, what had been carried in, what joined.
func lead(c *site.Context, f *metrics.Figures) string {
	var out []string
	add := func(s string) {
		if s != "" {
			out = append(out, s)
		}
	}
	if f.HasPlan && len(f.P) > 0 && !site.Ahead(f.Quarter) {
		add(rest(c, f))
		add(why(c, f))
	}
	if f.HasPlan {
		add(carried(c, f))
	}
	add(scope(c, f))
	add(asked(c, f))
	return strings.Join(out, " ")
}

// rest says what became of the planned items that were not delivered.
func rest(c *site.Context, f *metrics.Figures) string {
	moved, dropped, left := len(f.Moved), len(f.Dropped), len(f.Rest)
	if f.Quarter.State == report.Closed && moved+dropped+left == 0 {
		return "Nothing moved and nothing was dropped."
	}
	var parts []string
	if moved > 0 {
		parts = append(parts, number(moved)+" moved to a later quarter")
	}
	if dropped > 0 {
		parts = append(parts, number(dropped)+verb(dropped, " was", " were")+" dropped")
	}
	if f.Quarter.State == report.Running {
		if left > 0 {
			parts = append(parts, number(left)+" "+are(left)+" still open")
		}
		return site.Capital(site.Joined(parts, "and")) + "."
	}
	s := site.Capital(site.Joined(parts, "and"))
	switch {
	case left > 0 && s == "":
		return site.Capital(number(left)) + " ended without any outcome, and nobody has said why."
	case left > 0:
		return s + "; for " + number(left) + " nobody has said what became of " + verb(left, "it", "them") + "."
	}
	return s + "; none is unexplained."
}

// why names the reason that was given most often.
func why(c *site.Context, f *metrics.Figures) string {
	n := len(f.Moved) + len(f.Dropped)
	if n < 2 || len(f.Reasons) == 0 || f.Reasons[0].Reason == "" {
		return ""
	}
	most := len(f.Reasons[0].Items)
	if most == 1 {
		return ""
	}
	if most == n {
		return "The reason given for " + verb(n, "it", "all of them") + " is " + string(f.Reasons[0].Reason) + "."
	}
	var same []string
	for _, r := range f.Reasons {
		if len(r.Items) == most && r.Reason != "" {
			same = append(same, string(r.Reason))
		}
	}
	if len(same) > 2 {
		return ""
	}
	each := ""
	if len(same) == 2 {
		each = " each"
	}
	return "The " + verb(len(same), "reason", "reasons") + " given most often " + are(len(same)) + " " + site.Joined(same, "and") +
		", for " + strconv.Itoa(most) + " of the " + strconv.Itoa(n) + each + "."
}

// carried says how much of the plan earlier quarters had promised already.
func carried(c *site.Context, f *metrics.Figures) string {
	once, more := len(f.CarriedOnce), len(f.CarriedMore)
	n := once + more
	switch {
	case n == 0:
		return ""
	case more == 0:
		return site.Capital(number(n)) + " of the planned items " + verb(n, "was", "were") + " carried in from an earlier quarter."
	case once == 0:
		return site.Capital(number(n)) + " of the planned items " + verb(n, "had", "had") + " been carried in twice or more."
	}
	return site.Capital(number(n)) + " of the planned items were carried in, " + number(more) + " of them twice or more."
}

// scope says what joined after the cut-off.
func scope(c *site.Context, f *metrics.Figures) string {
	n, done := len(f.Added), len(f.AddedDelivered)
	if n == 0 || !f.HasPlan {
		return ""
	}
	s := site.Capital(number(n)) + " " + verb(n, "item", "items") + " joined after the cut-off"
	switch {
	case site.Ahead(f.Quarter):
		return s + "."
	case n == 1 && done == 1:
		return s + " and was delivered."
	case n == 1:
		return s + " and was not delivered."
	case done == n:
		return s + "; all of them were delivered."
	case done == 0:
		return s + "; none of them was delivered."
	}
	return s + ", " + number(done) + " of them delivered."
}

// asked says how the asks between teams went, on a page about all of them.
func asked(c *site.Context, f *metrics.Figures) string {
	n, met := len(f.Asks), len(f.AsksMet)
	if f.Team != nil || n < 2 || site.Ahead(f.Quarter) {
		return ""
	}
	s := "Of " + number(n) + " asks between teams, "
	so := number(met)
	if met == 0 {
		so = "none"
	}
	if f.Quarter.State == report.Running {
		return s + so + " " + are(met) + " met so far."
	}
	return s + so + " " + verb(met, "was", "were") + " met in time."
}

// What pages say of themselves to an audience that is shown no figures, or no plans
// either: they promise nothing that such an audience does not find there.

// toldOf is the answer of a quarter without its figures.
func toldOf(c *site.Context, q *report.Quarter) Answer {
	n := len(q.Reports)
	return told(c, number(n)+" "+verb(n, "team", "teams"), "their retros", q)
}

// toldBy is the answer of a team's report without its figures.
func toldBy(c *site.Context, r *report.Report) Answer {
	return told(c, r.Team.Name, "its retro", r.Quarter)
}

func told(c *site.Context, who, retro string, q *report.Quarter) Answer {
	if c.Inside() {
		return Answer{Before: "What " + who + " planned for " + nb(q.ID.Title()) + "."}
	}
	return Answer{Before: "What " + who + " learned in " + nb(q.ID.Title()) + ": " + retro + "."}
}

// teamHolds says what a report's link to its team's page leads to.
func teamHolds(c *site.Context) string {
	switch {
	case c.Shows(report.Numbers):
		return "Trends, and who to go to"
	case c.Inside():
		return "Who to go to"
	}
	return "About the team"
}

// ofTeams describes the page of a team or of all of them.
func ofTeams(c *site.Context, who, work, their string) string {
	switch {
	case c.Shows(report.Numbers):
		return who + ": what " + work + " on, who to go to, and how " + their + " plans went."
	case c.Inside():
		return who + ": what " + work + " on, and who to go to."
	}
	return who + ": what came of " + their + " retros."
}

// dataLinks are the data files beside a page of figures.
func dataLinks(c *site.Context, path string) []site.Link {
	if !c.Shows(report.Numbers) {
		return nil
	}
	return []site.Link{{Text: "data.json", Path: site.Folder(path) + "data.json"}, {Text: "deliverables.csv", Path: site.Folder(path) + "deliverables.csv"}}
}

// summaryPath is the address of a quarter's summary, or "" where the site has none.
func summaryPath(c *site.Context, q report.QuarterID) string {
	to := c.QuarterPath(q)
	if to == "" || !c.Inside() || c.Edition != nil && c.Edition.IsPlan() {
		return ""
	}
	return site.Folder(to) + "summary/index.html"
}

// summaryLink leads to the summary of a quarter.
func summaryLink(c *site.Context, q *report.Quarter) site.Link {
	return site.Link{Text: "In one page", Path: summaryPath(c, q.ID)}
}

// twinOf is the path of a page's Markdown, or "" for a page of an edition.
func twinOf(c *site.Context, page string) string {
	if c.Edition != nil {
		return ""
	}
	return site.TwinPath(page)
}
