package output

import (
	"path"
	"strings"
)

// types are the media types of the files of a site, by name or extension. The system's own
// table is not asked: it differs from machine to machine.
var types = map[string]struct {
	media string
	text  bool
}{
	"LICENSE":  {"text/plain; charset=utf-8", true},
	"feed.xml": {"application/atom+xml", true}, "feed.json": {"application/feed+json", true}, // readers of feeds go by the type
	".html": {"text/html; charset=utf-8", true}, ".css": {"text/css; charset=utf-8", true}, ".svg": {"image/svg+xml", true},
	".js": {"text/javascript; charset=utf-8", true}, ".mjs": {"text/javascript; charset=utf-8", true},
	".json": {"application/json", true}, ".xml": {"application/xml", true}, ".atom": {"application/atom+xml", true},
	".csv": {"text/csv; charset=utf-8", true}, ".md": {"text/markdown; charset=utf-8", true}, ".txt": {"text/plain; charset=utf-8", true},
	".ics": {"text/calendar; charset=utf-8", true},
	".png": {"image/png", false}, ".jpg": {"image/jpeg", false}, ".jpeg": {"image/jpeg", false}, ".gif": {"image/gif", false},
	".webp": {"image/webp", false}, ".avif": {"image/avif", false}, ".ico": {"image/x-icon", false},
	".woff2": {"font/woff2", false}, ".woff": {"font/woff", false}, ".pdf": {"application/pdf", false}, ".wasm": {"application/wasm", false},
	".zip": {"application/zip", false}, ".gz": {"application/gzip", false}, ".mp4": {"video/mp4", false}, ".webm": {"video/webm", false},
}

// MediaType returns the media type of a file of a site, and whether it is text, which
// shrinks when compressed; other files are compressed already, or must stay as they are.
func MediaType(name string) (media string, text bool) {
	kind, known := types[path.Base(name)]
	if !known {
		kind, known = types[strings.ToLower(path.Ext(name))]
	}
	if !known {
		return "application/octet-stream", false
	}
	return kind.media, kind.text
}
