package content

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// planFile is plan.md.
type planFile struct {
	plan    report.Plan // without Answers and Intro
	answers []lessonAnswer
	// verdicts are the answers by lesson, of two to one lesson the last; nil without any.
	verdicts map[string]report.Answer
	intro    prose
	items    []planItem
	block    *block // the front matter
	// components are those of all items.
	components map[string]bool
}

// lessonAnswer is one line of [lessons].
type lessonAnswer struct {
	lesson string
	answer report.Answer
}

// planItem is one deliverable of a plan.
type planItem struct {
	item      report.Deliverable // without prose, team, quarter and outcome
	low       string             // its id in small letters
	audience  string
	needsAt   []diag.Pos // where each of its needs stands
	body      prose
	customers prose
	block     *block
}

const (
	// forCustomers is the audience of what customers may see.
	forCustomers = "customers"
	// customersHeading is the heading of the prose that customers may see.
	customersHeading = "for customers"
)

var idLine = regexp.MustCompile(`(?m)^[ \t]*id[ \t]*=`)

var planKeys = table[planFile]{"plan", "the front matter of a plan", "plan.md, between two lines of +++", []row[planFile]{
	stringKey("summary", "What the plan promises, in one sentence.", func(f *planFile) *string { return &f.plan.Summary }).
		like("Rulesets become versioned, so that customers can roll back"),
	dateKey("committed", "The cut-off: the day on which the plan was committed. What joins the plan later counts as a change of scope.", func(f *planFile) *report.Day { return &f.plan.Committed }),
	numberKey("capacity", "How much the team can take on this quarter, in the unit of size.", limits{0, maxNumber}, func(f *planFile, n float64) { f.plan.Capacity = n }).
		like(40).or(unsaid("the capacity of the team")),
	idListKey("declines", "The asks of other teams that this team will not serve this quarter: ids of deliverables.", deliverableID, func(f *planFile) *[]string { return &f.plan.Declines }).
		like([]string{"FW-12"}),
	tableKey("lessons", "An answer to each lesson that matches this plan.", func(f *planFile, b *block, l *diag.List) { answerKeys.read(b, f, l) }),
}}

var answerKeys = table[planFile]{"plan.lessons", "[lessons]", "plan.md, in the front matter: [lessons]", []row[planFile]{
	namedKey("lesson", "string", `The answer to the lesson of this id: "adopted", "deferred: why" or "not applicable: why".`, `"adopted"`, (*planFile).parseAnswer),
}}

var deliverableKeys = table[planItem]{"deliverable", "a deliverable", "plan.md, in the toml fence right below a level-2 heading", slices.Concat([]row[planItem]{
	required(idKey("id", "The id of the deliverable: "+deliverableID.words+".", deliverableID, func(i *planItem) *string { return &i.item.ID })).like("MR-101"),
	required(wordKey("kind", "What kind of work it is.", report.Kinds, func(i *planItem) *report.Kind { return &i.item.Kind })),
	wordKey("phase", "How far this quarter takes it.", report.Phases, func(i *planItem) *report.Phase { return &i.item.Phase }).like("beta"),
	numberKey("size", "How large it is, in the unit that the team estimates in.", limits{0, maxNumber}, func(i *planItem, n float64) { i.item.Size = n }),
	stringKey("owner", "Who answers for it: the id of a team.", func(i *planItem) *string { return &i.item.Owner }).like("managed-rules"),
	dateKey("due", "The day by which it is promised.", func(i *planItem) *report.Day { return &i.item.Due }).or(unsaid("the last day of the quarter")),
	dateKey("added", "The day on which it joined the plan, where that was after the cut-off. A frozen plan edition knows this by itself.", func(i *planItem) *report.Day { return &i.item.Added }),
	listKey("components", "What it works on, in the words of the teams' own components.", func(i *planItem) *[]string { return &i.item.Components }).like([]string{"rules-engine"}),
	idListKey("needs", "What it needs from others: ids of deliverables, or of teams.", deliverableID, func(i *planItem) *[]string { return &i.item.Needs }).like([]string{"FW-31", "design"}),
	idListKey("serves", "The deliverables of other teams whose needs this answers.", deliverableID, func(i *planItem) *[]string { return &i.item.Serves }).like([]string{"BOT-7"}),
	idListKey("enables", "For groundwork: the deliverables that it makes possible later.", deliverableID, func(i *planItem) *[]string { return &i.item.Enables }).like([]string{"MR-140"}),
	stringKey("value", "What it should change for customers or the business, in one sentence.", func(i *planItem) *string { return &i.item.Value }).
		like("A bad release costs minutes, not hours"),
	wordKey("audience", "Who may see it.", []string{forCustomers, "company"}, func(i *planItem) *string { return &i.audience }).or("company"),
	stringKey("customer_title", "Its title in customers' words.", func(i *planItem) *string { return &i.item.CustomerTitle }).like("Roll back a ruleset").or(unsaid("its heading")),
	idListKey("was", "The ids that it had in earlier quarters, the newest first.", deliverableID, func(i *planItem) *[]string { return &i.item.Was }).like([]string{"MR-88"}),
}, noticeKeys(func(i *planItem) *report.Notice { return &i.item.Notice }))}

