package content

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"quarterdeck/generator/content/markdown"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// PlanFile is plan.md.
type PlanFile struct {
	Plan       report.Plan // without Intro
	Intro      markdown.Prose
	Items      []PlanItem
	Block      *Block          // the front matter
	Components map[string]bool // of all items
}

// PlanItem is one deliverable of a plan.
type PlanItem struct {
	Item         report.Deliverable // without prose, team, quarter and outcome
	Folded       string             // its id in lower case
	audience     string
	NeedsAt      []diag.Pos // where each of its needs is written
	Body         markdown.Prose
	ForCustomers markdown.Prose
	Block        *Block
}

const (
	// forCustomers is the audience of what customers may see.
	forCustomers = "customers"
	// customersHeading is the heading of the prose that customers may see.
	customersHeading = "for customers"
)

var idLine = regexp.MustCompile(`(?m)^[ \t]*id[ \t]*=`)

var planKeys = table[PlanFile]{"plan", "the front matter of a plan", "plan.md, between two lines of +++", []row[PlanFile]{
	stringKey("summary", "What the plan promises, in one sentence.", func(f *PlanFile) *string { return &f.Plan.Summary }).
		like("Rulesets become versioned, so that customers can roll back"),
	dateKey("committed", "The cut-off: the day on which the plan was committed. What joins the plan later counts as a change of scope.", func(f *PlanFile) *report.Day { return &f.Plan.Committed }),
	numberKey("capacity", "How much the team can take on this quarter, in the unit of size.", limits{0, maxNumber}, func(f *PlanFile, n float64) { f.Plan.Capacity = n }).
		like(40).or(unsaid("the capacity of the team")),
	idListKey("declines", "The asks of other teams that this team will not serve this quarter: ids of deliverables.", deliverableID, func(f *PlanFile) *[]string { return &f.Plan.Declines }).
		like([]string{"FW-12"}),
	tableKey("lessons", "An answer to each lesson that matches this plan.", func(f *PlanFile, b *Block, l *diag.List) { answerKeys.read(b, f, l) }),
}}

var answerKeys = table[PlanFile]{"plan.lessons", "[lessons]", "plan.md, in the front matter: [lessons]", []row[PlanFile]{
	namedKey("lesson", "string", `The answer to the lesson of this id: "adopted", "deferred: why" or "not applicable: why".`, `"adopted"`, (*PlanFile).parseAnswer),
}}

var deliverableKeys = table[PlanItem]{"deliverable", "a deliverable", "plan.md, in the toml fence right below a level-2 heading", slices.Concat([]row[PlanItem]{
	required(idKey("id", "The id of the deliverable: "+deliverableID.words+".", deliverableID, func(i *PlanItem) *string { return &i.Item.ID })).like("MR-101"),
	required(wordKey("kind", "What kind of work it is.", report.Kinds, func(i *PlanItem) *report.Kind { return &i.Item.Kind })),
	wordKey("phase", "How far this quarter takes it.", report.Phases, func(i *PlanItem) *report.Phase { return &i.Item.Phase }).like("beta"),
	sizeKey("How large it is, in the unit that the team estimates in.", func(i *PlanItem, s sized) { i.Item.Size, i.Item.SizeWord = s.size, s.word }),
	stringKey("owner", "Who answers for it: the id of a team.", func(i *PlanItem) *string { return &i.Item.Owner }).like("managed-rules"),
	dateKey("due", "The day by which it is promised.", func(i *PlanItem) *report.Day { return &i.Item.Due }).or(unsaid("the last day of the quarter")),
	dateKey("added", "The day on which it joined the plan, where that was after the cut-off. A frozen plan edition knows this by itself.", func(i *PlanItem) *report.Day { return &i.Item.Added }),
	idKey("from", "The team that handed it over, whose plan has the same id with handed_to.", nameID, func(i *PlanItem) *string { return &i.Item.From }).like("growth"),
	handedTo(func(i *PlanItem) *string { return &i.Item.Outcome.HandedTo }),
	listKey("components", "What it works on, in the words of the teams' own components.", func(i *PlanItem) *[]string { return &i.Item.Components }).like([]string{"rules-engine"}),
	idListKey("needs", "What it needs from others: ids of deliverables, or of teams.", deliverableID, func(i *PlanItem) *[]string { return &i.Item.Needs }).like([]string{"FW-31", "design"}),
	idListKey("serves", "The deliverables of other teams whose needs this answers.", deliverableID, func(i *PlanItem) *[]string { return &i.Item.Serves }).like([]string{"BOT-7"}),
	idListKey("enables", "For groundwork: the deliverables that it makes possible later.", deliverableID, func(i *PlanItem) *[]string { return &i.Item.Enables }).like([]string{"MR-140"}),
	stringKey("value", "What it should change for customers or the business, in one sentence.", func(i *PlanItem) *string { return &i.Item.Value }).
		like("A bad release costs minutes, not hours"),
	wordKey("audience", "Who may see it.", []string{forCustomers, "company"}, func(i *PlanItem) *string { return &i.audience }).or("company"),
	stringKey("customer_title", "Its title in customers' words.", func(i *PlanItem) *string { return &i.Item.CustomerTitle }).like("Roll back a ruleset").or(unsaid("its heading")),
	idListKey("was", "The ids that it had in earlier quarters, the newest first; or those that it is a part of or was merged of, where other items list the same one, or one quarter had several.", deliverableID, func(i *PlanItem) *[]string { return &i.Item.Was }).like([]string{"MR-88"}),
}, saidKeys, noticeKeys(func(i *PlanItem) *report.Notice { return &i.Item.Notice }))}

