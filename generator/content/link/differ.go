package link

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quarterdeck/generator/content"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// differs are the files of a quarter that are not as an edition has them, by path: other texts,
// and files that only one of the two has.
func differs(e *content.EditionFiles, src *content.Source) (all []report.Difference) {
	prefix := "content/" + e.Quarter.String() + "/"
	from, _ := slices.BinarySearchFunc(src.Files, prefix, func(f content.File, p string) int { return strings.Compare(f.Path, p) })
	now := src.Files[from:]
	own := func() bool { return len(now) > 0 && strings.HasPrefix(now[0].Path, prefix) }
	for _, f := range e.Files {
		was := e.InWorkspace(f)
		if !strings.HasPrefix(was.Path, prefix) {
			continue
		}
		for own() && now[0].Path < was.Path {
			all, now = append(all, differenceOf(now[0].Path)), now[1:]
		}
		if !own() || now[0].Path != was.Path {
			all = append(all, differenceOf(was.Path))
			continue
		}
		if now[0].Unread || !bytes.Equal(now[0].Data, was.Data) {
			all = append(all, firstDifference(was.Path, now[0].Data, was.Data))
		}
		now = now[1:]
	}
	for ; own(); now = now[1:] {
		all = append(all, differenceOf(now[0].Path))
	}
	return append(all, lost(below(prefix, e.Folder+"/", e.Other), below(prefix, "", src.Other))...)
}

// lost are the other files, such as pictures, that an edition has and its quarter has no more. One
// that the quarter has got since is one that no text leads to, or it leads there from a text that
// is another one now.
func lost(was, now []string) (all []report.Difference) {
	for _, p := range was {
		if !slices.Contains(now, p) {
			all = append(all, differenceOf(p))
		}
	}
	return all
}

func differenceOf(path string) report.Difference {
	at := content.PlaceOf(path)
	return report.Difference{File: path, Part: string(at.Role), Team: at.Team}
}

// firstDifference finds the first line that differs, with both sides of it. A side is "" where
// it has no such line.
func firstDifference(path string, now, was []byte) report.Difference {
	d := differenceOf(path)
	is, before := bytes.Split(now, []byte("\n")), bytes.Split(was, []byte("\n"))
	for d.Line = 1; d.Line <= max(len(is), len(before)); d.Line++ {
		x, y := line(is, d.Line), line(before, d.Line)
		if x != y {
			d.Now, d.Was = window(x, y), window(y, x)
			break
		}
	}
	return d
}

func line(lines [][]byte, n int) string {
	if n > len(lines) {
		return ""
	}
	return string(lines[n-1])
}

// around is how many bytes of a line are shown before what differs.
const around = 20

// window is a line from the word in which it differs from another one.
func window(s, other string) string {
	at := 0
	for at < len(s) && at < len(other) && s[at] == other[at] {
		at++
	}
	if at <= around {
		return diag.Short(s)
	}
	from := at - around
	for from < at && !utf8.RuneStart(s[from]) {
		from++
	}
	if space := strings.IndexFunc(s[from:at], unicode.IsSpace); space >= 0 {
		from += space + 1
	}
	return "…" + diag.Short(s[from:])
}
