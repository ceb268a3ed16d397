package importer

import (
	"encoding/json"
	"fmt"

	"quarterdeck/generator/diag"
)

// linearNode is an issue as Linear's GraphQL interface writes it.
type linearNode struct {
	Identifier, Title, URL, PriorityLabel                              string
	Estimate                                                           *float64
	CreatedAt, StartedAt, CompletedAt, CanceledAt, DueDate, ArchivedAt string
	State                                                              struct{ Name, Type string }
	Team, Project, Cycle, ProjectMilestone                             *linearNamed
	Parent                                                             *linearNamed
	Labels                                                             struct{ Nodes []linearNamed }
	Relations, InverseRelations                                        struct{ Nodes []linearRelation }
}

type linearNamed struct {
	Name, Key, Identifier string
	Number                int
}

// linearRelation is from one issue to another: "blocks" means that the first blocks the second.
type linearRelation struct {
	Type                string
	Issue, RelatedIssue *linearNamed
}

func (n *linearNamed) name() string {
	if n == nil {
		return ""
	}
	return n.Name
}

// sprints is the cycle, which has the name that people gave it, or a number alone.
func (n *linearNode) sprints() []string {
	switch {
	case n.Cycle == nil:
		return nil
	case n.Cycle.Name == "":
		return []string{fmt.Sprintf("Cycle %d", n.Cycle.Number)}
	}
	return []string{n.Cycle.Name}
}

// linearCategories are the types of the states that Linear has. What is cancelled is done as well,
// with a resolution.
var linearCategories = map[string]Category{
	"triage": New, "backlog": New, "unstarted": New, "started": Active, "completed": Done, "canceled": Done, "duplicate": Done,
}

func readLinearNodes(in *Input, m *Mapping, _ shape, yield func(*Issue)) diag.List {
	d := newDocument(in, m)
	more := struct{ HasNextPage bool }{}
	d.records("nodes", map[string]any{"pageInfo": &more}, func(dec *json.Decoder) error {
		var raw linearNode
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		if raw.Identifier == "" {
			d.problems.Errorf(d.at(), "no-id", "export it again", "record %d has no identifier", d.n)
			return nil
		}
		yield(d.linearNode(&raw))
		return nil
	})
	if more.HasNextPage {
		d.problems.Errorf(diag.Pos{File: d.file}, "cut-export", "ask for the pages after it, or pass --partial", "this is only a part: %d issues, and there are more", d.n)
	}
	return d.problems
}

func (d *document) linearNode(raw *linearNode) *Issue {
	i := &Issue{
		Pos: d.at(), ID: raw.Identifier, Title: raw.Title, URL: raw.URL, Status: raw.State.Name, Category: linearCategories[raw.State.Type],
		Priority: raw.PriorityLabel, Project: raw.Project.name(), Team: raw.Team.name(), Archived: raw.ArchivedAt != "",
		Created: d.day("createdAt", raw.CreatedAt), Started: d.day("startedAt", raw.StartedAt), Finished: d.day("completedAt", raw.CompletedAt),
		Canceled: d.day("canceledAt", raw.CanceledAt), Due: d.day("dueDate", raw.DueDate),
	}
	if raw.State.Type == "canceled" || raw.State.Type == "duplicate" {
		i.Resolution = "Canceled"
	}
	if i.Priority == "No priority" {
		i.Priority = ""
	}
	if raw.Estimate != nil {
		i.Points = []Points{{"estimate", *raw.Estimate}}
	}
	if raw.Team != nil {
		i.Components = []string{raw.Team.Key} // people call a team by it as well
	}
	if name := raw.ProjectMilestone.name(); name != "" {
		i.Versions = []string{name}
	}
	if raw.Parent != nil {
		i.Parent = raw.Parent.Identifier
	}
	for _, l := range raw.Labels.Nodes {
		i.Labels = append(i.Labels, l.Name)
	}
	i.Sprints = raw.sprints()
	for _, r := range raw.Relations.Nodes {
		if r.Type == "blocks" && r.RelatedIssue != nil {
			i.Blocks = append(i.Blocks, r.RelatedIssue.Identifier)
		}
	}
	for _, r := range raw.InverseRelations.Nodes {
		if r.Type == "blocks" && r.Issue != nil {
			i.BlockedBy = append(i.BlockedBy, r.Issue.Identifier)
		}
	}
	return i
}
