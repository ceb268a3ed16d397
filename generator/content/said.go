package content

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// ticketID is an id of a tracker, which is only shown: "AB#12", "acme/app#67".
var ticketID = idForm{regexp.MustCompile(`^[^\s"'<>` + "`" + `]{1,64}$`).MatchString, "at most 64 characters, without spaces and quotes"}

// saidKeys are what a deliverable's fence may say besides.
var saidKeys = []row[PlanItem]{
	listKey("owners", "All who answer for it together, where one owner is not enough: ids of teams.", func(i *PlanItem) *[]string { return &i.Item.Owners }).like([]string{"managed-rules", "design"}),
	priorityKey("How urgent it is: 1 is the most urgent.", func(i *PlanItem) *string { return &i.Item.Priority }),
	formKey("url", "The address of its page in the tracker or elsewhere.", func(i *PlanItem) *string { return &i.Item.URL }, pageURL).like("https://tracker.example/MR-101"),
	ticketsKey(),
	tablesKey("result", "A number that it should move, one [[result]] each.", (*PlanItem).parseResult),
}

func ticketsKey() row[PlanItem] {
	r := tablesKey("tickets", "The same thing in trackers, under the ids that it has there.", (*PlanItem).parseTicket)
	r.Example = `[{ id = "AB#12", url = "https://tracker.example/12" }]`
	return r
}

var ticketKeys = table[report.Ticket]{"plan.ticket", "a ticket", "plan.md, in a deliverable's fence: tickets", []row[report.Ticket]{
	required(idKey("id", "The id in the tracker: "+ticketID.words+".", ticketID, func(t *report.Ticket) *string { return &t.ID })).like("AB#12"),
	formKey("url", "Its address.", func(t *report.Ticket) *string { return &t.URL }, pageURL).like("https://tracker.example/12"),
}}

var resultKeys = table[report.KeyResult]{"plan.result", "a result", "plan.md, in a deliverable's fence: [[result]]", []row[report.KeyResult]{
	required(stringKey("measure", "What is measured.", func(r *report.KeyResult) *string { return &r.Measure })).like("Roll-back time, minutes"),
	required(numberKey("from", "Where it is today.", limits{-maxNumber, maxNumber}, func(r *report.KeyResult, n float64) { r.From = n })),
	required(numberKey("target", "Where it should come to.", limits{-maxNumber, maxNumber}, func(r *report.KeyResult, n float64) { r.Target = n })),
	numberKey("actual", "Where it came to. It may be in metrics.toml instead.", limits{-maxNumber, maxNumber}, func(r *report.KeyResult, n float64) { r.Actual, r.Known = n, true }),
}}

// MetricsResult is one [[result]] of metrics.toml: where a number of a deliverable came to.
type MetricsResult struct {
	Item, Measure string
	Actual        float64
	Block         *Block
}

var actualKeys = table[MetricsResult]{"metrics.result", "a result", "metrics.toml: [[result]]", []row[MetricsResult]{
	required(idKey("item", "The id of the deliverable.", deliverableID, func(r *MetricsResult) *string { return &r.Item })).like("MR-101"),
	required(stringKey("measure", "What is measured, in the words of the plan.", func(r *MetricsResult) *string { return &r.Measure })).like("Roll-back time, minutes"),
	required(numberKey("actual", "Where it came to.", limits{-maxNumber, maxNumber}, func(r *MetricsResult, n float64) { r.Actual = n })),
}}

func (m *MetricsFile) parseResult(b *Block, l *diag.List) {
	r := MetricsResult{Block: b}
	actualKeys.read(b, &r, l)
	if r.Item != "" && r.Measure != "" {
		m.Results = append(m.Results, r)
	}
}

func (i *PlanItem) parseTicket(b *Block, l *diag.List) {
	var t report.Ticket
	if ticketKeys.read(b, &t, l); t.ID != "" {
		i.Item.Tickets = append(i.Item.Tickets, t)
	}
}

func (i *PlanItem) parseResult(b *Block, l *diag.List) {
	var r report.KeyResult
	if resultKeys.read(b, &r, l); r.Measure == "" {
		return
	}
	for _, other := range i.Item.Results {
		if strings.EqualFold(other.Measure, r.Measure) {
			l.Errorf(b.At("measure"), "same-name", "keep one of them", "duplicate measure %q", diag.Short(r.Measure))
			return
		}
	}
	i.Item.Results = append(i.Item.Results, r)
}

func pageURL(s string) (out, want string) {
	if u := webURL(s); u != nil {
		return u.String(), ""
	}
	return "", `an address such as "https://tracker.example/MR-101"`
}

// milestones counts the boxes of the task lists in some prose.
func milestones(blocks []ast.Node) (m report.Milestones) {
	for _, n := range blocks {
		_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // which never fails
			if box, ok := n.(*east.TaskCheckBox); ok && entering {
				m.All++
				if box.IsChecked {
					m.Done++
				}
			}
			return ast.WalkContinue, nil
		})
	}
	return m
}
