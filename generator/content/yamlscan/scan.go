// Package yamlscan reads YAML into the values and positions that TOML has: what is written
// as either can be read by the same code. Call [Read].
package yamlscan

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"quarterdeck/generator/content/tomlscan"
)

// Text is what a YAML text says.
type Text struct {
	// Values has what the TOML library would make of the same keys: strings, int64, float64, bool,
	// [time.Time] with the names of its local zones, []any and map[string]any.
	Values map[string]any
	// Root has the offsets of keys and elements; those of values are left out.
	Root     *tomlscan.Spot
	Deep     int                // offset where the text nests too deeply, or -1
	BadDates []tomlscan.BadDate // as [tomlscan.Scan] finds them
	Empty    []Empty            // keys without a value, which are not in Values
	Wrong    *Wrong             // why the text was not read to its end, or nil
}

// Empty is a key without a value.
type Empty struct {
	Offset int
	Key    string
}

// Wrong is what cannot be read.
type Wrong struct {
	Offset        int
	Message, Hint string
}

const oneDocument = "leave out the line that begins with ---"

// Read reads a text, in UTF-8 and with \n as line end. Its result can be used up to what is Wrong.
func Read(src string) *Text {
	t := &Text{Root: &tomlscan.Spot{Header: true}, Values: map[string]any{}, Deep: -1}
	if t.Wrong = unreadable(src); t.Wrong != nil {
		return t
	}
	docs, deep, err := load(src)
	c := &converter{src: src, place: start(src), text: t}
	switch wrong, isWrong := errors.AsType[*yaml.LoadError](err); {
	case deep && isWrong:
		t.Deep = c.place.offset(wrong.Mark.Line, wrong.Mark.Column)
	case isWrong:
		t.Wrong = syntax(src, wrong)
	case err != nil:
		t.Wrong = &Wrong{0, err.Error(), ""}
	case len(docs) > 1:
		t.Wrong = &Wrong{c.place.offset(docs[1].Line, docs[1].Column), "a second document begins here", oneDocument}
	case len(docs) == 1 && len(docs[0].Content) > 0:
		c.root(docs[0].Content[0])
	}
	return t
}

// load parses up to two documents; deep is set where they nest too deeply.
func load(src string) (docs []*yaml.Node, deep bool, err error) {
	defer func() {
		// The library panics where its own checks fail, and a preview has to go on after that.
		if r := recover(); r != nil {
			err = fmt.Errorf("the YAML library failed: %v", r)
		}
	}()
	limits := loaderlimits.New(loaderlimits.DepthFunc(func(depth int, _ *yaml.DepthContext) error {
		if deep = deep || depth > tomlscan.MaxDepth; deep {
			return errors.New("too deep")
		}
		return nil
	}))
	loader, err := yaml.NewLoader(strings.NewReader(src), yaml.WithPlugin(limits))
	for err == nil && len(docs) < 2 {
		doc := &yaml.Node{}
		if err = loader.Load(doc); err == nil {
			docs = append(docs, doc)
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return docs, deep, err
}

// unreadable finds what is not handed to the library: characters that it refuses without saying
// where they are, and directives, for which it takes ever more time.
func unreadable(src string) *Wrong {
	off := 0
	for line := range strings.Lines(src) {
		if line[0] == '%' {
			return &Wrong{off, "YAML directives are not read", `remove the line, or put text that begins with % in quotes`}
		}
		if i := strings.IndexFunc(line, refused); i >= 0 {
			return &Wrong{off + i, "a control character is not allowed", "remove it"}
		}
		off += len(line)
	}
	return nil
}

func refused(r rune) bool {
	switch {
	case r == '\t', r == '\n', r == '\r', r == 0x85:
		return false
	}
	return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff
}

const quoted = `: key: "text"`

// syntax is an error of the library with its place and a hint.
func syntax(src string, e *yaml.LoadError) *Wrong {
	off := start(src).offset(e.Mark.Line, e.Mark.Column)
	begun := start(src).offset(e.ContextMark.Line, e.ContextMark.Column)
	ended := strings.TrimSpace(src[off:]) == "" || strings.Contains(e.Message, "could not find expected ':'")
	if e.ContextMark.Line > 0 && ended {
		off = begun // what is not closed, or the word that should have been a key
	}
	return &Wrong{off, "not valid YAML: " + e.Message, hint(e.Message, src[off:])}
}

// hint says how to mend an error; rest is the text from where it is.
func hint(message, rest string) string {
	has := func(s string) bool { return strings.Contains(message, s) }
	switch {
	case strings.HasPrefix(rest, "\t"), has("tab"):
		return "indent with spaces, not with tabs"
	case has("mapping values are not allowed"):
		return "put text with a colon in quotes" + quoted + "; begin the keys of a table in the same column"
	case has("cannot start any token"):
		return "put text that begins with this character in quotes" + quoted
	case has("anchor"), has("alphabetic or numeric"):
		return noAnchors
	case has("expected ':'"), has("expected key"):
		return "write key: value, and begin the keys of a table in the same column"
	case has("end of stream"), has("document indicator"):
		return "end the string with a quote"
	case has("']'"), has("'}'"):
		return "close the brackets, and put text with brackets or commas in quotes" + quoted
	}
	return ""
}
