package content

import (
	"fmt"
	"path"
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// checkPlaces reports files that stand where nothing reads them.
func (a *assembler) checkPlaces() {
	seen := map[string]bool{} // folders that were reported
	for _, p := range a.sorted {
		if p.place.role != roleOther && p.place.quarter != (report.QuarterID{}) && (p.place.team == "" || a.teams[p.place.team] != nil) {
			continue
		}
		parts := strings.Split(p.path, "/")
		if len(parts) > 2 && p.place.role != roleTeam && p.place.quarter == (report.QuarterID{}) && parts[1] != "teams" {
			if !seen[parts[1]] {
				seen[parts[1]] = true
				a.problems.Errorf(diag.Pos{File: p.path}, "unknown-folder", folderHint(parts[1]), "folder %q is neither a quarter nor teams", parts[1])
			}
			continue
		}
		folder := path.Join(parts[:min(len(parts), 3)]...)
		if p.place.team != "" && p.place.role != roleTeam && a.teams[p.place.team] == nil && !seen[folder] {
			seen[folder] = true
			hint := fmt.Sprintf("create content/teams/%s.md", p.place.team)
			if p.place.team == updatesFolder {
				hint = "updates stand in the folder of their team: " + path.Join(parts[0], parts[1], "<team>", updatesFolder)
			}
			a.problems.Errorf(diag.Pos{File: p.path}, "unknown-team",
				didYouMeanOr(p.place.team, a.words.teams(), hint), "unknown team %q", short(p.place.team))
			continue
		}
		if p.place.role == roleOther {
			a.problems.Warnf(diag.Pos{File: p.path}, "unread-file", a.fileHint(p), "this file is not read")
		}
	}
}

func folderHint(name string) string {
	low := strings.ToLower(name)
	if _, err := report.ParseQuarter(low); err == nil {
		return "write " + low
	}
	if nearest(name, []string{"teams"}) != "" {
		return `did you mean "teams"?`
	}
	return "name a quarter like 2026-q3"
}

func (a *assembler) fileHint(p *Parsed) string {
	known := []string{"index.md", "shipped.toml"}
	switch parts := strings.Split(p.path, "/"); {
	case p.place.team != "" && len(parts) > 4 && (parts[3] == updatesFolder || nearest(parts[3], []string{updatesFolder}) != ""):
		return "an update stands directly in the folder updates, as " + exampleUpdate
	case p.place.team != "":
		known = []string{"plan.md", "retro.md", "metrics.toml"}
	case strings.HasPrefix(p.path, "content/teams/"):
		return "team files stand directly in content/teams, as <team>.md"
	case p.place.quarter != (report.QuarterID{}):
		return didYouMeanOr(path.Base(p.path), known, "a report stands in a folder of its team")
	}
	return didYouMean(path.Base(p.path), known)
}

// pictures are the files that a browser shows in a page.
var pictures = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".svg": true}

func (a *assembler) isPicture(p string) bool {
	return a.other[p] && pictures[strings.ToLower(path.Ext(p))]
}
