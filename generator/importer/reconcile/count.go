package reconcile

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// Numbers are what facts come to in a quarter.
type Numbers struct {
	// Values are by the ids of [report.Measures]. One that the facts do not tell is not in it.
	Values map[string]float64
	Said   []string // what was left out or is not known, for people
	Import report.Import
}

// The measures that facts tell, as DORA defines them (dora.dev): in the order in which they are
// written.
const (
	deploys     = "deploys"
	leadDays    = "lead_time_days"
	failureRate = "change_failure_rate"
	restoreTime = "restore_hours"
)

var counted = []string{deploys, leadDays, failureRate, restoreTime}

// counter counts the facts of a quarter, which ends before the day end.
type counter struct {
	start, end  report.Day
	out         *Numbers
	deployments []*importer.Fact
	byID        map[string]*importer.Fact
	changes     []*importer.Fact
	incidents   []*importer.Fact
	rates       []*importer.Fact
	links       []*importer.Fact
}

// Count counts the facts whose day is in a quarter, which ends before the day end:
//
//   - deploys is how many deployments succeeded;
//   - change_failure_rate is the share of deployments that failed, by themselves or by causing an incident;
//   - lead_time_days is the median from the first commit of a change to its deployment;
//   - restore_hours is the median from the beginning of an incident to its end.
//
// Of medians of days or months the median is taken, which is said; shares of days or months are
// weighted with the deployments of each, and where these are not known there is no share.
func Count(facts []importer.Fact, start, end report.Day) *Numbers {
	c := &counter{start: start, end: end, byID: map[string]*importer.Fact{}, out: &Numbers{Values: map[string]float64{}}}
	c.out.Import = report.Import{Rows: len(facts), LeftOut: map[report.LeftOut]int{}}
	for i := range facts {
		c.sort(&facts[i])
	}
	c.deployed()
	c.link()
	c.rate()
	c.median(leadDays, c.changes, 24)
	c.median(restoreTime, c.incidents, 1)
	c.out.Said = append(c.said(), c.out.Said...)
	return c.out
}

func (c *counter) leave(why report.LeftOut) { c.out.Import.LeftOut[why]++ }

// sort puts a fact where it is counted.
func (c *counter) sort(f *importer.Fact) {
	switch {
	case f.LeftOut != "":
		c.leave(f.LeftOut)
	case f.Kind == importer.Caused:
		c.links = append(c.links, f)
	case f.Kind == importer.Deployed && f.ID != "":
		c.join(f)
	case f.Kind == importer.Deployed:
		c.deployments = append(c.deployments, f)
	case !c.within(f):
	case f.Kind == importer.Changed:
		c.changes = append(c.changes, f)
	case f.Kind == importer.Restored:
		c.incidents = append(c.incidents, f)
	case f.Kind == importer.Rated:
		c.rates = append(c.rates, f)
	}
}

// join makes one deployment of the rows with one id. It ends with its last row, and failed if one
// of them did.
func (c *counter) join(f *importer.Fact) {
	first := c.byID[f.ID]
	if first == nil {
		c.byID[f.ID] = f
		c.deployments = append(c.deployments, f)
		return
	}
	c.out.Import.Folded++
	first.Day, first.Failed = max(first.Day, f.Day), first.Failed || f.Failed
}

// within reports whether a fact is of the quarter, and leaves it out where it is not.
func (c *counter) within(f *importer.Fact) bool {
	switch {
	case f.Day == 0:
		c.leave(report.LeftUndated)
	case f.Day < c.start:
		c.leave(report.LeftEarly)
	case f.Day >= c.end:
		c.leave(report.LeftLate)
	default:
		c.out.Import.Used++
		return true
	}
	return false
}

// deployed keeps the deployments of the quarter.
func (c *counter) deployed() {
	c.deployments = slices.DeleteFunc(c.deployments, func(f *importer.Fact) bool {
		if c.within(f) {
			return false
		}
		delete(c.byID, f.ID)
		return true
	})
}

