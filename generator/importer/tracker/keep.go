package tracker

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// Fresh is how old the part of a recording may be to be continued: what is older would be mixed with
// what issues have become since.
const Fresh = 24 * time.Hour

// keeper writes a recording page by page, beside the file that it becomes when it is whole.
type keeper struct {
	*Recording
	name string // of the file; "" = it is kept in memory alone
	file *os.File
}

func (k *keeper) part() string { return k.name + ".part" }

// keep begins a recording, or goes on with one of the same query.
func keep(name string, q Query, now time.Time, say func(string)) (*keeper, error) {
	k := &keeper{name: name, Recording: &Recording{Query: q, Begun: now.UTC().Truncate(time.Second), ids: map[string]bool{}}}
	if name == "" {
		return k, nil
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file", name)
	}
	var err error
	if k.file, err = os.OpenFile(k.part(), os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return nil, err
	}
	old, end, err := read(k.file)
	switch {
	case err != nil && empty(k.file):
	case err != nil:
		return nil, errors.Join(fmt.Errorf("%s cannot be gone on with: %w; or remove it", k.part(), err), k.close())
	case old.Query != q:
		say(fmt.Sprintf("%s is of another query: asking from the beginning", k.part()))
	case now.Sub(old.Begun) > Fresh:
		say(fmt.Sprintf("%s is of %s: asking from the beginning", k.part(), old.Begun.Format(time.DateOnly)))
	case len(old.pages) > 0:
		say(fmt.Sprintf("%s has %s: going on from there", k.part(), counted(old.Issues())))
		old.whole = false
		k.Recording = old
		return k, k.goOn(end)
	}
	if err := errors.Join(k.file.Truncate(0), seek(k.file, 0)); err != nil {
		return nil, errors.Join(err, k.close())
	}
	return k, k.write(line{Version: version, Query: &q, Begun: k.Begun})
}

// goOn cuts off what is after the last page, which may be half a line.
func (k *keeper) goOn(end int64) error {
	if err := errors.Join(k.file.Truncate(end), seek(k.file, end)); err != nil {
		return err
	}
	_, err := k.file.WriteString("\n")
	return err
}

func empty(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Size() == 0
}

func seek(f *os.File, to int64) error {
	_, err := f.Seek(to, io.SeekStart)
	return err
}

// add takes a page, and writes it at once.
func (k *keeper) add(p *Page) error {
	if err := k.take(p); err != nil {
		return &Error{Service: Find(k.Query.Service).Title, Address: k.Query.URL, What: err.Error(), Hint: "try again; if it is the same, report it"}
	}
	return k.write(line{Page: p})
}

func (k *keeper) write(l line) error {
	if k.file == nil {
		return nil
	}
	text, err := json.Marshal(l)
	if err != nil {
		return err
	}
	if _, err := k.file.Write(append(text, '\n')); err != nil {
		return err
	}
	return k.file.Sync()
}

// finish puts the recording in its place, in one step.
func (k *keeper) finish() error {
	issues := k.Issues()
	k.whole = true
	if k.file == nil {
		return nil
	}
	if err := errors.Join(k.write(line{Issues: &issues}), k.close()); err != nil {
		return err
	}
	return os.Rename(k.part(), k.name)
}

func (k *keeper) close() error {
	if k.file == nil {
		return nil
	}
	if err := k.file.Close(); err != nil && !errors.Is(err, fs.ErrClosed) {
		return err
	}
	return nil
}
