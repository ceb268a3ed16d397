package picture

import (
	"bytes"
	"encoding/binary"
)

// Markers of a JPEG file (ITU-T T.81, table B.1).
const (
	markerSOI  = 0xd8
	markerEOI  = 0xd9
	markerSOS  = 0xda
	markerRST0 = 0xd0
	markerRST7 = 0xd7
	markerTEM  = 0x01
	markerAPP0 = 0xe0
	markerAPP1 = 0xe1
	markerAPP2 = 0xe2
	markerAPPE = 0xee
	markerAPPF = 0xef
	markerCOM  = 0xfe
)

func cleanJPEG(data []byte) ([]byte, bool) {
	clean := append([]byte(nil), data[:2]...)
	for at := 2; at+2 <= len(data); {
		if data[at] != 0xff {
			return nil, false
		}
		marker := data[at+1]
		switch {
		case marker == 0xff: // filling
			at++
			continue
		case marker == markerEOI:
			return append(clean, data[at:at+2]...), true
		case marker == markerTEM, marker >= markerRST0 && marker <= markerSOI:
			clean, at = append(clean, data[at:at+2]...), at+2
			continue
		case at+4 > len(data):
			return nil, false
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end > len(data) || end < at+4 {
			return nil, false
		}
		if marker == markerSOS {
			end = scanEnd(data, end)
		}
		clean = append(clean, keptSegment(marker, data[at:end])...)
		at = end
	}
	return nil, false
}

// scanEnd is where the compressed data of a scan end: at the next marker that is part of the file.
func scanEnd(data []byte, at int) int {
	for ; at+1 < len(data); at++ {
		if next := data[at+1]; data[at] == 0xff && next != 0 && next != 0xff && (next < markerRST0 || next > markerRST7) {
			return at
		}
	}
	return len(data)
}

// keptSegment is what stays of a segment. Of the ones for programs these do: how the colours are
// meant, and how the picture is to be turned.
func keptSegment(marker byte, segment []byte) []byte {
	body := segment[4:]
	switch {
	case marker == markerAPP1 && bytes.HasPrefix(body, []byte(exifHeader)):
		if o := orientation(body[len(exifHeader):]); o > 1 && o <= 8 {
			return turned(o)
		}
		return nil
	case marker == markerAPP2 && !bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")):
		return nil
	case marker == markerAPP0, marker == markerAPP2, marker == markerAPPE:
		return segment
	case marker >= markerAPP0 && marker <= markerAPPF, marker == markerCOM:
		return nil
	}
	return segment
}

const (
	exifHeader     = "Exif\x00\x00"
	tagOrientation = 0x0112 // CIPA DC-008, 4.6.5
	exifEntry      = 12     // bytes of an entry of a directory
)

// orientation reads how a picture is turned from its Exif, 1 to 8; 0 where nothing says it.
func orientation(tiff []byte) int {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case len(tiff) < 8:
		return 0
	case bytes.HasPrefix(tiff, []byte("MM")):
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	entries := int(order.Uint16(tiff[at:]))
	for i := range entries {
		from := int(at) + 2 + i*exifEntry
		if from+exifEntry > len(tiff) {
			return 0
		}
		if order.Uint16(tiff[from:]) == tagOrientation {
			return int(order.Uint16(tiff[from+8:]))
		}
	}
	return 0
}

// turned is a segment of Exif that says nothing but how the picture is turned.
func turned(orientation int) []byte {
	tiff := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	tiff = binary.BigEndian.AppendUint16(tiff, uint16(orientation))
	tiff = append(tiff, 0, 0, 0, 0, 0, 0)
	body := append([]byte(exifHeader), tiff...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, markerAPP1}, uint16(len(body)+2))
	return append(segment, body...)
}
