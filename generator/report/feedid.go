package report

import (
	"cmp"
	"crypto/sha1"
	"encoding/hex"
)

// byURL is the namespace of names that are addresses (RFC 9562, 6.6).
var byURL = []byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}

// FeedID is the id of a thing in feeds, a URN: a name-based UUID in the namespace of the company, or else
// of the site's title, so that neither another address of the site nor another title of the thing makes it
// new to a reader.
func (a *Archive) FeedID(parts ...string) string {
	space := a.Site.feedSpace()
	name := ""
	for i, p := range parts {
		if i > 0 {
			name += "\n"
		}
		name += p
	}
	id := hex.EncodeToString(nameBased(space, name))
	return "urn:uuid:" + id[:8] + "-" + id[8:12] + "-" + id[12:16] + "-" + id[16:20] + "-" + id[20:]
}

// feedSpace is the namespace: as it was before the audience got a title of its own.
func (s Site) feedSpace() []byte {
	if space, err := hex.DecodeString(s.FeedSpace); err == nil && len(space) > 0 {
		return space
	}
	return nameBased(byURL, "quarterdeck:"+cmp.Or(s.Look.Company, s.Title))
}

// nameBased is a UUID of version 5 (RFC 9562, 5.5).
func nameBased(space []byte, name string) []byte {
	sum := sha1.Sum(append(append([]byte(nil), space...), name...))
	id := sum[:16]
	id[6] = id[6]&0x0f | 0x50
	id[8] = id[8]&0x3f | 0x80
	return id
}
