package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"
)

const secret = "54.35 N 18.64 E"

func drawing() image.Image {
	m := image.NewPaletted(image.Rect(0, 0, 9, 7), color.Palette{color.White, color.Black})
	m.SetColorIndex(3, 3, 1)
	return m
}

func encoded(t testing.TB, encode func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func chunk(typ, body string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(out, typ+body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(typ+body)))
}

func segment(marker byte, body string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2)), body...)
}

func webpChunk(name, body string) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body)))
	out = append(out, body...)
	return append(out, make([]byte, len(body)%2)...)
}

func webp(chunks ...[]byte) []byte {
	body := append([]byte("WEBP"), slices.Concat(chunks...)...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

// exif says how a picture is turned, and where it was taken.
func exif(orientation byte) string {
	return exifHeader + "II\x2a\x00\x08\x00\x00\x00\x02\x00" +
		"\x0f\x01\x02\x00\x04\x00\x00\x00abc\x00" +
		"\x12\x01\x03\x00\x01\x00\x00\x00" + string([]byte{orientation}) + "\x00\x00\x00" + secret
}

// TestClean has metadata of every sort put into pictures, which then are what they were before.
func TestClean(t *testing.T) {
	plainPNG := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, drawing()) })
	plainJPEG := encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, drawing(), nil) })
	plainGIF := encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, drawing(), nil) })
	colours := chunk("gAMA", "\x00\x00\xb1\x8f")
	profile := segment(markerAPP2, "ICC_PROFILE\x00\x01\x01 colours")
	gifStart := len(plainGIF) - len(plainGIF[13+3*2:]) // after the header and two colours
	if plainGIF[10]&0x80 == 0 {
		gifStart = 13
	}
	for _, c := range []struct {
		name     string
		in, want []byte
	}{
		{"png", slices.Concat(plainPNG[:33], colours, chunk("tEXt", "Comment\x00"+secret), chunk("iTXt", secret), chunk("zTXt", secret), chunk("eXIf", secret), chunk("tIME", secret), plainPNG[33:], []byte(secret)),
			slices.Concat(plainPNG[:33], colours, plainPNG[33:])},
		{"jpeg", slices.Concat(plainJPEG[:2], segment(markerAPP1, exif(1)), segment(markerAPP1, "http://ns.adobe.com/xap/1.0/\x00"+secret), segment(0xed, "Photoshop 3.0\x00"+secret), profile,
			segment(markerAPP2, "MPF\x00"+secret), segment(markerCOM, secret), plainJPEG[2:], []byte(secret)),
			slices.Concat(plainJPEG[:2], profile, plainJPEG[2:])},
		{"jpeg, turned", slices.Concat(plainJPEG[:2], segment(markerAPP1, exif(6)), plainJPEG[2:]), slices.Concat(plainJPEG[:2], turned(6), plainJPEG[2:])},
		{"gif", slices.Concat(plainGIF[:gifStart], []byte{gifExtension, gifComment, byte(len(secret))}, []byte(secret+"\x00"),
			[]byte{gifExtension, gifProgram}, []byte("\x0bXMP DataXMP"), []byte{byte(len(secret))}, []byte(secret+"\x00"), plainGIF[gifStart:], []byte(secret)), plainGIF},
		{"webp", webp(webpChunk("VP8X", "\x1c123456789"), webpChunk("ICCP", "colours"), webpChunk("VP8 ", "picture"), webpChunk("EXIF", secret), webpChunk("XMP ", secret)),
			webp(webpChunk("VP8X", "\x10123456789"), webpChunk("ICCP", "colours"), webpChunk("VP8 ", "picture"))},
		{"no picture", []byte(secret), []byte(secret)},
		{"cut off", plainPNG[:20], plainPNG[:20]},
		{"empty", nil, nil},
	} {
		got := cleanPixels(c.in)
		if !bytes.Equal(got, c.want) {
			t.Errorf("%s:\n%q\nwant\n%q", c.name, got, c.want)
		}
		if again := cleanPixels(got); !bytes.Equal(again, got) {
			t.Errorf("%s: cleaned twice it is another file", c.name)
		}
	}
	if o := orientation(turned(8)[4+len(exifHeader):]); o != 8 {
		t.Errorf("what says how a picture is turned is read as %d", o)
	}
}

// FuzzClean holds that no file makes it panic, and that what is clean stays as it is.
func FuzzClean(f *testing.F) {
	f.Add(slices.Concat([]byte("\x89PNG\r\n\x1a\n"), chunk("tEXt", secret), chunk("IEND", "")))
	f.Add(slices.Concat([]byte{0xff, markerSOI}, segment(markerAPP1, exif(6)), []byte{0xff, markerEOI}))
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"))
	f.Add(webp(webpChunk("VP8X", "\x0c123456789"), webpChunk("EXIF", secret)))
	f.Fuzz(func(t *testing.T, data []byte) {
		clean := cleanPixels(data)
		if again := cleanPixels(clean); !bytes.Equal(again, clean) {
			t.Errorf("%q, then %q", clean, again)
		}
	})
}
