// Package scaffold holds the files that a new workspace, team, quarter, plan, update
// or retro starts with, and those that host a site. It returns them; the command writes them.
package scaffold

import (
	"bytes"
	"embed"
	"path"
	"strings"
	"text/template"

	"quarterdeck/generator/content/placeholder"
	"quarterdeck/generator/content/tomledit"
)

// File is a file to be made. Path is slash-separated and relative to the workspace.
type File struct {
	Path string
	Data []byte
}

//go:embed files
var files embed.FS

var parsed = template.Must(template.New("").Funcs(template.FuncMap{"quote": quote, "key": tomledit.Key, "replace": placeholder.Text, "prose": prose}).ParseFS(files, "files/*"))

// quote writes a string as TOML does, without control characters: no name holds any.
func quote(s string) string {
	return tomledit.Quote(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

func file(name, to string, data any) File {
	var b bytes.Buffer
	// The templates are embedded, take only strings, and name placeholders that there are: they
	// cannot fail.
	if err := parsed.ExecuteTemplate(&b, name, data); err != nil {
		panic(err)
	}
	return File{Path: to, Data: b.Bytes()}
}

// Site is a workspace with nothing in it yet.
func Site(title string) []File {
	return []File{
		file("site.toml", "site.toml", map[string]string{"Title": title}),
		file("home.md", "content/index.md", nil),
		file("gitignore", ".gitignore", nil),
	}
}

// Team is the page of a team.
func Team(id string) []File {
	return []File{file("team.md", path.Join("content/teams", id+".md"), map[string]string{"Name": Name(id)})}
}

// Name makes a name of an id: "managed-rules" becomes "Managed Rules".
func Name(id string) string {
	words := strings.Split(id, "-")
	for i, w := range words {
		if w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}
