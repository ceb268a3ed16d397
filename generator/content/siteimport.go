package content

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// importFormats are the formats of trackers, and importSources the sources of the numbers of
// [quality]. Each can have a table of its own.
var (
	importFormats = []string{"azure", "github", "gitlab", "jira", "linear", "table", "trello"}
	importSources = []string{"actions", "devlake", "gitlab-dora", "incidents", "releases"}
)

func allFormats() []string { return slices.Concat(importFormats, importSources) }

var importsKeys = table[SiteFile]{"site.imports", "[import]", "site.toml: [import]", []row[SiteFile]{
	formKey("folder", "A folder below content. An export that is put there while serve runs is compared with metrics.toml, and the preview shows the difference that an import would make.", func(s *SiteFile) *string { return &s.Drop }, dropFolder).like("content/import").or(unsaid("none")),
	namedKey("format", "table", "How the words of this tracker or source are read: "+strings.Join(allFormats(), ", ")+".", `{ points = "Story Points" }`, (*SiteFile).parseMapping),
}}

// importKeys are those of [import.<format>].
var importKeys = table[report.Mapping]{"site.import", "[import.<format>]", "site.toml: [import.<format>]", []row[report.Mapping]{
	stringKey("points", "The column of the estimate, where there are several or it has a name of its own.", func(m *report.Mapping) *string { return &m.Points }).like("Story Points"),
	keyOf(Key{Name: "key", Type: "string", Meaning: "What an issue is a part of: \"own\" for nothing, \"epic\" for its epic or parent, even where only the plan has it, or \"label:\" and how the labels begin that end with the id of a deliverable.", Example: `"label:plan/"`},
		func(m *report.Mapping) *string { return &m.Key }, value.importKey).or(unsaid("the topmost parent that the export has")),
	stringKey("dates", "How days are written, of YYYY, YY, MMMM, MMM, MM, M, DD, D, HH, hh, h, mm, ss and A.", func(m *report.Mapping) *string { return &m.Dates }).like("D/M/YYYY"),
	wordKey("default_kind", "The kind of unplanned work whose type and labels are in no table.", report.Kinds, func(m *report.Mapping) *report.Kind { return &m.Kind }).or(unsaid("none: the import asks for it")),
	formKey("url", "For import api: the address of the service. Linear, GitHub and GitLab have one of their own.", func(m *report.Mapping) *string { return &m.Service.URL }, serviceAddress).like("https://acme.atlassian.net"),
	stringKey("query", "For import api: what to ask for, in JQL, in WIQL, as parameters of GitHub or GitLab, or as a filter of Linear in JSON. {start} and {end} are the first day of the quarter and the day after it.", func(m *report.Mapping) *string { return &m.Service.Query }).like("project = FW AND updated >= '{start}'"),
	stringKey("project", "For import api of GitLab and Azure DevOps: the project.", func(m *report.Mapping) *string { return &m.Service.Project }).like("acme/edge"),
	stringKey("group", "For import api of GitLab: the group, whose projects are all asked for.", func(m *report.Mapping) *string { return &m.Service.Group }).like("acme"),
	stringKey("repository", "For import api of GitHub: owner and name of the repository.", func(m *report.Mapping) *string { return &m.Service.Repository }).like("acme/edge"),
	tableKey("status", "What each status means.", func(m *report.Mapping, b *Block, l *diag.List) { meaningKeys.read(b, m, l) }),
	tableKey("kind", "What kind of work each type or label is.", func(m *report.Mapping, b *Block, l *diag.List) { importKindKeys.read(b, m, l) }),
	tableKey("team", "Which team each team, project, component or label of the tracker is.", func(m *report.Mapping, b *Block, l *diag.List) { importTeamKeys.read(b, m, l) }),
	tableKey("quarter", "Which quarter each sprint or version is of.", func(m *report.Mapping, b *Block, l *diag.List) { importQuarterKeys.read(b, m, l) }),
	tableKey("columns", "Of the format table: the header of each column.", func(m *report.Mapping, b *Block, l *diag.List) { importColumnKeys.read(b, m, l) }),
	tableKey("headers", "The English names of headers in another language.", func(m *report.Mapping, b *Block, l *diag.List) { importHeaderKeys.read(b, m, l) }),
	tableKey("months", "The numbers of months whose names are in another language.", func(m *report.Mapping, b *Block, l *diag.List) { importMonthKeys.read(b, m, l) }),
}}

// dropFolder accepts a folder that a preview watches.
func dropFolder(s string) (out, want string) {
	if out = path.Clean(s); !fs.ValidPath(out) || !strings.HasPrefix(out, "content/") {
		return "", `a folder below content, such as "content/import"`
	}
	return out, ""
}

// serviceAddress accepts where a tracker can be asked.
func serviceAddress(s string) (out, want string) {
	if u := webURL(s); u != nil {
		return strings.TrimRight(u.String(), "/"), ""
	}
	return "", `an address such as "https://acme.atlassian.net"`
}

