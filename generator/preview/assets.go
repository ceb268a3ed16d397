package preview

import (
	"bytes"
	"embed"

	"quarterdeck/generator/output"
	"quarterdeck/templates"
)

//go:embed assets
var assetFiles embed.FS

// clientFiles is what a previewed page loads from /-/client/, by name, with the
// file that holds it. The site's own style is there for the page of all problems,
// which is no page of the site.
var clientFiles = map[string]string{
	"client.js":    "assets/client.js",
	"place.js":     "assets/place.js",
	"idiomorph.js": "assets/idiomorph/idiomorph.min.js",
	"preview.css":  "assets/preview.css",
	"LICENSE":      "assets/idiomorph/LICENSE",
}

// siteStyle and siteIcon are the names under which the built-in style and icon of sites
// are served.
const (
	siteStyle = "site.css"
	siteIcon  = "icon.svg"
)

// clientFile returns a file of /-/client/ with its content type.
func clientFile(name string) (data []byte, contentType string, ok bool) {
	contentType, _ = output.MediaType(name)
	switch name {
	case siteStyle:
		return builtinStyle(), contentType, true
	case siteIcon:
		data, err := templates.FS.ReadFile("assets/" + siteIcon)
		return data, contentType, err == nil
	}
	file, ok := clientFiles[name]
	if !ok {
		return nil, "", false
	}
	data, err := assetFiles.ReadFile(file)
	return data, contentType, err == nil
}

// builtinStyle is the style sheet of a site whose company sets nothing of its own.
func builtinStyle() []byte {
	var out []byte
	for _, name := range []string{"assets/tokens.css", "assets/site.css"} {
		b, err := templates.FS.ReadFile(name)
		if err != nil {
			continue // the page of all problems is then plain, and still says all
		}
		out = append(out, bytes.ReplaceAll(b, []byte("@import \"tokens.css\";\n"), nil)...)
	}
	return out
}
