// Package templates holds the built-in templates of a site, one file a page
// kind, with their parts and their assets. A workspace replaces any of them by a
// file of the same name in its own templates/ folder.
package templates

import "embed"

// FS is the templates, by path below this folder.
//
//go:embed *.html parts assets
var FS embed.FS

// ECharts is the script that draws the charts, here at build time and in the
// browser for readers who ask for more.
func ECharts() []byte {
	b, err := FS.ReadFile("assets/echarts/echarts.min.js")
	if err != nil {
		return nil // the drawer then says that the script declares no echarts
	}
	return b
}
