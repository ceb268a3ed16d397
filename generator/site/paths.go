package site

import (
	"path"
	"quarterdeck/generator/report"
	"strings"
)

// EditionFolder is where the pages of an edition are, with a slash at its end.
func EditionFolder(e *report.Edition) string {
	return e.Quarter.String() + "/editions/" + Slug(e.ID) + "/"
}

// EditionsPath leads to what was published of a quarter.
func EditionsPath(q report.QuarterID) string { return q.String() + "/editions/index.html" }

// Slug turns an id into a path element: lower case, as ids only hold letters,
// digits, dots, dashes and underscores.
func Slug(id string) string { return strings.ToLower(id) }

// Addresses name the file, index.html included, so that a site also opens
// straight from disk.
const (
	HomePath        = "index.html"
	QuartersPath    = "index.html#quarters"
	TeamsPath       = "teams/index.html"
	ShippedListPath = "shipped/index.html"
	LessonsPath     = "lessons/index.html"
	ActionsPath     = "actions/index.html"
	DefinitionsPath = "numbers/index.html"
)

// QuarterPath is the page of a quarter.
func QuarterPath(q report.QuarterID) string { return q.String() + "/index.html" }

// ReportPath is the page of a team's report.
func ReportPath(q report.QuarterID, team string) string {
	return q.String() + "/" + Slug(team) + "/index.html"
}

// TeamPath is the page of a team.
func TeamPath(team string) string { return "teams/" + Slug(team) + "/index.html" }

// ShippedPath is the page that a delivered item keeps for life.
func ShippedPath(id string) string { return "shipped/" + Slug(id) + "/index.html" }

// LessonPath is the page of a lesson.
func LessonPath(id string) string { return "lessons/" + Slug(id) + "/index.html" }

// ThemePath is the list of the lessons of a theme.
func ThemePath(theme string) string { return "lessons/themes/" + Slug(theme) + "/index.html" }

// TeamActionsPath is the page of one team's actions.
func TeamActionsPath(team string) string { return "actions/" + Slug(team) + "/index.html" }

// NumbersPath leads to the definition of a number, such as "kept".
func NumbersPath(id string) string { return DefinitionsPath + "#" + id }

// ItemAnchor is the id of a deliverable's row on the report of its team.
func ItemAnchor(id string) string { return "item-" + Slug(id) }

// RowPath leads to a deliverable's row on the report of its quarter.
func RowPath(d *report.Deliverable) string {
	return ReportPath(d.Quarter.ID, d.Team.ID) + "#" + ItemAnchor(d.ID)
}

// Folder is the folder of a page, with a slash at its end, or "".
func Folder(p string) string {
	dir, _ := path.Split(p)
	return dir
}

const DataFilesPath = "data/index.html"

const (
	LatestFolder     = "latest/"
	RedirectTemplate = "redirect"
)

// TwinPath is where the Markdown of a page lies: beside it, under its name.
func TwinPath(page string) string { return page + ".md" }

const UpcomingPath = "upcoming/index.html"