func (p *Parsed) parsePlan(d *document, front *Block) {
	f := &PlanFile{Block: front, Components: map[string]bool{}}
	f.Plan.Pos = d.text.at(0)
	p.Plan = f
	planKeys.read(front, f, d.Problems)
	if d.untouchedLine(front, "summary", f.Plan.Summary) {
		f.Plan.Summary = ""
	}
	var intro []ast.Node
	items := false
	for blocks := d.Blocks(); len(blocks) > 0; {
		if end := d.described(blocks, 2); end > 0 {
			end = untilBreak(blocks[:end])
			p.parseItem(d, blocks[0].(*ast.Heading), blocks[2:end], d.KeysFence(blocks[1]))
			blocks, items = blocks[end:], true
			continue
		}
		h := markdown.Heading(blocks[0], 6)
		_, line := blocks[0].(*ast.ThematicBreak)
		switch {
		case h != nil && items:
			d.endsItem(h)
		case line && len(intro) == 0: // there is nothing to divide
			blocks = blocks[1:]
			continue
		}
		intro, blocks = append(intro, blocks[0]), blocks[1:]
	}
	d.warnUnread(intro, "a deliverable begins with a level-2 heading, and the fence comes right after it")
	f.Intro = d.Prose(markdown.Frame{Prefix: "plan-", Top: 3}, intro...)
	if d.dropped && f.blank() {
		p.Plan = nil
	}
}

// blank reports whether a plan says nothing yet.
func (f *PlanFile) blank() bool {
	p := &f.Plan
	return p.Summary == "" && p.Committed == 0 && p.Capacity == 0 && len(p.Declines) == 0 && len(p.Answers) == 0 && len(f.Items) == 0 && f.Intro.Empty()
}

// untilBreak is how many of the blocks of an item come before a thematic break, which ends it.
func untilBreak(blocks []ast.Node) int {
	for i, n := range blocks {
		if _, ok := n.(*ast.ThematicBreak); ok {
			return i
		}
	}
	return len(blocks)
}

// endsItem looks at a heading of the plan's own prose that comes after a deliverable.
func (d *document) endsItem(h *ast.Heading) {
	switch {
	case d.nearCustomers(h):
		d.warnNearCustomers(h)
	case h.Level == 1:
		d.Problems.Hintf(d.At(h.Pos()), "level-1", "write it with ## here, or with ### within a deliverable", "a level-1 heading ends the deliverable above it: what follows is prose of the plan")
	}
}

// verdicts are the answers to a lesson; all but the first need a reason.
var verdicts = []string{"adopted", "deferred", "not applicable"}

// parseAnswer reads the answer of a plan to a lesson.
func (f *PlanFile) parseAnswer(v value) {
	raw, ok := v.line()
	if !ok {
		return
	}
	verdict, why, _ := strings.Cut(raw, ":")
	verdict, why = strings.ToLower(strings.TrimSpace(verdict)), strings.TrimSpace(why)
	switch {
	case !v.known("verdict", verdict, verdicts):
	case verdict != verdicts[0] && why == "":
		v.problems.Errorf(v.at, "no-why", `write "`+verdict+`: why"`, "lesson %q is %s without a reason", diag.Short(v.key), verdict)
	default:
		if f.Plan.Answers == nil {
			f.Plan.Answers = map[string]report.Answer{}
		}
		f.Plan.Answers[v.key] = report.Answer{Verdict: verdict, Why: why, Pos: v.at}
	}
}

