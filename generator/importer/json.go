package importer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/report"
)

// document reads an export in JSON, one record after the other.
type document struct {
	file     string
	lines    *lines
	dec      *json.Decoder
	days     *days
	n        int      // records read, to name them in problems
	pos      diag.Pos // where the newest begins, or what is read beside the records
	problems diag.List
}

func newDocument(in *Input, m *Mapping) *document {
	text := &lines{r: in.text}
	return &document{file: in.Name, lines: text, dec: json.NewDecoder(text), days: newDays(m), pos: diag.Pos{File: in.Name}}
}

// begins takes the place of the value that comes next.
func (d *document) begins() {
	var next [64]byte
	n, _ := d.dec.Buffered().Read(next[:]) // from memory; nothing is there at the end
	d.pos.Line, d.pos.Col = d.lines.at(d.dec.InputOffset() + between(next[:n]))
}

// records calls each for the records of a list: that of the key, or the file as a whole for "".
// What else the file has at the top is read into other, by key; a function is called for each record
// of a list.
func (d *document) records(key string, other map[string]any, each func(*json.Decoder) error) {
	if err := d.walk(key, other, each); err != nil {
		d.broken(err)
	}
}

func (d *document) walk(key string, other map[string]any, each func(*json.Decoder) error) error {
	first, err := d.dec.Token()
	if err != nil {
		return err
	}
	if first == json.Delim('[') && key == "" {
		return d.list(each)
	}
	if first != json.Delim('{') {
		return fmt.Errorf("it begins with %v", first)
	}
	for d.dec.More() {
		name, err := d.dec.Token()
		if err != nil {
			return err
		}
		into, wanted := other[name.(string)]
		switch {
		case name == key:
			if err := d.listOf(key, each); err != nil {
				return err
			}
		case wanted:
			d.begins()
			if err := d.readInto(name, into); err != nil {
				return err
			}
		default:
			var skipped json.RawMessage
			if err := d.dec.Decode(&skipped); err != nil {
				return err
			}
		}
	}
	_, err = d.dec.Token()
	return err
}

// readInto reads a value beside the records.
func (d *document) readInto(name, into any) error {
	if each, ok := into.(func(*json.Decoder) error); ok {
		return d.listOf(name, each)
	}
	return d.dec.Decode(into)
}

// listOf reads a list that is the value of a key; null is an empty one.
func (d *document) listOf(key any, each func(*json.Decoder) error) error {
	first, err := d.dec.Token()
	switch {
	case err != nil:
		return err
	case first == nil:
		return nil
	case first != json.Delim('['):
		return fmt.Errorf("%q is no list", key)
	}
	return d.list(each)
}

func (d *document) list(each func(*json.Decoder) error) error {
	d.n = 0
	for d.dec.More() {
		d.n++
		d.begins()
		if err := each(d.dec); err != nil {
			return err
		}
	}
	_, err := d.dec.Token()
	return err
}

func (d *document) broken(err error) {
	if d.pos.Line == 0 {
		d.begins()
	}
	at := d.at()
	hint := "export it again"
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		d.problems.Errorf(at, "cut-off", hint, "the file ends in the midst of record %d", d.n)
	case errors.As(err, &wrong):
		d.problems.Errorf(at, "bad-json", hint, "record %d, %s: found a %s", d.n, strconv.Quote(wrong.Field), wrong.Value)
	default:
		d.problems.Errorf(at, "bad-json", hint, "record %d: %v", max(d.n, 1), err)
	}
}

// at is where the newest record begins.
func (d *document) at() diag.Pos { return d.pos }

// day reads a field as a day.
func (d *document) day(field, text string) report.Day {
	day, err := d.days.day(text)
	if err != nil {
		d.problems.Errorf(d.at(), "bad-date", `write the layout under dates for this format in site.toml`, "record %d, %q: %q %v", d.n, field, diag.Short(text), err)
	}
	return day
}
