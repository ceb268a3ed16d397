package preview

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"quarterdeck/generator"
	"quarterdeck/generator/report"
)

// places is which pages show what is written in a file of the workspace, as folders of the
// site: first the page that is mainly about it. The last page of a team is those of its
// reports. Files are below content/, in lower case; the first row that fits counts.
var places = []struct {
	file  *regexp.Regexp
	pages []string
}{
	{regexp.MustCompile(`^index\.md$`), []string{"."}},
	{regexp.MustCompile(`^teams/([^/]+)\.md$`), []string{"teams/$1", "teams", "????-q?/$1"}},
	{regexp.MustCompile(`^(\d{4}-q[1-4])/[^/]+\.[^/]*$`), []string{"$1"}},
	{regexp.MustCompile(`^(\d{4}-q[1-4])/([^/]+)`), []string{"$1/$2", "$1", "teams/$2"}},
}

// shownOn returns the pages of a file, as in places.
func shownOn(file string) []string {
	inside, ok := strings.CutPrefix(strings.ToLower(file), "content/")
	for _, row := range places {
		if at := row.file.FindStringSubmatchIndex(inside); ok && at != nil {
			pages := make([]string, len(row.pages))
			for i, p := range row.pages {
				pages[i] = string(row.file.ExpandString(nil, p, inside, at))
			}
			return pages
		}
	}
	return nil
}

// behind reports whether what a page shows is written in a file of the workspace. Settings
// and templates are behind every page. The archive may be nil; a page of one lesson or
// one item is then only known to rest on those.
func behind(page, file string, a *report.Archive) bool {
	if file == "site.toml" || strings.HasPrefix(file, "templates/") {
		return true
	}
	parts := strings.Split(path.Dir(page), "/")
	if len(parts) == 2 && a != nil && (parts[0] == "lessons" || parts[0] == "shipped") {
		return writtenIn(parts[0], parts[1], file, a)
	}
	// What is below the folder of a report, or of the editions of a quarter, is made from it.
	folder := strings.Join(parts[:min(len(parts), 2)], "/")
	return slices.ContainsFunc(shownOn(file), func(pattern string) bool {
		fits, err := path.Match(pattern, folder)
		return err == nil && fits
	})
}

// writtenIn reports whether a file has the lesson or the deliverable of an id.
func writtenIn(topic, id, file string, a *report.Archive) bool {
	is := func(found, in string) bool { return strings.EqualFold(found, id) && strings.EqualFold(in, file) }
	for _, q := range a.Quarters {
		for _, r := range q.Reports {
			if topic == "shipped" && slices.ContainsFunc(r.Items, func(d *report.Deliverable) bool {
				return is(d.ID, d.Pos.File) || is(d.ID, d.Outcome.Pos.File)
			}) {
				return true
			}
			if topic == "lessons" && r.Retro != nil && slices.ContainsFunc(r.Retro.Lessons, func(l *report.Lesson) bool { return is(l.ID, l.Pos.File) }) {
				return true
			}
		}
	}
	return false
}

// mostURLs is how many addresses an event names.
const mostURLs = 200

// onlyPage returns the page that all the files are mainly shown on, or "".
func onlyPage(changed []string) string {
	found := ""
	for _, file := range changed {
		pages := shownOn(file)
		if len(pages) == 0 || pages[0] == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = pages[0]
	}
	return found
}

// pagesOf returns the pages that show something of the files, sorted, and those that list
// what all files hold.
func pagesOf(changed []string) []string {
	pages := []string{".", "teams", "shipped", "lessons"}
	for _, file := range changed {
		pages = append(pages, shownOn(file)...)
	}
	slices.Sort(pages)
	pages = slices.Compact(pages)
	return pages[:min(len(pages), mostURLs)]
}

// address returns the address of a folder's page where the site has that page, else "".
func address(s *generator.Site, folder string) string {
	if folder == "" || !s.Has(path.Join(folder, "index.html")) {
		return ""
	}
	return strings.TrimSuffix(path.Join("/", folder), "/") + "/"
}