// link makes those deployments fail that caused an incident, and counts them.
func (c *counter) link() {
	n := 0
	for _, f := range c.deployments {
		if !f.Failed {
			n += f.N // a deployment that caused an incident did take place
		}
	}
	if len(c.deployments) > 0 {
		c.out.Values[deploys] = float64(n)
	}
	for _, l := range c.links {
		if f := c.byID[l.ID]; f != nil {
			f.Failed = true
			c.out.Import.Used++
		} else {
			c.leave(report.LeftUnlinked)
		}
	}
}

// rate finds the share of deployments that failed.
func (c *counter) rate() {
	switch {
	case len(c.rates) > 0:
		c.weigh()
	case len(c.deployments) > 0 && !slices.ContainsFunc(c.deployments, func(f *importer.Fact) bool { return !f.Judged }):
		failed := 0
		for _, f := range c.deployments {
			if f.Failed {
				failed++
			}
		}
		c.out.Values[failureRate] = rounded(float64(failed)/float64(len(c.deployments)), 4)
	}
}

// weigh makes one share of those of days or months.
func (c *counter) weigh() {
	if len(c.rates) == 1 {
		c.share(c.rates[0].Share)
		return
	}
	days := map[report.Day]int{}
	for _, f := range c.deployments {
		days[f.Day] += f.N
	}
	failed, all := 0.0, 0
	for _, f := range c.rates {
		n, known := days[f.Day]
		if !known {
			c.out.Said = append(c.out.Said, fmt.Sprintf("%s is left as it is: %d shares are known, but not of how many deployments; import deployment_frequency.json along with it", failureRate, len(c.rates)))
			return
		}
		failed, all = failed+f.Share*float64(n), all+n
	}
	if all > 0 {
		c.share(failed / float64(all))
	}
}

// share sets the share of deployments that failed. GitLab counts incidents, of which there may be
// more than deployments.
func (c *counter) share(n float64) {
	if n > 1 {
		c.out.Said = append(c.out.Said, fmt.Sprintf("%s is left as it is: there are %.4g incidents for each deployment, which is not a share", failureRate, n))
		return
	}
	c.out.Values[failureRate] = rounded(n, 4)
}

// median sets a measure to the median of some times, in units of so many hours.
func (c *counter) median(id string, facts []*importer.Fact, unit float64) {
	if len(facts) == 0 {
		return
	}
	var hours []float64
	for _, f := range facts {
		hours = append(hours, f.Hours)
	}
	slices.Sort(hours)
	middle := (hours[(len(hours)-1)/2] + hours[len(hours)/2]) / 2
	c.out.Values[id] = rounded(middle/unit, 2)
	if len(facts) > 1 && facts[0].Median {
		c.out.Said = append(c.out.Said, fmt.Sprintf("%s is the median of %d medians, of a day or a month each", id, len(facts)))
	}
}

func rounded(n float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(n*scale) / scale
}

// said is what was counted and left out, a line each.
func (c *counter) said() []string {
	var values, lines []string
	for _, id := range counted {
		if n, ok := c.out.Values[id]; ok {
			values = append(values, fmt.Sprintf("%s = %v", id, n))
		}
	}
	lines = append(lines, cmp.Or(strings.Join(values, ", "), "no number is known"))
	if n := c.out.Import.Folded; n > 0 {
		lines = append(lines, fmt.Sprintf("%d folded into the deployment that they are parts of", n))
	}
	for _, why := range report.LeftOuts {
		if n := c.out.Import.LeftOut[why]; n > 0 {
			lines = append(lines, fmt.Sprintf("%d left out, %s", n, leftOfNumbers(why)))
		}
	}
	return lines
}

// leftOfNumbers is why a row of a source was left out, in the words of the command.
func leftOfNumbers(why report.LeftOut) string {
	switch why {
	case report.LeftEarly:
		return "before the quarter"
	case report.LeftLate:
		return "after the quarter"
	case report.LeftUndated:
		return "without a day"
	}
	return leftBecause[why]
}
