// Package picture takes out of pictures what nobody sees in them and what may tell too much: where
// and when they were taken, with which device, by whom, and what programs wrote beside them. Call
// [Clean] on the bytes of a file before readers get them. What is seen stays as it is, bit by
// bit: nothing is decoded, and colour profiles and the way a photo is turned are kept.
package picture

import (
	"bytes"
	"path"
	"strings"
)

// Clean returns a PNG, JPEG, GIF or WebP without its metadata: Exif, XMP, IPTC, comments, texts and
// times, and what follows the picture in its file; and an SVG, which is known by its name, without
// metadata, comments, processing instructions, DOCTYPE, and what editors keep in namespaces of
// their own. Other files, and what cannot be read as a PNG, JPEG, GIF or WebP, are returned as they
// are. An SVG that cannot be read is a [*Malformed]: nobody knows what it tells.
func Clean(name string, data []byte) ([]byte, error) {
	if strings.EqualFold(path.Ext(name), ".svg") {
		return cleanSVG(data)
	}
	return cleanPixels(data), nil
}

func cleanPixels(data []byte) []byte {
	for _, f := range []struct {
		begins string
		clean  func([]byte) ([]byte, bool)
	}{
		{"\x89PNG\r\n\x1a\n", cleanPNG},
		{"\xff\xd8\xff", cleanJPEG},
		{"GIF87a", cleanGIF},
		{"GIF89a", cleanGIF},
		{"RIFF", cleanWebP},
	} {
		if !bytes.HasPrefix(data, []byte(f.begins)) {
			continue
		}
		if clean, ok := f.clean(data); ok {
			return clean
		}
	}
	return data
}
