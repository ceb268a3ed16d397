package preview

import (
	"maps"
	"path"
	"slices"
	"strings"

	"quarterdeck/generator/report"
)

// mostURLs is how many addresses an event names.
const mostURLs = 200

// pageOf returns the page that a file of the workspace is mainly shown on, as a path of
// the site; "" for a file without one of its own.
func pageOf(file string) string {
	parts := strings.Split(strings.ToLower(file), "/")
	if parts[0] != "content" || len(parts) < 2 {
		return ""
	}
	parts = parts[1:]
	if len(parts) == 1 {
		if parts[0] == "index.md" {
			return "index.html"
		}
		return ""
	}
	if parts[0] == "teams" {
		if id, ok := strings.CutSuffix(parts[1], ".md"); ok && len(parts) == 2 {
			return "teams/" + id + "/index.html"
		}
		return ""
	}
	if _, err := report.ParseQuarter(parts[0]); err != nil {
		return ""
	}
	if len(parts) == 2 && path.Ext(parts[1]) != "" {
		return parts[0] + "/index.html"
	}
	return parts[0] + "/" + parts[1] + "/index.html"
}

// onlyPage returns the page that all the files are shown on, or "".
func onlyPage(changed []string) string {
	found := ""
	for _, file := range changed {
		switch p := pageOf(file); {
		case p == "" || p == found:
		case found == "":
			found = p
		default:
			return ""
		}
	}
	return found
}

// pagesOf returns the pages that show something of the files, sorted.
func pagesOf(changed []string) []string {
	pages := map[string]bool{"index.html": true}
	for _, file := range changed {
		p := pageOf(file)
		if p == "" {
			continue
		}
		pages[p] = true
		parts := strings.Split(p, "/")
		if len(parts) < 2 {
			continue
		}
		pages[parts[0]+"/index.html"] = true
		if len(parts) == 3 && parts[0] != "teams" {
			pages["teams/"+parts[1]+"/index.html"] = true
		}
		for _, list := range []string{"teams", "shipped", "lessons"} {
			pages[list+"/index.html"] = true
		}
	}
	all := slices.Sorted(maps.Keys(pages))
	return all[:min(len(all), mostURLs)]
}

// address is where a path of the site stands in the preview.
func address(p string) string { return "/" + strings.TrimSuffix(p, "index.html") }
