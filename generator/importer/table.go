package importer

import (
	"strings"

	"quarterdeck/generator/diag"
)

// tableShapes are any CSV or XLSX whose columns [import.table.columns] names.
var tableShapes = []shape{{title: "a table whose columns site.toml names", read: readTable}}

// TableFields are what the columns of a table may be.
var TableFields = []string{
	"id", "title", "url", "status", "type", "project", "team", "labels", "sprint", "version", "parent", "points", "started", "finished", "due", "blocked_by",
}

// readTable reads a table. Headers are compared without regard to capitals; lists are parted by
// commas.
func readTable(in *Input, m *Mapping, kind shape, yield func(*Issue)) diag.List {
	s, problems := newSheet(in, m, kind.headers)
	if s == nil {
		return problems
	}
	column := func(field string) string { return strings.ToLower(m.Columns[field]) }
	if problems := s.wanted(m); len(problems) > 0 {
		return problems
	}
	for s.next() {
		i := &Issue{
			Pos: s.at(0), ID: s.one(column("id")), Title: s.one(column("title")), URL: s.one(column("url")), Status: s.one(column("status")), Type: s.one(column("type")),
			Project: s.one(column("project")), Team: s.one(column("team")), Labels: s.parted(",", column("labels")), Sprints: s.list(column("sprint")),
			Versions: s.list(column("version")), Parent: s.one(column("parent")), Points: s.points(column("points")),
			Started: s.day(column("started")), Finished: s.day(column("finished")), Due: s.day(column("due")), BlockedBy: s.parted(",", column("blocked_by")),
		}
		if i.ID != "" {
			yield(i)
		}
	}
	return s.problems
}

// wanted wants the columns that site.toml names, and those without which nothing can be read.
func (s *sheet) wanted(m *Mapping) (l diag.List) {
	for _, field := range []string{"id", "status"} {
		if m.Columns[field] == "" {
			l.Errorf(diag.Pos{File: "site.toml"}, "no-column", "write "+field+" = \"…\" under [import.table.columns]", "the table's column of the %s is not named", field)
		}
	}
	for _, field := range TableFields {
		if header := m.Columns[field]; header != "" && len(s.columns[strings.ToLower(header)]) == 0 {
			l.Errorf(s.at(0), "no-column", "the columns are "+strings.Join(diag.Quoted(s.headers), ", "), "there is no column %q, which site.toml names for %s", header, field)
		}
	}
	return l
}
