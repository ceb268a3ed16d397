package page

import (
	"strconv"
	"strings"

	"quarterdeck/generator/metrics"
	"quarterdeck/generator/report"
)

// lead says in a few plain sentences what the figures say: what became of the
// rest of the plan, why, what had been carried in, what joined.
func lead(f *metrics.Figures) string {
	var out []string
	add := func(s string) {
		if s != "" {
			out = append(out, s)
		}
	}
	if f.HasPlan && len(f.P) > 0 && !ahead(f.Quarter) {
		add(rest(f))
		add(why(f))
	}
	if f.HasPlan {
		add(carried(f))
	}
	add(scope(f))
	add(asked(f))
	return strings.Join(out, " ")
}

// rest says what became of the planned items that were not delivered.
func rest(f *metrics.Figures) string {
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
		return capital(joined(parts, "and")) + "."
	}
	s := capital(joined(parts, "and"))
	switch {
	case left > 0 && s == "":
		return capital(number(left)) + " ended without any outcome, and nobody has said why."
	case left > 0:
		return s + "; for " + number(left) + " nobody has said what became of " + verb(left, "it", "them") + "."
	}
	return s + "; none is unexplained."
}

// why names the reason that was given most often.
func why(f *metrics.Figures) string {
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
	return "The " + verb(len(same), "reason", "reasons") + " given most often " + are(len(same)) + " " + joined(same, "and") +
		", for " + strconv.Itoa(most) + " of the " + strconv.Itoa(n) + each + "."
}

// carried says how much of the plan earlier quarters had promised already.
func carried(f *metrics.Figures) string {
	once, more := len(f.CarriedOnce), len(f.CarriedMore)
	n := once + more
	switch {
	case n == 0:
		return ""
	case more == 0:
		return capital(number(n)) + " of the planned items " + verb(n, "was", "were") + " carried in from an earlier quarter."
	case once == 0:
		return capital(number(n)) + " of the planned items " + verb(n, "had", "had") + " been carried in twice or more."
	}
	return capital(number(n)) + " of the planned items were carried in, " + number(more) + " of them twice or more."
}

// scope says what joined after the cut-off.
func scope(f *metrics.Figures) string {
	n, done := len(f.Added), len(f.AddedDelivered)
	if n == 0 || !f.HasPlan {
		return ""
	}
	s := capital(number(n)) + " " + verb(n, "item", "items") + " joined after the cut-off"
	switch {
	case ahead(f.Quarter):
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
func asked(f *metrics.Figures) string {
	n, met := len(f.Asks), len(f.AsksMet)
	if f.Team != nil || n < 2 || ahead(f.Quarter) {
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
