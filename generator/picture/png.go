package picture

import "encoding/binary"

// pngTold are the chunks that tell of a picture and are not seen in it (PNG specification, third
// edition, 11.3).
var pngTold = map[string]bool{"tEXt": true, "zTXt": true, "iTXt": true, "eXIf": true, "tIME": true}

func cleanPNG(data []byte) ([]byte, bool) {
	const signature, frame = 8, 12 // a chunk is its length, its type, its data and a checksum
	clean := append([]byte(nil), data[:signature]...)
	for at := signature; at+frame <= len(data); {
		size := int64(binary.BigEndian.Uint32(data[at:])) + frame
		if int64(at)+size > int64(len(data)) {
			return nil, false
		}
		chunk := data[at : at+int(size)]
		at += int(size)
		typ := string(chunk[4:8])
		if !pngTold[typ] {
			clean = append(clean, chunk...)
		}
		if typ == "IEND" {
			return clean, true
		}
	}
	return nil, false
}
