package content

import (
	"strings"

	"quarterdeck/generator/report"
)

// Role is what a file is for, which its path decides.
type Role string

const (
	RoleSite     Role = "site"
	RoleHome     Role = "home"
	RoleNotices  Role = "notices" // content/shipped.toml
	RoleTeam     Role = "team"
	RoleForeword Role = "foreword"
	RolePlan     Role = "plan"
	RoleRetro    Role = "retro"
	RoleMetrics  Role = "metrics"
	RoleEdition  Role = "edition" // frozen
	RoleUpdate   Role = "update"  // of a report's updates folder
	RoleOther    Role = ""
)

// Place is where a file lies in a workspace, and so what it is.
type Place struct {
	Role    Role
	Quarter report.QuarterID // of the quarter's folder, where there is one
	Team    string           // of the team's file or folder
}

// NoticesPath is the file of what became of deliverables after their quarters.
const NoticesPath = "content/shipped.toml"

// reportFiles are the files of a report, in the order of the documentation.
var reportFiles = map[string]Role{"plan.md": RolePlan, "retro.md": RoleRetro, "metrics.toml": RoleMetrics}

// ImportFolder is where exports of trackers can be kept. Nothing of it is published.
const ImportFolder = "content/import/"

// UpdatesFolder is the folder of a report with its updates, each named after its day.
const UpdatesFolder = "updates"

// PlaceOf reads a path of the workspace.
func PlaceOf(p string) Place {
	switch p {
	case "site.toml":
		return Place{Role: RoleSite}
	case "content/index.md":
		return Place{Role: RoleHome}
	case NoticesPath:
		return Place{Role: RoleNotices}
	}
	parts := strings.Split(p, "/")
	if parts[0] != "content" || len(parts) < 3 {
		return Place{}
	}
	parts = parts[1:]
	if id, ok := strings.CutSuffix(parts[1], ".md"); ok && parts[0] == "teams" && len(parts) == 2 {
		return Place{Role: RoleTeam, Team: id}
	}
	q, err := report.ParseQuarter(parts[0]) // teams is none
	if err != nil {
		return Place{}
	}
	switch {
	case parts[1] == "editions" && len(parts) > 2:
		return Place{Role: RoleEdition, Quarter: q}
	case len(parts) == 2 && parts[1] == "index.md":
		return Place{Role: RoleForeword, Quarter: q}
	case len(parts) == 2:
		return Place{Quarter: q}
	case len(parts) == 3:
		return Place{Role: reportFiles[parts[2]], Quarter: q, Team: parts[1]}
	case len(parts) == 4 && parts[2] == UpdatesFolder && strings.HasSuffix(parts[3], ".md"):
		return Place{Role: RoleUpdate, Quarter: q, Team: parts[1]}
	}
	return Place{Quarter: q, Team: parts[1]}
}
