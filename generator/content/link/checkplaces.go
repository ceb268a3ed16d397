package link

import (
	"fmt"
	"path"
	"strings"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// checkPlaces reports files that are where nothing reads them.
func (a *assembler) checkPlaces() {
	seen := map[string]bool{} // folders that were reported
	for _, p := range a.sorted {
		if p.Place.Role != content.RoleOther && p.Place.Quarter != (report.QuarterID{}) && (p.Place.Team == "" || a.teams[p.Place.Team] != nil) {
			continue
		}
		parts := strings.Split(p.Path, "/")
		if len(parts) > 2 && p.Place.Role != content.RoleTeam && p.Place.Quarter == (report.QuarterID{}) && parts[1] != "teams" {
			if !seen[parts[1]] {
				seen[parts[1]] = true
				a.problems.Errorf(diag.Pos{File: p.Path}, "unknown-folder", folderHint(parts[1]), "folder %q is neither a quarter nor teams", parts[1])
			}
			continue
		}
		folder := path.Join(parts[:min(len(parts), 3)]...)
		if p.Place.Team != "" && p.Place.Role != content.RoleTeam && a.teams[p.Place.Team] == nil && !seen[folder] {
			seen[folder] = true
			hint := fmt.Sprintf("create content/teams/%s.md", p.Place.Team)
			if p.Place.Team == content.UpdatesFolder {
				hint = "updates belong in the folder of their team: " + path.Join(parts[0], parts[1], "<team>", content.UpdatesFolder)
			}
			a.problems.Errorf(diag.Pos{File: p.Path}, "unknown-team",
				content.DidYouMeanOr(p.Place.Team, a.words.teams().Near(p.Place.Team), hint), "unknown team %q", diag.Short(p.Place.Team))
			continue
		}
		if p.Place.Role == content.RoleOther {
			a.problems.Warnf(diag.Pos{File: p.Path}, "unread-file", a.fileHint(p), "this file is ignored")
		}
	}
}

func folderHint(name string) string {
	low := strings.ToLower(name)
	if _, err := report.ParseQuarter(low); err == nil {
		return "write " + low
	}
	if content.Nearest(name, []string{"teams"}) != "" {
		return `did you mean "teams"?`
	}
	return "name a quarter like 2026-q3"
}

func (a *assembler) fileHint(p *content.Parsed) string {
	known := []string{"index.md", "shipped.toml"}
	switch parts := strings.Split(p.Path, "/"); {
	case p.Place.Team != "" && len(parts) > 4 && (parts[3] == content.UpdatesFolder || content.Nearest(parts[3], []string{content.UpdatesFolder}) != ""):
		return "updates belong directly in the folder updates, as " + content.ExampleUpdate
	case p.Place.Team != "":
		known = []string{"plan.md", "retro.md", "metrics.toml"}
	case strings.HasPrefix(p.Path, "content/teams/"):
		return "team files belong directly in content/teams, as <team>.md"
	case p.Place.Quarter != (report.QuarterID{}):
		return content.DidYouMeanOr(path.Base(p.Path), known, "a report belongs in the folder of its team")
	}
	return content.DidYouMean(path.Base(p.Path), known)
}

// pictures are the files that a browser shows in a page.
var pictures = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".svg": true}

func (a *assembler) isPicture(p string) bool {
	return a.copied(p) != "" && pictures[strings.ToLower(path.Ext(p))]
}
