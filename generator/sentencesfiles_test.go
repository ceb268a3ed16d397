package generator_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"quarterdeck/generator/report"
)

// files are those of a workspace as it is at the moment of which the description is.
func (s *plainSpace) files() map[string]string {
	all := map[string]string{}
	all["site.toml"] = fmt.Sprintf("title = \"Reports\"\nbase_url = \"https://reports.example/\"\ntoday = %s\nthemes = [\"planning\", \"quality\"]\n", s.Today)
	if len(s.Own) > 0 {
		all["site.toml"] += "[[audience]]\nid = \"internal\"\nshows = " + array(report.Parts) + "\n[[audience]]\nid = \"customers\"\nshows = " + array([]report.Part{report.Shipped, report.Upcoming}) + "\n[[audience]]\nid = \"own\"\nshows = " + array(s.Own) + "\n"
	}
	for _, t := range s.Teams {
		text := fmt.Sprintf("+++\nname = %q\nshared = %t\n", t.Name, t.Shared)
		if t.Capacity > 0 {
			text += fmt.Sprintf("capacity = %v\n", t.Capacity)
		}
		if t.Contacts {
			text += "product = \"Somebody\"\ncomponents = [\"" + t.ID + "-api\"]\n"
		}
		if t.Until != 0 {
			text += fmt.Sprintf("until = %s\n", t.Until)
		}
		if t.MergedInto != "" {
			text += fmt.Sprintf("merged_into = %q\n", t.MergedInto)
		}
		if t.Renamed != 0 {
			text += fmt.Sprintf("was = [\"old-%s\"]\n", t.ID)
		}
		all["content/teams/"+t.ID+".md"] = text + "+++\n\nWhat this team is for.\n"
	}
	for _, q := range s.Quarters {
		if q.Foreword {
			all["content/"+q.ID.String()+"/index.md"] = "Some words before.\n"
		}
		for _, r := range q.Reports {
			folder := "content/" + q.ID.String() + "/" + r.Team + "/"
			if t := report.Find(s.Teams, func(t *plainTeam) bool { return t.ID == r.Team }); q.Start < t.Renamed {
				folder = "content/" + q.ID.String() + "/old-" + r.Team + "/"
			}
			if r.Plan != nil {
				all[folder+"plan.md"] = r.Plan.text()
			}
			if r.Metrics != nil {
				all[folder+"metrics.toml"] = r.Metrics.text()
			}
			if r.Retro != nil {
				all[folder+"retro.md"] = r.Retro.text(r.Team)
			}
			for _, u := range r.Updates {
				text := fmt.Sprintf("+++\nhealth = %q\n", u.Health)
				for n, id := range u.Notes {
					if n == 0 {
						text += "\n[notes]\n"
					}
					text += id + " = \"It goes on\"\n"
				}
				all[folder+"updates/"+u.Day.String()+".md"] = text + "+++\n\nThe week went by.\n"
			}
		}
	}
	if text := s.noticesText(); text != "" {
		all["content/shipped.toml"] = text
	}
	return all
}

