package publish

import (
	"path"

	"quarterdeck/generator/publish/target"
)

// textTypes are the kinds of file that a site has and that shrink when compressed.
var textTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".mjs":  "text/javascript; charset=utf-8",
	".json": "application/json",
	".xml":  "application/xml",
	".svg":  "image/svg+xml",
	".csv":  "text/csv; charset=utf-8",
	".md":   "text/markdown; charset=utf-8",
	".txt":  "text/plain; charset=utf-8",
	".ics":  "text/calendar; charset=utf-8",
	".atom": "application/atom+xml",
}

// feedTypes are those of feeds: a reader of feeds goes by the type.
var feedTypes = map[string]string{"feed.xml": "application/atom+xml", "feed.json": "application/feed+json"}

// otherTypes are compressed already, or must stay as they are.
var otherTypes = map[string]string{
	".png":   "image/png",
	".jpg":   "image/jpeg",
	".jpeg":  "image/jpeg",
	".gif":   "image/gif",
	".webp":  "image/webp",
	".avif":  "image/avif",
	".ico":   "image/x-icon",
	".woff2": "font/woff2",
	".woff":  "font/woff",
	".pdf":   "application/pdf",
	".zip":   "application/zip",
	".gz":    "application/gzip",
	".wasm":  "application/wasm",
	".mp4":   "video/mp4",
}

// worthwhile is the size in bytes from which compressing saves more than it costs.
const worthwhile = 1 << 10

// as is how readers get a file of a site.
func as(t *Target, name string, e Entry) target.As {
	a := target.As{Type: "application/octet-stream", Cache: "no-cache"}
	ext := path.Ext(name)
	if kind, ok := otherTypes[ext]; ok {
		a.Type = kind
	}
	if kind, ok := textTypes[ext]; ok {
		a.Type = kind
		if e.Size >= worthwhile {
			a.Encoding = t.Encoding
		}
	}
	if kind, ok := feedTypes[path.Base(name)]; ok {
		a.Type = kind
	}
	if hashed(name, e) {
		a.Cache = "public, max-age=31536000, immutable"
	}
	return a
}

// blob is where what a file holds is stored. Compressed, it is another blob.
func blob(t *Target, name string, e Entry) string { return blobName(e, as(t, name, e).Encoding) }

func blobName(e Entry, encoding string) string {
	for _, known := range target.Encodings() {
		if known.Name == encoding {
			return blobsDir + "/" + e.Sum + known.Suffix
		}
	}
	return blobsDir + "/" + e.Sum
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
