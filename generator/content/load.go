package content

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"quarterdeck/generator/diag"
)

// maxText is the size from which a text file is refused: no plan is so long, and
// a parser should not be fed without limit.
const maxText = 1 << 20

// maxPicture is the size up to which an SVG is searched for script.
const maxPicture = 8 << 20

// File is one text file of a workspace. Path is slash-separated and relative to
// the workspace.
type File struct {
	Path string
	Data []byte
	// Given is what site.toml says of how the file is read; nil where it says nothing.
	Given *Given
	// Unread is set where Load could not read the file, and has said why.
	Unread bool
}

// Source is a workspace as it lies on disk, sorted by path: its text files
// (.md and .toml), and the paths below content/ of everything else. What belongs to an
// edition is with it.
type Source struct {
	Files    []File
	Other    []string
	Editions []*EditionFiles // by quarter; of each the plan, then the published ones
}

// Load walks and reads a workspace. Hidden files and backups of editors
// are left out. A link that leads out of the workspace is an error, given
// that fsys refuses to open it, as the FS of an os.Root does.
func Load(fsys fs.FS) (*Source, diag.List) { return (*Cache)(nil).Load(fsys) }

// Load is the function Load. Of a file that is as it was when it was parsed, the bytes are those in
// the cache.
func (c *Cache) Load(fsys fs.FS) (*Source, diag.List) {
	l := loader{fsys: fsys, src: &Source{}, cache: c}
	l.siteFile()
	if _, err := fs.Stat(fsys, "content"); err != nil {
		l.problems.Errorf(diag.Pos{File: "content"}, "no-content",
			"run this in a workspace, or make one with quarterdeck new site", "there is no content folder")
	} else {
		l.walk()
	}
	l.readAll()
	l.src.give(c)
	return l.src, l.problems
}

type loader struct {
	fsys     fs.FS
	cache    *Cache // may be nil
	src      *Source
	problems diag.List
}

func (l *loader) siteFile() {
	info, err := fs.Stat(l.fsys, "site.toml")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.problems.Errorf(diag.Pos{File: "site.toml"}, "no-site",
			"run this in a workspace, or make one with quarterdeck new site", "there is no site.toml")
	case err != nil:
		l.unreadable("site.toml", err)
	case !info.Mode().IsRegular():
		l.problems.Errorf(diag.Pos{File: "site.toml"}, "not-a-file", "", "is not a file")
	default:
		l.src.Files = append(l.src.Files, File{Path: "site.toml"})
	}
}

// walk finds the files below content, the folders in it side by side.
func (l *loader) walk() {
	entries, err := fs.ReadDir(l.fsys, "content")
	if err != nil {
		l.unreadable("content", err)
	}
	below := make([]*loader, len(entries))
	InParallel(len(entries), func(i int) {
		below[i] = &loader{fsys: l.fsys, src: &Source{}}
		below[i].below("content/"+entries[i].Name(), entries[i])
	})
	for _, b := range below {
		l.src.Files = append(l.src.Files, b.src.Files...)
		l.src.Other = append(l.src.Other, b.src.Other...)
		l.src.Editions = append(l.src.Editions, b.src.Editions...)
		l.problems = append(l.problems, b.problems...)
	}
	slices.Sort(l.src.Other)
	slices.SortFunc(l.src.Editions, func(a, b *EditionFiles) int {
		return cmp.Or(a.Quarter.Compare(b.Quarter), cmp.Compare(a.number(), b.number()))
	})
}

// below finds what an entry of content is or holds. It goes on after an error, because
// visit returns none.
func (l *loader) below(p string, d fs.DirEntry) {
	if !d.IsDir() {
		_ = l.visit(p, d, nil) // WalkDir would follow a link
		return
	}
	_ = fs.WalkDir(l.fsys, p, l.visit)
}

func (l *loader) visit(p string, d fs.DirEntry, err error) error {
	switch {
	case err != nil:
		l.unreadable(p, err)
	case ignored(d.Name()):
		if d.IsDir() {
			return fs.SkipDir
		}
	case d.IsDir():
		if PlaceOf(p+"/x").Role == RoleEdition {
			l.editions(p)
			return fs.SkipDir
		}
	default:
		l.file(p, d)
	}
	return nil
}

func (l *loader) file(p string, d fs.DirEntry) {
	mode := d.Type()
	if mode&fs.ModeSymlink != 0 {
		info, err := fs.Stat(l.fsys, p)
		if err != nil {
			l.unreadable(p, err)
			return
		}
		mode = info.Mode().Type()
	}
	switch {
	case mode.IsDir():
		l.problems.Errorf(diag.Pos{File: p}, "link-to-folder", "copy the folder itself here", "is a link to a folder, which is not followed")
	case !mode.IsRegular():
		l.problems.Errorf(diag.Pos{File: p}, "not-a-file", "", "is not a file")
	case !utf8.ValidString(p) || strings.IndexFunc(p, unicode.IsControl) >= 0:
		l.problems.Warnf(diag.Pos{File: strings.ToValidUTF8(p, "?")}, "bad-name", "rename it", "is ignored: its name is not valid text")
	case isText(p):
		l.src.Files = append(l.src.Files, File{Path: p})
	case activeFile(p):
		l.problems.Warnf(diag.Pos{File: p}, "not-copied", "write it in Markdown, or link to it where it is hosted",
			"is not copied: it could run script in a reader's browser")
	case strings.EqualFold(path.Ext(p), ".svg") && !l.calm(p):
		l.problems.Warnf(diag.Pos{File: p}, "not-copied", "save it as a plain SVG or as a PNG",
			"is not copied: this SVG contains script or foreign content")
	default:
		l.src.Other = append(l.src.Other, p)
	}
}

