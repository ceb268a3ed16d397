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
	needsAt   []diag.Pos         // where each of its needs stands
	body      prose
	customers prose
	block     *block
}

// forCustomers is the heading of the prose that customers may see.
const forCustomers = "for customers"

var idLine = regexp.MustCompile(`(?m)^[ \t]*id[ \t]*=`)

func (p *Parsed) parsePlan(d *document, front *block) {
	f := &planFile{block: front, components: map[string]bool{}}
	f.plan.Pos = d.text.at(0)
	p.plan = f
	front.read("the front matter of a plan", d.problems,
		textField("summary", &f.plan.Summary),
		dayField("committed", &f.plan.Committed),
		numberField("capacity", &f.plan.Capacity, 0, maxNumber),
		listField("declines", &f.plan.Declines, isDeliverableID, deliverableForm),
		tableField("lessons", f.parseAnswers),
	)
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

// parseAnswers reads the answers of a plan to lessons.
func (f *planFile) parseAnswers(b *block, l *diag.List) {
	for _, lesson := range b.keys() {
		raw, ok := b.values[lesson].(string)
		v := value{lesson, b.values[lesson], b.at(lesson), b, l}
		if !ok {
			v.wrong("a text", `"adopted"`)
			continue
		}
		if raw, ok = v.clean(raw); !ok {
			continue
		}
		verdict, why, _ := strings.Cut(raw, ":")
		verdict, why = strings.ToLower(strings.TrimSpace(verdict)), strings.TrimSpace(why)
		known := []string{"adopted", "deferred", "not applicable"}
		switch {
		case !v.known("verdict", verdict, known):
		case verdict != "adopted" && why == "":
			l.Errorf(v.at, "no-why", `write "`+verdict+`: why"`, "lesson %q is %s without a why", short(lesson), verdict)
		default:
			answer := report.Answer{Verdict: verdict, Why: why, Pos: v.at}
			f.answers = append(f.answers, lessonAnswer{lesson, answer})
			if f.verdicts == nil {
				f.verdicts = map[string]report.Answer{}
			}
			f.verdicts[lesson] = answer
		}
	}
}

func (p *Parsed) parseItem(d *document, h *ast.Heading, fence *ast.FencedCodeBlock, blocks []ast.Node) {
	i := planItem{item: report.Deliverable{Title: plain(h, d.src), Pos: d.at(h.Pos())}}
	i.block = d.readFence(fence)
	if i.block == nil {
		return
	}
	var audience string
	b, it := i.block, &i.item
	b.read("a deliverable", d.problems, slices.Concat([]field{
		required(idField("id", &it.ID, isDeliverableID, deliverableForm)),
		required(wordField("kind", &it.Kind, report.Kinds)),
		wordField("phase", &it.Phase, report.Phases),
		numberField("size", &it.Size, 0, maxNumber),
		textField("owner", &it.Owner),
		dayField("due", &it.Due),
		dayField("added", &it.Added),
		listField("components", &it.Components, nil, ""),
		listField("needs", &it.Needs, isDeliverableID, deliverableForm),
		listField("serves", &it.Serves, isDeliverableID, deliverableForm),
		listField("enables", &it.Enables, isDeliverableID, deliverableForm),
		textField("value", &it.Value),
		wordField("audience", &audience, []string{"customers", "company"}),
		textField("customer_title", &it.CustomerTitle),
		listField("was", &it.Was, isDeliverableID, deliverableForm),
	}, noticeFields(&it.Notice))...)
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
	it.Customers = audience == "customers"
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
			public = h.Level == 3 && strings.EqualFold(plain(h, d.src), forCustomers)
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
