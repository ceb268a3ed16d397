package target

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"slices"

	"github.com/andybalholm/brotli"
)

// Encoding is a way to store text compressed, which readers are told of.
type Encoding struct {
	Name   string // as Content-Encoding has it
	Word   string // as an address has it
	Suffix string // of a blob
	writer func(io.Writer) io.WriteCloser
	reader func(io.Reader) (io.Reader, error)
}

// The same bytes come out each time.
var encodings = []Encoding{
	{"gzip", "gzip", ".gz", func(w io.Writer) io.WriteCloser {
		z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // a level that exists
		return z
	}, func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }},
	{"br", "brotli", ".br", func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, brotli.DefaultCompression) },
		func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }},
}

// Encodings returns all of them.
func Encodings() []Encoding { return encodings }

// Named returns the encoding of a name, and the zero value where there is none.
func Named(name string) Encoding {
	if at := slices.IndexFunc(encodings, func(e Encoding) bool { return e.Name == name }); at >= 0 {
		return encodings[at]
	}
	return Encoding{}
}

// Pack compresses; an encoding of "" leaves data alone.
func Pack(encoding string, data []byte) ([]byte, error) {
	e := Named(encoding)
	if e.writer == nil {
		return data, nil
	}
	var out bytes.Buffer
	w := e.writer(&out)
	_, err := w.Write(data)
	err = errors.Join(err, w.Close()) // which writes the rest
	return out.Bytes(), err
}

// Unpack is the opposite of [Pack].
func Unpack(encoding string, data []byte) ([]byte, error) {
	e := Named(encoding)
	if e.reader == nil {
		return data, nil
	}
	r, err := e.reader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