func (p *Parsed) parseItem(d *document, h *ast.Heading, blocks []ast.Node, fence *ast.FencedCodeBlock) {
	if d.untouchedTitle(h) {
		return
	}
	b := d.readFence(fence)
	if b == nil {
		return
	}
	i := PlanItem{Item: report.Deliverable{Title: d.Plain(h), Pos: d.At(h.Pos())}, Block: b}
	it := &i.Item
	deliverableKeys.read(b, &i, d.Problems)
	if it.ID == "" {
		p.Broken = true
		return
	}
	if it.Title == "" {
		it.Title = it.ID
		d.Problems.Errorf(it.Pos, "no-title", "write it after the ##", "deliverable %q has no title", it.ID)
	}
	checkNotice(b, &it.Notice, d.Problems)
	i.Folded = strings.ToLower(it.ID)
	i.NeedsAt = b.Elements("needs", it.Needs)
	it.Customers = i.audience == forCustomers
	d.Mark(h, report.RefDeliverable, it.ID)
	it.Milestones = milestones(blocks)
	i.parseProse(d, blocks)
	for _, c := range it.Components {
		p.Plan.Components[c] = true
	}
	p.Plan.Items = append(p.Plan.Items, i)
}

// parseProse tells what customers may read from what they may not.
func (i *PlanItem) parseProse(d *document, blocks []ast.Node) {
	var body, customers []ast.Node
	public := false
	for _, n := range blocks {
		if h := markdown.Heading(n, 3); h != nil {
			if public = h.Level == 3 && strings.EqualFold(d.Plain(h), customersHeading); public {
				d.Mark(h, report.RefDeliverable, i.Item.ID)
				if !i.Item.Customers {
					d.Problems.Warnf(d.At(h.Pos()), "not-public", "add "+i.Block.Pair("audience", `"customers"`), "customers will not see this: the audience of %q is the company", i.Item.ID)
				}
				continue
			}
		}
		if h := markdown.Heading(n, 6); h != nil {
			d.warnNearCustomers(h)
		}
		if public {
			customers = append(customers, n)
		} else {
			body = append(body, n)
		}
	}
	d.warnUnread(blocks, "a deliverable has one toml fence, right after its heading")
	// Several quarters can have the same id, and share its page.
	id := strings.ToLower(i.Item.ID) + "." + d.parsed.Place.Quarter.String() + "."
	owner := markdown.Anchor{Kind: report.RefDeliverable, ID: i.Item.ID}
	i.Body = d.Prose(markdown.Frame{Prefix: "item-" + id, Top: 3, Owner: owner}, body...)
	i.ForCustomers = d.Prose(markdown.Frame{Prefix: "public-" + id, Top: 3, Owner: owner}, customers...)
}

// described is how many of some blocks describe one thing: a heading of a level, the toml fence
// right below it, and all up to the next heading of that level. It is 0 where they begin otherwise.
func (d *document) described(blocks []ast.Node, level int) int {
	h := markdown.Heading(blocks[0], level)
	if h == nil || h.Level != level || len(blocks) < 2 || d.KeysFence(blocks[1]) == nil {
		return 0
	}
	end := 2
	for end < len(blocks) && markdown.Heading(blocks[end], level) == nil {
		end++
	}
	return end
}

// warnUnread finds fences that look like a deliverable or a lesson and are not where one can be,
// or are not marked as TOML.
func (d *document) warnUnread(blocks []ast.Node, hint string) {
	for i, n := range blocks {
		d.warnFence(n, hint)
		if f, ok := n.(*ast.FencedCodeBlock); ok && i > 0 && markdown.Heading(blocks[i-1], 3) != nil && d.nearlyTOML(f) && d.hasID(f) {
			d.Problems.Warnf(d.At(f.Pos()), "unread-fence", "begin it with ```toml", "this fence is shown as text, not read: it is not marked as TOML")
		}
	}
}

// warnFence is warnUnread for a block and what is in it.
func (d *document) warnFence(n ast.Node, hint string) {
	switch n.Kind() {
	case ast.KindFencedCodeBlock:
		if f := d.KeysFence(n); f != nil && d.hasID(f) {
			d.Problems.Warnf(d.At(f.Pos()), "unread-fence", hint, "this toml fence is shown as text, not read")
		}
	case ast.KindList, ast.KindListItem, ast.KindBlockquote:
		for child := n.FirstChild(); child != nil; child = child.NextSibling() {
			d.warnFence(child, hint)
		}
	}
}

func (d *document) hasID(f *ast.FencedCodeBlock) bool { return idLine.Match(f.Lines().Value(d.Src)) }

// nearlyTOML reports whether a fence has no language, or one that was probably meant to be toml.
func (d *document) nearlyTOML(f *ast.FencedCodeBlock) bool {
	language := strings.ToLower(string(f.Language(d.Src)))
	return language == "" || language != "toml" && (Nearest(language, []string{"toml"}) != "" || slices.Contains([]string{"ini", "yaml", "yml"}, language))
}
