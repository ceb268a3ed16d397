package card

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"slices"
)

// headEnd is where the first chunk of a PNG ends: a signature of 8 bytes, then IHDR's
// length, name, 13 bytes and checksum.
const headEnd = 8 + 4 + 4 + 13 + 4

// encode makes a PNG with a Description. The words stand uncompressed, so that whoever
// searches the bytes of a site finds them.
func encode(img image.Image, words string) ([]byte, error) {
	var out bytes.Buffer
	// Not at the fastest level, which takes a quarter of the time but gives a third more bytes: a picture is
	// drawn once and sent often.
	if err := png.Encode(&out, img); err != nil {
		return nil, err
	}
	return slices.Insert(out.Bytes(), headEnd, chunk("iTXt", "Description\x00\x00\x00en\x00\x00"+words)...), nil
}

// chunk is the data of a PNG's part under its name, with length and checksum.
func chunk(name, data string) []byte {
	body := []byte(name + data)
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	return binary.BigEndian.AppendUint32(append(out, body...), crc32.ChecksumIEEE(body))
}
