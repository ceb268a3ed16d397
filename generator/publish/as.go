package publish

import (
	"path"

	"quarterdeck/generator/publish/target"
)

// types are the media types of what sites hold, by name or by its end. Text shrinks when
// compressed; the others are compressed already, or must stay as they are.
var types = map[string]struct {
	media string
	text  bool
}{
	"feed.xml": {"application/atom+xml", true}, "feed.json": {"application/feed+json", true}, // readers of feeds go by the type
	".html": {"text/html; charset=utf-8", true}, ".css": {"text/css; charset=utf-8", true}, ".svg": {"image/svg+xml", true},
	".js": {"text/javascript; charset=utf-8", true}, ".mjs": {"text/javascript; charset=utf-8", true},
	".json": {"application/json", true}, ".xml": {"application/xml", true}, ".atom": {"application/atom+xml", true},
	".csv": {"text/csv; charset=utf-8", true}, ".md": {"text/markdown; charset=utf-8", true}, ".txt": {"text/plain; charset=utf-8", true},
	".ics": {"text/calendar; charset=utf-8", true},
	".png": {"image/png", false}, ".jpg": {"image/jpeg", false}, ".jpeg": {"image/jpeg", false}, ".gif": {"image/gif", false},
	".webp": {"image/webp", false}, ".avif": {"image/avif", false}, ".ico": {"image/x-icon", false},
	".woff2": {"font/woff2", false}, ".woff": {"font/woff", false}, ".pdf": {"application/pdf", false}, ".wasm": {"application/wasm", false},
	".zip": {"application/zip", false}, ".gz": {"application/gzip", false}, ".mp4": {"video/mp4", false},
}

// worthwhile is the size in bytes from which compressing saves more than it costs.
const worthwhile = 1 << 10

// as is how readers get a file of a site.
func as(t *Target, name string, e Entry) target.As {
	a := target.As{Type: "application/octet-stream", Cache: "no-cache"}
	kind, known := types[path.Base(name)]
	if !known {
		kind, known = types[path.Ext(name)]
	}
	if known {
		a.Type = kind.media
	}
	if kind.text && e.Size >= worthwhile {
		a.Encoding = t.Encoding
	}
	if hashed(name, e) {
		a.Cache = "public, max-age=31536000, immutable"
	}
	return a
}

// blob is where what a file holds is stored. Compressed, it is another blob.
func blob(t *Target, name string, e Entry) string { return blobName(e, as(t, name, e).Encoding) }

func blobName(e Entry, encoding string) string {
	return blobsDir + "/" + e.Sum + target.Named(encoding).Suffix
}

// blobNames are all under which what a file holds may be stored.
func blobNames(e Entry) []string {
	names := []string{blobName(e, "")}
	for _, known := range target.Encodings() {
		names = append(names, blobName(e, known.Name))
	}
	return names
}

// stored is where what a file holds is to be had, and how readers get it from there: as
// the target was once told to compress, or not to, where it has it so.
func stored(t *Target, st *state, name string, e Entry) (at string, how target.As, held bool) {
	how = as(t, name, e)
	wanted := blobName(e, how.Encoding)
	if st.holds(wanted, e) {
		return wanted, how, true
	}
	for _, other := range append([]target.Encoding{{}}, target.Encodings()...) {
		if at := blobName(e, other.Name); st.holds(at, e) {
			how.Encoding = other.Name
			return at, how, true
		}
	}
	return wanted, how, false
}
