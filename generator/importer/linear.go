package importer

import "quarterdeck/generator/diag"

// linearShapes are the table that Linear exports, with 25, 30 or 34 columns, and the issues as its
// GraphQL interface has them.
var linearShapes = []shape{
	{title: "a CSV export of Linear", required: []string{"ID", "Team", "Title", "Status", "Created", "Completed", "Archived"}, read: readLinear},
	{title: "a page of Linear's issues (GraphQL)", json: true, list: "nodes", required: []string{"identifier", "title", "state"}, read: readLinearNodes},
}

func readLinear(in *Input, m *Mapping, kind shape, yield func(*Issue)) diag.List {
	s, problems := newSheet(in, m, kind.headers)
	if s == nil {
		return problems
	}
	for s.next() {
		i := &Issue{
			Pos: s.at(0), ID: s.one("id"), Title: s.one("title"), URL: s.one("url"), Status: s.one("status"), Priority: s.one("priority"),
			Project: s.one("project"), Team: s.one("team"), Labels: s.parted(",", "labels"), Sprints: s.parted(",", "cycle name"),
			Versions: s.parted(",", "project milestone", "milestone"), Parent: s.one("parent issue"),
			Points: s.points("estimate"), Created: s.day("created"), Started: s.day("started"), Finished: s.day("completed"), Canceled: s.day("canceled"),
			Due: s.day("due date"), Archived: s.one("archived") != "", Blocks: s.parted(",", "blocking"), BlockedBy: s.parted(",", "blocked by"),
		}
		if i.Priority == "No priority" {
			i.Priority = ""
		}
		if i.ID != "" {
			yield(i)
		}
	}
	return s.problems
}
