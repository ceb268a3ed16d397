package picture

import "encoding/binary"

func cleanWebP(data []byte) ([]byte, bool) {
	const header, chunkHeader = 12, 8
	if len(data) < header || string(data[8:12]) != "WEBP" {
		return nil, false
	}
	end := int64(binary.LittleEndian.Uint32(data[4:])) + chunkHeader
	if end > int64(len(data)) {
		return nil, false
	}
	clean := append([]byte(nil), data[:header]...)
	for at := header; at < int(end); {
		if at+chunkHeader > int(end) {
			return nil, false
		}
		size := int64(binary.LittleEndian.Uint32(data[at+4:]))
		next := int64(at) + chunkHeader + size + size%2
		if next > end {
			return nil, false
		}
		switch name := string(data[at : at+4]); name {
		case "EXIF", "XMP ":
		default:
			from := len(clean)
			clean = append(clean, data[at:next]...)
			if name == "VP8X" && size > 0 {
				clean[from+chunkHeader] &^= 0x0c // it has neither of the two any more
			}
		}
		at = int(next)
	}
	binary.LittleEndian.PutUint32(clean[4:], uint32(len(clean)-chunkHeader))
	return clean, true
}
