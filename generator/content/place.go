package content

import (
	"path"
	"regexp"
	"strings"

	"quarterdeck/generator/report"
)

// role is what a file is for, which its path decides.
type role string

const (
	roleSite     role = "site"
	roleHome     role = "home"
	roleNotices  role = "notices" // content/shipped.toml
	roleTeam     role = "team"
	roleForeword role = "foreword"
	rolePlan     role = "plan"
	roleRetro    role = "retro"
	roleMetrics  role = "metrics"
	roleEdition  role = "edition" // frozen
	roleUpdate   role = "update"  // of a report's updates folder
	roleOther    role = ""
)

// place is what a path says.
type place struct {
	role    role
	quarter report.QuarterID // of the quarter's folder, where there is one
	team    string           // of the team's file or folder
}

var (
	nameForm        = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)
	deliverableForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)
	fileName        = regexp.MustCompile(`(?i)\.(html?|xml|json|csv|js|css|txt)$`) // an item's page is a folder
	measureForm     = regexp.MustCompile(`^[a-z0-9_]+$`)
	activeSVG       = regexp.MustCompile(`(?i)<\s*(script|foreignobject|iframe|embed|object|handler)|\son[a-z]+\s*=|javascript:|<!entity|<\?xml-stylesheet`)
)

// maxID is the length up to which an id is accepted, in bytes.
const maxID = 64

// noticesPath is the file of what became of deliverables after their quarters.
const noticesPath = "content/shipped.toml"

// reportFiles are the files of a report, in the order of the documentation.
var reportFiles = map[string]role{"plan.md": rolePlan, "retro.md": roleRetro, "metrics.toml": roleMetrics}

// updatesFolder is the folder of a report in which its updates stand, each named after its day.
const updatesFolder = "updates"

// placeOf reads a path of the workspace.
func placeOf(p string) place {
	if p == "site.toml" {
		return place{role: roleSite}
	}
	parts := strings.Split(p, "/")
	if parts[0] != "content" || len(parts) < 2 {
		return place{}
	}
	parts = parts[1:]
	if len(parts) == 1 {
		switch parts[0] {
		case "index.md":
			return place{role: roleHome}
		case path.Base(noticesPath):
			return place{role: roleNotices}
		}
		return place{}
	}
	if parts[0] == "teams" {
		if id, ok := strings.CutSuffix(parts[1], ".md"); ok && len(parts) == 2 {
			return place{role: roleTeam, team: id}
		}
		return place{}
	}
	q, err := report.ParseQuarter(parts[0])
	if err != nil {
		return place{}
	}
	switch {
	case parts[1] == "editions" && len(parts) > 2:
		return place{role: roleEdition, quarter: q}
	case len(parts) == 2 && parts[1] == "index.md":
		return place{role: roleForeword, quarter: q}
	case len(parts) == 2:
		return place{quarter: q}
	case len(parts) == 3:
		return place{role: reportFiles[parts[2]], quarter: q, team: parts[1]}
	case len(parts) == 4 && parts[2] == updatesFolder && strings.HasSuffix(parts[3], ".md"):
		return place{role: roleUpdate, quarter: q, team: parts[1]}
	}
	return place{quarter: q, team: parts[1]}
}