func (l *loader) readAll() {
	slices.SortFunc(l.src.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	var files []*File
	for i := range l.src.Files {
		files = append(files, &l.src.Files[i])
	}
	for _, e := range l.src.Editions {
		for i := range e.Files {
			files = append(files, &e.Files[i])
		}
	}
	lists := make([]diag.List, len(files))
	buffers := sync.Pool{New: func() any { return new([]byte) }}
	InParallel(len(files), func(i int) {
		buffer := buffers.Get().(*[]byte)
		defer buffers.Put(buffer)
		lists[i] = l.read(files[i], buffer)
	})
	l.problems = append(l.problems, slices.Concat(lists...)...)
}

// read fills in the bytes of a file, which may go through a buffer.
func (l *loader) read(f *File, buffer *[]byte) (problems diag.List) {
	most := maxText
	if path.Ext(f.Path) == ".json" {
		most = maxFigures
	}
	data, err := readAtMost(l.fsys, f.Path, int64(most), *buffer)
	*buffer = data[:0]
	switch {
	case err != nil:
		f.Unread = true
		return unreadable(f.Path, err)
	case len(data) > most:
		f.Unread = true
		problems.Errorf(diag.Pos{File: f.Path}, "over-long", "split it, or move parts of it elsewhere", "the file is too large: at most %d MiB is read", most>>20)
	default:
		f.Data = l.cache.own(f.Path, data)
	}
	return problems
}

// readAtMost reads a file, but not much more than limit bytes of it, into a buffer
// where that is large enough.
func readAtMost(fsys fs.FS, p string, limit int64, buffer []byte) ([]byte, error) {
	f, err := fsys.Open(p)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	size := int(min(info.Size(), limit+1))
	if size == 0 { // as some file systems say of every file
		return io.ReadAll(io.LimitReader(f, limit+1))
	}
	// A file that is as long as it said has ended: asking again would be one more call.
	data := slices.Grow(buffer[:0], size)[:size]
	n, err := io.ReadFull(f, data)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return data[:n], err
}

func (l *loader) unreadable(p string, err error) {
	l.problems = append(l.problems, unreadable(p, err)...)
}

func unreadable(p string, err error) (list diag.List) {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		err = pe.Err // without the path, which the position has
	}
	if strings.Contains(err.Error(), "escapes") {
		list.Errorf(diag.Pos{File: p}, "leaves-workspace", "copy the file into the workspace", "this link leads out of the workspace")
	} else {
		list.Errorf(diag.Pos{File: p}, "unreadable", "", "cannot be read: %v", err)
	}
	return list
}

// leftovers are the ends of the names of what editors, merges and patches leave behind.
var leftovers = map[string]bool{".orig": true, ".bak": true, ".old": true, ".save": true, ".tmp": true, ".rej": true,
	".mine": true, ".swp": true, ".swx": true, ".swo": true}

// ignored tells hidden files, and what editors, merges and file managers leave behind.
func ignored(name string) bool {
	low := strings.ToLower(name)
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "~$") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") ||
		leftovers[path.Ext(low)] || low == "thumbs.db" || low == "desktop.ini"
}

// Composed is a name in the form in which letters and their accents are one character: two names
// that look the same are the same in it.
func Composed(name string) string { return norm.NFC.String(name) }

func isText(p string) bool {
	ext := strings.ToLower(path.Ext(p))
	return ext == ".md" || ext == ".toml"
}

// activeFile tells files that a browser would run as a page or a script.
func activeFile(p string) bool {
	return slices.Contains([]string{".html", ".htm", ".xhtml", ".xht", ".shtml", ".mhtml", ".xml", ".xsl", ".xslt", ".js", ".mjs", ".wasm", ".swf", ".css"},
		strings.ToLower(path.Ext(p)))
}

// activeSVG is what runs, or holds a page, in an SVG.
var activeSVG = regexp.MustCompile(`(?i)<\s*(script|foreignobject|iframe|embed|object|handler)|\son[a-z]+\s*=|javascript:|<!entity|<\?xml-stylesheet`)

// calm reports whether an SVG holds nothing that runs when it is opened by itself.
func (l *loader) calm(p string) bool {
	data, err := readAtMost(l.fsys, p, maxPicture, nil)
	return err == nil && len(data) <= maxPicture && !activeSVG.Match(data)
}
