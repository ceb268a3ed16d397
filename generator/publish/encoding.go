package publish

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"

	"github.com/andybalholm/brotli"
)

// encoding is a way to store text compressed, which readers are told of.
type encoding struct {
	name   string // as Content-Encoding says it
	word   string // as an address says it
	suffix string // of a blob
	writer func(io.Writer) io.WriteCloser
	reader func(io.Reader) (io.Reader, error)
}

// encodings are all of them. The same bytes come out each time.
var encodings = []encoding{
	{"gzip", "gzip", ".gz", func(w io.Writer) io.WriteCloser {
		z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // which is a level that there is
		return z
	}, func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }},
	{"br", "brotli", ".br", func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, brotli.DefaultCompression) },
		func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }},
}

// packed compresses; "" leaves data alone.
func packed(name string, data []byte) ([]byte, error) {
	for _, e := range encodings {
		if e.name == name {
			var out bytes.Buffer
			w := e.writer(&out)
			_, err := w.Write(data)
			err = errors.Join(err, w.Close()) // which writes the rest
			return out.Bytes(), err
		}
	}
	return data, nil
}

// unpacked is the opposite.
func unpacked(name string, data []byte) ([]byte, error) {
	for _, e := range encodings {
		if e.name == name {
			r, err := e.reader(bytes.NewReader(data))
			if err != nil {
				return nil, err
			}
			return io.ReadAll(r)
		}
	}
	return data, nil
}
