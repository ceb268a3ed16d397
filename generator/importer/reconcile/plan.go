package reconcile

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/content/tomledit"
	"quarterdeck/generator/importer"
	"quarterdeck/generator/report"
)

// Draft completes a plan.md with what an export has for it, or begins one for an empty text. It
// adds the items that are missing, and to the others the url and size that they lack; it
// changes nothing that is there.
func Draft(old []byte, items []Row) ([]byte, error) {
	text := old
	if len(bytes.TrimSpace(old)) == 0 {
		text = Begin(0)
	}
	for _, item := range items {
		next, found, err := complete(text, item)
		if err != nil {
			return nil, err
		}
		if text = next; found {
			continue
		}
		fence, err := item.fence()
		if err != nil {
			return nil, err
		}
		text = append(bytes.TrimRight(text, "\r\n"), fmt.Sprintf("\n\n## %s\n\n```toml\n%s```\n", heading(item.Title), fence)...)
	}
	return text, nil
}

// Begin is how a new plan.md begins: with its cut-off, or 0 where that is not known.
func Begin(cutOff report.Day) []byte {
	committed := "# committed = YYYY-MM-DD  # the cut-off"
	if cutOff != 0 {
		committed = "committed = " + cutOff.String()
	}
	return []byte("+++\n# summary = \"\"            # the plan in one sentence\n" + committed + "\n+++\n")
}

// fence is the keys of a new item.
func (r Row) fence() ([]byte, error) {
	d, err := tomledit.Parse(nil)
	if err != nil {
		return nil, err
	}
	for _, p := range r.planned() {
		if err := d.Set(p.Value, p.Key); err != nil {
			return nil, err
		}
	}
	text := bytes.TrimLeft(d.Bytes(), "\n")
	if r.Issue.ID != r.ID { // as the tracker has it
		ticket := "{ id = " + tomledit.Quote(r.Issue.ID)
		if r.Issue.URL != "" {
			ticket += ", url = " + tomledit.Quote(r.Issue.URL)
		}
		text = append(text, "tickets = ["+ticket+" }]\n"...)
	}
	return text, nil
}

// planned are the keys of a plan's item that an export knows.
func (r Row) planned() []tomledit.Pair {
	pairs := []tomledit.Pair{{Key: "id", Value: r.ID}, {Key: "kind", Value: string(r.Kind)}}
	if r.Size > 0 {
		pairs = append(pairs, tomledit.Pair{Key: "size", Value: whole(r.Size)})
	}
	if r.Issue.Due != 0 {
		pairs = append(pairs, tomledit.Pair{Key: "due", Value: tomledit.Date(r.Issue.Due.Time())})
	}
	if r.Added != 0 {
		pairs = append(pairs, tomledit.Pair{Key: "added", Value: tomledit.Date(r.Added.Time())})
	}
	if r.Issue.URL != "" && r.Issue.ID == r.ID {
		pairs = append(pairs, tomledit.Pair{Key: "url", Value: r.Issue.URL})
	}
	return pairs
}

// complete adds what is missing to the item of a row, where the plan has it.
func complete(text []byte, r Row) (_ []byte, found bool, err error) {
	from := 0
	for {
		begin := bytes.Index(text[from:], []byte("```toml\n"))
		if begin < 0 {
			return text, false, nil
		}
		begin += from + len("```toml\n")
		length := bytes.Index(text[begin:], []byte("```"))
		if length < 0 {
			return text, false, nil
		}
		from = begin + length
		fence := text[begin:from]
		var item struct {
			ID      string
			URL     string
			Size    any
			Added   any
			Tickets []struct{ ID, URL string }
		}
		if tomledit.Decode(fence, &item) != nil || !strings.EqualFold(item.ID, r.ID) {
			continue // what is wrong with a fence is for check to say
		}
		d, err := tomledit.Parse(fence)
		if err != nil {
			return nil, true, err
		}
		if item.URL == "" && len(item.Tickets) == 0 && r.Issue.URL != "" {
			err = d.Set(r.Issue.URL, "url")
		}
		if err == nil && item.Size == nil && r.Size > 0 {
			err = d.Set(whole(r.Size), "size")
		}
		if err == nil && item.Added == nil && r.Added != 0 {
			err = d.Set(tomledit.Date(r.Added.Time()), "added")
		}
		if err != nil {
			return nil, true, err
		}
		return slices.Concat(text[:begin], d.Bytes(), text[from:]), true, nil
	}
}

// heading is a title as Markdown has it.
func heading(title string) string {
	title = strings.Join(strings.Fields(title), " ")
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "<", `\<`, "[", `\[`, "#", `\#`, "&", `\&`).Replace(title)
}

// inScope reports whether an issue belongs into the plan of a quarter: its sprint or version is of
// it, or it is due in it.
func (r Request) inScope(i *importer.Issue) bool {
	if q, ok := r.Mapping.QuarterOf(i); ok {
		return q == r.Quarter
	}
	return i.Due >= r.Start && i.Due < r.End && i.Due != 0
}
