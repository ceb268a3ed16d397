package publish

import (
	"quarterdeck/generator/output"
	"quarterdeck/generator/publish/target"
)

// worthwhile is the size in bytes from which compressing saves more than it costs.
const worthwhile = 1 << 10

// as is how readers get a file of a site.
func as(t *Target, name string, e Entry) target.As {
	media, text := output.MediaType(name)
	a := target.As{Type: media, Cache: "no-cache"}
	if text && e.Size >= worthwhile {
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