func (p *Parsed) parsePlan(d *document, front *block) {
	f := &planFile{block: front, components: map[string]bool{}}
	f.plan.Pos = d.text.at(0)
	p.plan = f
	planKeys.read(front, f, d.problems)
	var intro []ast.Node
	blocks := d.blocks()
	for len(blocks) > 0 {
		h := heading(blocks[0], 2)
		if h == nil || h.Level != 2 || len(blocks) < 2 || d.tomlFence(blocks[1]) == nil {
			intro = append(intro, blocks[0])
			blocks = blocks[1:]
			continue
		}
		end := 2
		for end < len(blocks) && heading(blocks[end], 2) == nil {
			end++
		}
		p.parseItem(d, h, d.tomlFence(blocks[1]), blocks[2:end])
		blocks = blocks[end:]
	}
	d.warnUnread(intro, "a deliverable begins with a level-2 heading, and the fence comes right after it")
	c := chunk{doc: d, prefix: "plan-", notePrefix: "plan-", top: 3}
	f.intro = c.prose(intro...)
}

// verdicts are the answers to a lesson; all but the first need a reason.
var verdicts = []string{"adopted", "deferred", "not applicable"}

// parseAnswer reads the answer of a plan to a lesson.
func (f *planFile) parseAnswer(v value) {
	raw, ok := v.line()
	if !ok {
		return
	}
	verdict, why, _ := strings.Cut(raw, ":")
	verdict, why = strings.ToLower(strings.TrimSpace(verdict)), strings.TrimSpace(why)
	switch {
	case !v.known("verdict", verdict, verdicts):
	case verdict != verdicts[0] && why == "":
		v.problems.Errorf(v.at, "no-why", `write "`+verdict+`: why"`, "lesson %q is %s without a reason", short(v.key), verdict)
	default:
		answer := report.Answer{Verdict: verdict, Why: why, Pos: v.at}
		f.answers = append(f.answers, lessonAnswer{v.key, answer})
		if f.verdicts == nil {
			f.verdicts = map[string]report.Answer{}
		}
		f.verdicts[v.key] = answer
	}
}

func (p *Parsed) parseItem(d *document, h *ast.Heading, fence *ast.FencedCodeBlock, blocks []ast.Node) {
	i := planItem{item: report.Deliverable{Title: plain(h, d.src), Pos: d.at(h.Pos())}}
	i.block = d.readFence(fence)
	if i.block == nil {
		return
	}
	b, it := i.block, &i.item
	deliverableKeys.read(b, &i, d.problems)
	if it.ID == "" {
		p.broken = true
		return
	}
	if it.Title == "" {
		it.Title = it.ID
		d.problems.Errorf(it.Pos, "no-title", "write it after the ##", "deliverable %q has no title", it.ID)
	}
	checkNotice(b, &it.Notice, d.problems)
	i.low = strings.ToLower(it.ID)
	i.needsAt = b.elements("needs", it.Needs)
	it.Customers = i.audience == forCustomers
	d.mark(h, report.RefDeliverable, it.ID)
	i.parseProse(d, blocks)
	for _, c := range it.Components {
		p.plan.components[c] = true
	}
	p.plan.items = append(p.plan.items, i)
}

// parseProse tells what customers may read from what they may not.
func (i *planItem) parseProse(d *document, blocks []ast.Node) {
	var body, customers []ast.Node
	public := false
	for _, n := range blocks {
		if h := heading(n, 3); h != nil {
			public = h.Level == 3 && strings.EqualFold(plain(h, d.src), customersHeading)
			if public {
				d.mark(h, report.RefDeliverable, i.item.ID)
				if !i.item.Customers {
					d.problems.Warnf(d.at(h.Pos()), "not-public", `add audience = "customers"`, "customers will not see this: the audience of %q is the company", i.item.ID)
				}
				continue
			}
		}
		if public {
			customers = append(customers, n)
		} else {
			body = append(body, n)
		}
	}
	d.warnUnread(blocks, "a deliverable has one toml fence, right after its heading")
	// The same id can stand in several quarters, which share a page.
	id := strings.ToLower(i.item.ID) + "." + d.parsed.place.quarter.String() + "."
	owner := anchor{kind: report.RefDeliverable, id: i.item.ID}
	c := chunk{doc: d, prefix: "item-" + id, notePrefix: "item-" + id, top: 3, owner: owner}
	i.body = c.prose(body...)
	c = chunk{doc: d, prefix: "public-" + id, notePrefix: "public-" + id, top: 3, owner: owner}
	i.customers = c.prose(customers...)
}

// warnUnread finds fences that look like a deliverable or a lesson and are not
// where one can be.
func (d *document) warnUnread(blocks []ast.Node, hint string) {
	for _, n := range blocks {
		if f := d.tomlFence(n); f != nil && idLine.Match(f.Lines().Value(d.src)) {
			d.problems.Warnf(d.at(f.Pos()), "unread-fence", hint, "this toml fence is shown as text, and not read")
		}
	}
}
