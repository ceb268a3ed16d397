package picture

import "bytes"

// Blocks of a GIF (GIF89a specification, appendix A).
const (
	gifExtension = 0x21
	gifImage     = 0x2c
	gifTrailer   = 0x3b
	gifComment   = 0xfe
	gifProgram   = 0xff // application extension
)

func cleanGIF(data []byte) ([]byte, bool) {
	const header = 13
	if len(data) < header {
		return nil, false
	}
	at := header + colours(data[10])
	if at > len(data) {
		return nil, false
	}
	clean := append([]byte(nil), data[:at]...)
	for at < len(data) {
		start, keep := at, true
		switch data[at] {
		case gifTrailer:
			return append(clean, gifTrailer), true
		case gifExtension:
			if at+2 > len(data) {
				return nil, false
			}
			keep = data[at+1] != gifComment && !(data[at+1] == gifProgram && bytes.HasPrefix(data[at+2:], []byte("\x0bXMP DataXMP")))
			at += 2
		case gifImage:
			if at+10 > len(data) {
				return nil, false
			}
			at += 10 + colours(data[at+9]) + 1 // and the least size of a code
		default:
			return nil, false
		}
		if at = subBlocksEnd(data, at); at < 0 {
			return nil, false
		}
		if keep {
			clean = append(clean, data[start:at]...)
		}
	}
	return nil, false
}

// colours is how long the table of colours is that some flags announce.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// subBlocksEnd is where a row of blocks ends, each with its length before it; -1 where it does not.
func subBlocksEnd(data []byte, at int) int {
	for at < len(data) {
		size := int(data[at])
		at += 1 + size
		if size == 0 {
			return at
		}
	}
	return -1
}