// array is a list of texts.
func array[T ~string](texts []T) string {
	var quoted []string
	for _, text := range texts {
		quoted = append(quoted, strconv.Quote(string(text)))
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

func (s *plainSpace) noticesText() string {
	var b strings.Builder
	for _, n := range s.Notices {
		fmt.Fprintf(&b, "[%s]\n", n.ID)
		line(&b, "announced", n.Announced)
		if n.Announce != "" {
			fmt.Fprintf(&b, "announce = %q\n", n.Announce)
		}
		if n.Withdrawn != 0 {
			line(&b, "retracted", n.Withdrawn)
			b.WriteString("retracted_why = \"It lost data\"\n")
		}
		switch {
		case n.Plans && n.From != 0:
			fmt.Fprintf(&b, "availability = { plans = [\"Business\"], from = %s }\n", n.From)
		case n.Plans:
			b.WriteString("availability = { plans = [\"Business\"] }\n")
		case n.From != 0:
			fmt.Fprintf(&b, "availability = { from = %s }\n", n.From)
		}
	}
	return b.String()
}

// line writes a key with a day, where there is one.
func line(b *strings.Builder, key string, d report.Day) {
	if d != 0 {
		fmt.Fprintf(b, "%s = %s\n", key, d)
	}
}

func (p *plainPlan) text() string {
	var b strings.Builder
	b.WriteString("+++\n")
	if p.Summary {
		b.WriteString("summary = \"Things become better\"\n")
	}
	line(&b, "committed", p.Committed)
	if p.Capacity > 0 {
		fmt.Fprintf(&b, "capacity = %v\n", p.Capacity)
	}
	ids(&b, "declines", slices.Compact(slices.Sorted(slices.Values(p.Declines))))
	for n, id := range slices.Sorted(maps.Keys(p.Answers)) {
		if n == 0 {
			b.WriteString("\n[lessons]\n")
		}
		fmt.Fprintf(&b, "%s = %q\n", id, p.Answers[id])
	}
	b.WriteString("+++\n")
	if p.Words {
		b.WriteString("\nWhat we are after.\n")
	}
	for _, i := range p.Items {
		i.write(&b)
	}
	return b.String()
}

func ids(b *strings.Builder, key string, ids []string) {
	if len(ids) > 0 {
		fmt.Fprintf(b, "%s = [\"%s\"]\n", key, strings.Join(ids, `", "`))
	}
}

func (i *plainItem) write(b *strings.Builder) {
	title, words := "Item "+i.ID, "What it is."
	switch {
	case i.Reworded && i.Customers:
		title = "Another item " + i.ID
	case i.Reworded:
		words = "What it is now."
	}
	fmt.Fprintf(b, "\n## %s\n\n```toml\nid = %q\nkind = %q\n", title, i.ID, i.Kind)
	if i.Phase != "" {
		fmt.Fprintf(b, "phase = %q\n", i.Phase)
	}
	if i.Size > 0 {
		fmt.Fprintf(b, "size = %v\n", i.Size)
	}
	line(b, "due", i.Due)
	line(b, "added", i.Added)
	ids(b, "needs", slices.Compact(slices.Sorted(slices.Values(i.Needs))))
	ids(b, "serves", slices.Compact(slices.Sorted(slices.Values(i.Serves))))
	ids(b, "enables", i.Enables)
	ids(b, "was", i.Was)
	for _, k := range [][2]string{{"from", i.From}, {"handed_to", i.Handed}} {
		if k[1] != "" {
			fmt.Fprintf(b, "%s = %q\n", k[0], k[1])
		}
	}
	if i.Customers {
		fmt.Fprintf(b, "audience = \"customers\"\ncustomer_title = \"Thing %s\"\n", i.ID)
	}
	if i.Worth {
		b.WriteString("value = \"It saves time\"\n")
	}
	b.WriteString("```\n\n" + words + "\n")
	if i.Customers {
		b.WriteString("\n### For customers\n\nWhat it does for you.\n")
	}
}

func (m *plainMetrics) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "source = \"jira\"\nexported = %sT08:00:00Z\n", m.Exported)
	for _, o := range m.Outcomes {
		fmt.Fprintf(&b, "\n[[item]]\nid = %q\n", o.ID)
		if o.Kind != "" {
			fmt.Fprintf(&b, "title = \"Work %s\"\nkind = %q\n", o.ID, o.Kind)
		}
		if o.HandedTo != "" {
			fmt.Fprintf(&b, "handed_to = %q\n", o.HandedTo)
			continue
		}
		fmt.Fprintf(&b, "status = %q\n", o.Status)
		if o.Status == "moved" {
			line(&b, "finished", o.Finished)
		}
		if o.Status == "delivered" {
			line(&b, "finished", o.Finished)
			if o.Size > 0 {
				fmt.Fprintf(&b, "size = %v\n", o.Size)
			}
		}
		if o.Done > 0 && o.Status == "partly" {
			fmt.Fprintf(&b, "delivered_size = %v\n", o.Done)
		}
		if o.Reason != "" && o.Status != "delivered" {
			fmt.Fprintf(&b, "reason = %q\n", o.Reason)
		}
		if o.Note {
			b.WriteString("note = \"It came otherwise\"\n")
		}
		if o.Result && o.Status == "delivered" {
			b.WriteString("result = \"It saved time\"\n")
		}
	}
	for n, s := range m.Sprints {
		fmt.Fprintf(&b, "\n[[sprint]]\nname = \"S%d\"\nstart = %s\nend = %s\nplanned = %v\ncompleted = %v\n", n+1, s.Start, s.Start+13, s.Planned, s.Completed)
	}
	if m.Effort {
		b.WriteString("\n[effort]\nfeature = 0.5\ngroundwork = 0.2\ndebt = 0.1\noperations = 0.2\n")
	}
	if m.Quality {
		b.WriteString("\n[quality]\nescaped_defects = 3\ndeploys = 38\n")
	}
	return b.String()
}

func (t *plainRetro) text(team string) string {
	var b strings.Builder
	b.WriteString("+++\n")
	line(&b, "held", t.Held)
	b.WriteString("+++\n")
	section := func(has bool, title, text string) {
		if has {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", title, text)
		}
	}
	noted := ""
	if t.Noted {
		noted = "- Something."
	}
	section(t.Well, "What went well", noted)
	section(t.Wrong, "What went wrong", noted)
	var actions []string
	for _, a := range t.Actions {
		actions = append(actions, a.line(team))
	}
	section(t.Change, "What we change", strings.Join(actions, "\n"))
	section(t.Other, "Thanks", "To all.")
	section(len(t.Lessons) > 0, "Lessons", "")
	for _, l := range t.Lessons {
		fmt.Fprintf(&b, "\n### Lesson %s\n\n```toml\nid = %q\n", l.ID, l.ID)
		if l.Theme != "" {
			fmt.Fprintf(&b, "theme = %q\n", l.Theme)
		}
		if l.Kind != "" {
			fmt.Fprintf(&b, "applies_to = { kinds = [%q] }\n", l.Kind)
		}
		ids(&b, "confirms", l.Confirms)
		b.WriteString("```\n\nDo it otherwise.\n")
	}
	return b.String()
}

func (a *plainAction) line(team string) string {
	box, tail := "[ ]", []string{}
	if a.Done {
		box = "[x]"
	}
	if a.Owner {
		tail = append(tail, "@"+team)
	}
	if a.Due != 0 {
		tail = append(tail, "due "+a.Due.String())
	}
	if a.Moves != "" {
		tail = append(tail, "moves "+a.Moves)
	}
	if a.Again {
		tail = append(tail, "again")
	}
	text := "- " + box + " " + a.Text
	if len(tail) > 0 {
		text += " — " + strings.Join(tail, ", ")
	}
	return text
}
