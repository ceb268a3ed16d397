package importer

import "quarterdeck/generator/diag"

// azureShapes are the table that a query of Azure DevOps exports, and the work items as its REST
// interface has them. In a table days and points are there only where the query has their columns.
var azureShapes = []shape{
	{title: "a CSV export of an Azure DevOps query", required: []string{"ID", "Work Item Type", "Title", "State"}, read: readAzure},
	{title: "a list of Azure DevOps work items (REST)", json: true, list: "value", required: []string{"id", "fields", "url"}, read: readAzureREST},
}

func readAzure(in *Input, m *Mapping, kind shape, yield func(*Issue)) diag.List {
	s, problems := newSheet(in, m, kind.headers)
	if s == nil {
		return problems
	}
	for s.next() {
		i := &Issue{
			Pos: s.at(0), ID: s.one("id"), Title: s.one("title", "title 1", "title 2", "title 3", "title 4"), Type: s.one("work item type"), Status: s.one("state"),
			Priority: s.one("priority"), Project: s.one("team project"), Team: s.one("area path"), Labels: s.parted(";", "tags"),
			Sprints: s.list("iteration path"), Parent: s.one("parent"), Points: s.points("story points", "effort", "size"),
			Created: s.day("created date"), Started: s.day("activated date"), Finished: s.day("closed date"), Due: s.day("target date", "due date"),
		}
		i.Subtask = IsOneOf(i.Type, []string{"Task"}) && i.Parent != ""
		if i.ID != "" {
			yield(i)
		}
	}
	return s.problems
}
