package site

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"strings"
)

// HashedName puts the first eight digits of the SHA-256 of what a file holds into its name,
// which is then good for one content only: charts/mix.js becomes charts/mix.1b2c3d4e.js.
func HashedName(name string, holds []byte) string {
	sum := sha256.Sum256(holds)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext
}

var hashInName = regexp.MustCompile(`\.[0-9a-f]{8}(\.[a-z0-9]+)$`)

// UnhashedName takes the hash out of a name; ok is false where there is none.
func UnhashedName(name string) (plain string, ok bool) {
	plain = hashInName.ReplaceAllString(name, "$1")
	return plain, plain != name
}
