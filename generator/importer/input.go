package importer

import (
	"bufio"
	"bytes"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// probed is how much of a file is looked at to recognise it.
const probed = 256 << 10

// Input is an export to be read once, from its beginning to its end.
type Input struct {
	Name string // as problems call it
	text *bufio.Reader
}

// NewInput takes a file in UTF-8, with or without a byte order mark, or in UTF-16 with one, as
// PowerShell writes it.
func NewInput(name string, r io.Reader) *Input {
	text := bufio.NewReaderSize(r, probed)
	mark, _ := text.Peek(3) // an error comes again when the file is read
	switch {
	case bytes.HasPrefix(mark, []byte("\xef\xbb\xbf")):
		_, _ = text.Discard(3) // they are there
	case bytes.HasPrefix(mark, []byte("\xff\xfe")), bytes.HasPrefix(mark, []byte("\xfe\xff")):
		wide := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
		text = bufio.NewReaderSize(transform.NewReader(text, wide.NewDecoder()), probed)
	}
	return &Input{Name: name, text: text}
}

// head is how the file begins.
func (in *Input) head() ([]byte, error) {
	head, err := in.text.Peek(probed)
	if err == io.EOF || err == bufio.ErrBufferFull {
		err = nil
	}
	return head, err
}

// isJSON reports whether the file begins like JSON.
func isJSON(head []byte) bool {
	head = bytes.TrimLeft(head, " \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[')
}
