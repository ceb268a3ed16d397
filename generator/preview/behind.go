package preview

import (
	"strings"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// behind returns whether a file of the workspace stands behind a page: whether what
// the page shows is written there. Settings and templates are behind every page.
// The archive may be nil; a page of one lesson or one item is then only known to
// rest on those.
func behind(page string, a *report.Archive) func(file string) bool {
	always := func(file string) bool { return file == "site.toml" || strings.HasPrefix(file, "templates/") }
	own := owner(strings.Split(strings.TrimSuffix(page, "index.html"), "/"), a)
	return func(file string) bool {
		if always(file) {
			return true
		}
		inside, ok := strings.CutPrefix(file, "content/")
		return ok && own(strings.ToLower(inside))
	}
}

// owner says which files below content/, in lower case, a page is made from. The
// parts are those of the page's path without its file name.
func owner(parts []string, a *report.Archive) func(file string) bool {
	none := func(string) bool { return false }
	if len(parts) < 2 { // the home page
		return func(file string) bool { return file == "index.md" }
	}
	if _, err := report.ParseQuarter(parts[0]); err == nil {
		prefix := parts[0] + "/"
		if parts[1] == "" || len(parts) == 2 {
			return func(file string) bool { return strings.HasPrefix(file, prefix) }
		}
		return func(file string) bool {
			return strings.HasPrefix(file, prefix+parts[1]+"/") || file == "teams/"+parts[1]+".md"
		}
	}
	switch {
	case parts[1] == "" || a == nil:
		if parts[0] == "teams" {
			return func(file string) bool { return strings.HasPrefix(file, "teams/") }
		}
		return none
	case parts[0] == "teams":
		return func(file string) bool {
			return file == "teams/"+parts[1]+".md" || strings.Contains(file, "/"+parts[1]+"/")
		}
	case parts[0] == "lessons" || parts[0] == "shipped":
		files := saidIn(parts[0], parts[1], a)
		return func(file string) bool { return files[file] }
	}
	return none
}

// saidIn are the files, below content/ and in lower case, in which a lesson or a
// deliverable is written.
func saidIn(topic, id string, a *report.Archive) map[string]bool {
	files := map[string]bool{}
	add := func(found string, at ...diag.Pos) {
		for _, p := range at {
			if strings.EqualFold(found, id) && p.File != "" {
				files[strings.ToLower(strings.TrimPrefix(p.File, "content/"))] = true
			}
		}
	}
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			if topic == "shipped" {
				for _, d := range r.Items {
					add(d.ID, d.Pos, d.Outcome.Pos)
				}
			} else if r.Retro != nil {
				for _, l := range r.Retro.Lessons {
					add(l.ID, l.Pos)
				}
			}
		}
	}
	return files
}
