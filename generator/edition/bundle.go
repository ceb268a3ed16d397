package edition

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/diag"
)

const (
	// SourcesFolder is where a bundle keeps the folder content/<quarter>/editions.
	SourcesFolder = "sources"
	// SumsFile lists every other file of a bundle: `sha256sum -c SHA256SUMS` checks it.
	SumsFile = "SHA256SUMS"
)

// Bundle is a zip in the making. The same files in the same order give the same bytes.
type Bundle struct {
	zip   *zip.Writer
	at    time.Time
	sums  bytes.Buffer
	files int
}

// NewBundle starts a zip whose files are all dated to the same moment.
func NewBundle(w io.Writer, at time.Time) *Bundle {
	return &Bundle{zip: zip.NewWriter(w), at: at.UTC()}
}

// Put adds a file. name is slash-separated and relative.
func (b *Bundle) Put(name string, data []byte) error {
	if !plainName(name) {
		return fmt.Errorf("%q cannot be the name of a file in a zip: give it another name", name)
	}
	fmt.Fprintf(&b.sums, "%s  %s\n", sum(data), name)
	return b.add(name, data)
}

func (b *Bundle) add(name string, data []byte) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: b.at}
	h.SetMode(0o644)
	w, err := b.zip.CreateHeader(h)
	if err != nil {
		return err
	}
	b.files++
	_, err = w.Write(data)
	return err
}

// Close adds the list of sums and ends the zip. It returns how many files it has.
func (b *Bundle) Close() (files int, err error) {
	if err := b.add(SumsFile, b.sums.Bytes()); err != nil {
		return 0, err
	}
	return b.files, b.zip.Close()
}

// plainName reports whether a name is the same one in every tool that unpacks it.
func plainName(name string) bool {
	return fs.ValidPath(name) && name != "." && name != SumsFile && !strings.ContainsFunc(name, func(r rune) bool {
		return r == '\\' || r < ' ' || r == 0x7f
	})
}

// CheckBundle compares the files of a zip with its list of sums, and the editions in it
// with their hashes. The error is about the zip as a whole: it cannot be read as one.
func CheckBundle(file string) (files int, problems diag.List, err error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return 0, nil, err
	}
	defer z.Close()
	want, err := sumsOf(&z.Reader)
	if err != nil {
		return 0, nil, err
	}
	seen := map[string]bool{}
	for _, f := range z.File {
		at := diag.Pos{File: f.Name}
		switch {
		case seen[f.Name]:
			problems.Errorf(at, "bundle-added", "", "duplicate file in the zip")
		case f.Name == SumsFile:
		case want[f.Name] == "":
			problems.Errorf(at, "bundle-added", "", "is not in SHA256SUMS: it was added after the zip was made")
		default:
			if data, err := fs.ReadFile(z, f.Name); err != nil {
				problems.Errorf(at, "bundle-altered", "", "cannot be read: %v", err)
			} else if sum(data) != want[f.Name] {
				problems.Errorf(at, "bundle-altered", "", "was altered after the zip was made")
			}
		}
		seen[f.Name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if !seen[name] {
			problems.Errorf(diag.Pos{File: name}, "bundle-missing", "", "is missing from the zip")
		}
	}
	if sources, err := fs.Sub(z, SourcesFolder); err == nil && len(problems) == 0 {
		_, problems = Check(sources)
		for i := range problems {
			problems[i].File = SourcesFolder + "/" + problems[i].File
		}
	}
	return len(z.File), problems.Sorted(), nil
}

// ErrNoBundle is the error of a zip that quarterdeck pack did not make.
var ErrNoBundle = errors.New("this zip was not made by quarterdeck pack, or its SHA256SUMS was altered")

func sumsOf(z *zip.Reader) (map[string]string, error) {
	f, err := z.Open(SumsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoBundle
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sums := map[string]string{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		hash, name, ok := strings.Cut(lines.Text(), "  ")
		if !ok || !isSum(hash) || !plainName(name) {
			return nil, ErrNoBundle
		}
		sums[name] = hash
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoBundle, err)
	}
	return sums, nil
}