var (
	meaningKeys = table[report.Mapping]{"site.import.status", "[import.<format>.status]", "site.toml: [import.<format>.status]", []row[report.Mapping]{
		namedKey("status", "string", "What this status means: "+strings.Join(stringsOf(report.Meanings), ", ")+".", `"delivered"`, func(m *report.Mapping, v value) {
			if word, ok := as[string](v, "a string"); ok && v.known("meaning", word, stringsOf(report.Meanings)) {
				put(&m.Statuses, v.key, report.Meaning(word))
			}
		}),
	}}
	importKindKeys = table[report.Mapping]{"site.import.kind", "[import.<format>.kind]", "site.toml: [import.<format>.kind]", []row[report.Mapping]{
		namedKey("type", "string", "What kind of work this type or label is: "+strings.Join(stringsOf(report.Kinds), ", ")+".", `"operations"`, func(m *report.Mapping, v value) {
			if word, ok := as[string](v, "a string"); ok && v.known("kind", word, stringsOf(report.Kinds)) {
				put(&m.Kinds, v.key, report.Kind(word))
			}
		}),
	}}
	importTeamKeys = table[report.Mapping]{"site.import.team", "[import.<format>.team]", "site.toml: [import.<format>.team]", []row[report.Mapping]{
		namedKey("name", "string", "The id of the team that has this name in the tracker.", `"managed-rules"`, func(m *report.Mapping, v value) {
			if word, ok := as[string](v, "a string"); ok {
				put(&m.Teams, v.key, word)
			}
		}),
	}}
	importQuarterKeys = table[report.Mapping]{"site.import.quarter", "[import.<format>.quarter]", "site.toml: [import.<format>.quarter]", []row[report.Mapping]{
		namedKey("sprint", "string", "The quarter of this sprint or version.", `"2026-q3"`, func(m *report.Mapping, v value) {
			word, ok := as[string](v, "a string")
			if !ok {
				return
			}
			q, err := report.ParseQuarter(word)
			if err != nil {
				v.problems.Errorf(v.at, "bad-value", "write it as 2026-q3", "%q is not a quarter", diag.Short(word))
				return
			}
			put(&m.Quarters, v.key, q)
		}),
	}}
	importColumnKeys = table[report.Mapping]{"site.import.columns", "[import.table.columns]", "site.toml: [import.table.columns]", importColumnRows()}
	importHeaderKeys = table[report.Mapping]{"site.import.headers", "[import.<format>.headers]", "site.toml: [import.<format>.headers]", []row[report.Mapping]{
		namedKey("header", "string", "The English name of this header.", `"Issue key"`, func(m *report.Mapping, v value) {
			if word, ok := as[string](v, "a string"); ok {
				put(&m.Headers, v.key, word)
			}
		}),
	}}
	importMonthKeys = table[report.Mapping]{"site.import.months", "[import.<format>.months]", "site.toml: [import.<format>.months]", []row[report.Mapping]{
		namedKey("month", "integer from 1 to 12", "The number of this month.", `2`, func(m *report.Mapping, v value) {
			if n, ok := as[int64](v, "an integer"); ok && v.within(float64(n), limits{1, 12}) {
				put(&m.Months, v.key, time.Month(n))
			}
		}),
	}}
)

// importFields are what the columns of a table may be.
var importFields = []struct{ name, meaning string }{
	{"id", "The id that people quote; required"}, {"title", "What it is"}, {"url", "Its address"}, {"status", "Its status; required"},
	{"type", "Its type, such as story or bug"}, {"project", "Its project"}, {"team", "Its team"}, {"labels", "Its labels, parted by commas"},
	{"sprint", "Its sprint"}, {"version", "The version in which it is to be released"}, {"parent", "The id of its parent"}, {"points", "Its estimate"},
	{"started", "The day on which work began"}, {"finished", "The day on which it was done"}, {"due", "The day by which it is due"},
	{"blocked_by", "The ids of what it waits for, parted by commas"},
}

func importColumnRows() (rows []row[report.Mapping]) {
	for _, f := range importFields {
		rows = append(rows, newRow(Key{Name: f.name, Type: "string", Meaning: f.meaning + ".", Example: asTOML(strings.ToUpper(f.name[:1]) + f.name[1:])}, func(m *report.Mapping, v value) {
			if header, ok := as[string](v, "a string"); ok {
				put(&m.Columns, f.name, header)
			}
		}))
	}
	return rows
}

// importKey reads how the deliverable of an issue is found.
func (v value) importKey() (string, bool) {
	key, ok := v.line()
	if !ok {
		return "", false
	}
	if prefix, labelled := strings.CutPrefix(key, report.KeyLabel); key == report.KeyOwn || key == report.KeyEpic || labelled && prefix != "" {
		return key, true
	}
	v.problems.Errorf(v.at, "bad-value", `write "own", "epic", or "label:" and how the labels begin, such as "label:plan/"`, "%q is no way to find a deliverable", diag.Short(key))
	return "", false
}

func put[K comparable, V any](m *map[K]V, key K, v V) {
	if *m == nil {
		*m = map[K]V{}
	}
	(*m)[key] = v
}

func (s *SiteFile) parseImport(b *Block, l *diag.List) { importsKeys.read(b, s, l) }

// formatTable is the table [import.<format>] of a format or source that is known.
func (v value) formatTable() (*Block, bool) {
	table, ok := v.v.(map[string]any)
	switch {
	case !slices.Contains(allFormats(), v.key):
		v.problems.Errorf(v.at, "unknown-format", "the formats are "+strings.Join(allFormats(), ", "), "there is no format %q", diag.Short(v.key))
		return nil, false
	case !ok:
		v.mustBe("a table", "write [import."+diag.Short(v.key)+"]")
		return nil, false
	}
	return v.block.sub(v.block.spot.Kids[v.key], table), true
}

// parseMapping reads the words of one tracker.
func (s *SiteFile) parseMapping(v value) {
	b, ok := v.formatTable()
	if !ok {
		return
	}
	m := &report.Mapping{}
	importKeys.readAs("[import."+v.key+"]", b, m, v.problems)
	put(&s.Imports, v.key, m)
}
