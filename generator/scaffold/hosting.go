package scaffold

import (
	"net/url"
	"path"

	"quarterdeck/generator/report"
)

// Hosting is a way to host a site, and what `new hosting` writes for it.
type Hosting struct {
	ID, What string
	files    []hostingFile
}

type hostingFile struct{ template, path string }

// hostings is every way, in the order of the documentation.
var hostings = []Hosting{
	{"nginx", "a server block for nginx", []hostingFile{{"nginx.conf", "hosting/nginx.conf"}}},
	{"docker", "an image that serves the built site with nginx", []hostingFile{{"Dockerfile", "hosting/docker/Dockerfile"}, {"nginx.conf", "hosting/docker/nginx.conf"}}},
	{"gitlab", "a GitLab CI job that builds on merge and publishes at quarter end", []hostingFile{{"gitlab-ci.yml", ".gitlab-ci.yml"}}},
	{"gitea", "the same as a Gitea action", []hostingFile{{"workflow.yml", ".gitea/workflows/reports.yml"}}},
	{"github", "the same as a GitHub action", []hostingFile{{"workflow.yml", ".github/workflows/reports.yml"}}},
}

// Hostings returns the ways of hosting that there are files for.
func Hostings() []Hosting { return hostings }

// Files are what the way of hosting needs to publish for an audience. target is where
// site.toml publishes to, or its zero value.
func (h Hosting) Files(audience string, target report.Target) []File {
	data := map[string]string{"Audience": audience, "URL": target.URL, "Root": serverRoot(h.ID, target.URL)}
	var list []File
	for _, f := range h.files {
		list = append(list, file(f.template, f.path, data))
	}
	return list
}

// serverRoot is the folder that nginx serves: what a folder target switches, or the place
// in the image.
func serverRoot(hosting, target string) string {
	if u, err := url.Parse(target); hosting == "nginx" && err == nil && u.Scheme == "file" {
		if u.Query().Get("mode") == "copy" {
			return u.Path
		}
		return path.Join(u.Path, "current")
	}
	if hosting == "nginx" {
		return "/srv/reports/current"
	}
	return "/usr/share/nginx/html"
}
