package publish

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/publish/target"
)

// Where a target remembers things. No reader needs any of it.
const (
	blobsDir    = target.StateDir + "/blobs"
	recordsDir  = target.StateDir + "/releases"
	locksDir    = target.StateDir + "/locks"
	liveName    = target.StateDir + "/live"         // the id of the live release, where no link leads to it
	pendingName = target.StateDir + "/pending"      // the journal: the release under way
	retiredName = target.StateDir + "/retired.json" // hashed files that old pages may still ask for
	logName     = target.StateDir + "/log.jsonl"    // one line a release, for ever
	spareDir    = target.StateDir + "/spare"        // the folder of a release that went, for the next one
	releasesDir = "releases"
	currentLink = "current"
)

func recordName(id string) string { return recordsDir + "/" + id + ".json" }

// retired is a file that no live page needs, since a moment.
type retired struct {
	Entry
	Since time.Time `json:"since"`
}

// journal is a release under way, the names that it, or one cut off before it, may have
// touched, the assets of pages that readers may therefore have open, and the releases
// that it takes away.
type journal struct {
	Line
	Touched []string `json:"touched,omitempty"`
	Assets  Files    `json:"assets,omitempty"`
	Drops   []string `json:"drops,omitempty"`
}

// state is what a target knows about itself.
type state struct {
	ids     []string // of the releases that are kept and were live, newest first
	stale   []string // ids of what a run that was cut off left
	live    string   // "" before the first release
	record  Record   // of the live release
	pending *journal // a release that was never finished
	history []Line   // the log, oldest first
	retired map[string]retired
	blobs   map[string]int64 // size as stored, by full name
	there   map[string]int64 // files where readers look, by name; nil where a link leads to them
	mark    string           // differs once another run began or ended
}

// readState reads what a target knows: a few requests however large it is, besides its
// lists.
func (s *session) readState(ctx context.Context) (*state, error) {
	st := &state{retired: map[string]retired{}}
	var err error
	if st.mark, err = s.readRuns(ctx, st); err != nil {
		return nil, err
	}
	records, err := s.store.List(ctx, recordsDir)
	if err != nil {
		return nil, err
	}
	st.sortOut(slices.Sorted(maps.Keys(records)))
	if st.live != "" {
		if err := s.readRecord(ctx, st.live, &st.record); err != nil {
			return nil, err
		}
	}
	if err := s.readJSON(ctx, retiredName, &st.retired); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for name, r := range st.retired {
		if err := (Files{name: r.Entry}).check(); err != nil {
			return nil, s.altered(retiredName, err)
		}
	}
	if st.blobs, err = s.store.List(ctx, blobsDir); err != nil {
		return nil, err
	}
	if s.store.links == nil {
		if st.there, err = s.store.List(ctx, ""); err != nil {
			return nil, err
		}
		maps.DeleteFunc(st.there, func(name string, _ int64) bool { return target.OfState(name) })
	}
	return st, nil
}

// readRuns reads which release is live, what was published, and what is under way.
func (s *session) readRuns(ctx context.Context, st *state) (mark string, err error) {
	if st.live, err = s.liveID(ctx); err != nil {
		return "", err
	}
	pending, err := s.readIf(ctx, pendingName)
	if err != nil {
		return "", err
	}
	if pending != nil {
		st.pending = &journal{}
		if err := json.Unmarshal(pending, st.pending); err != nil {
			return "", s.altered(pendingName, err)
		}
		for _, name := range st.pending.Touched {
			if !nameable(name) {
				return "", s.altered(pendingName, errors.New(name+" is not a file of a site"))
			}
		}
		if err := st.pending.Assets.check(); err != nil {
			return "", s.altered(pendingName, err)
		}
	}
	log, err := s.readIf(ctx, logName)
	if err != nil {
		return "", err
	}
	if st.history, err = parseLog(log); err != nil {
		return "", s.altered(logName, err)
	}
	whole, err := sum(bytes.NewReader(slices.Concat(pending, []byte{0}, log)))
	return st.live + whole.Sum, err
}

// unmoved refuses to go on where another run began, or ended, since the state was read.
func (s *session) unmoved(ctx context.Context, st *state) error {
	mark, err := s.readRuns(ctx, &state{})
	if err == nil && mark != st.mark {
		err = target.Refuse(target.ErrMoved, "run the same command again", "somebody else published to %s a moment ago", s.target.Name)
	}
	return err
}

// sortOut tells the releases that were live from what runs that were cut off left. Where
// there is no log, all were.
func (st *state) sortOut(records []string) {
	was := map[string]bool{st.live: true}
	for _, l := range st.history {
		was[l.ID] = true
	}
	var left []string
	for _, name := range slices.Backward(records) {
		switch id := strings.TrimSuffix(path.Base(name), ".json"); {
		case !idForm.MatchString(id):
		case was[id], st.history == nil:
			st.ids = append(st.ids, id)
		default:
			left = append(left, id)
		}
	}
	if st.pending != nil {
		left = append(append(left, st.pending.ID), st.pending.Drops...)
	}
	slices.Sort(left)
	for _, id := range slices.Compact(left) {
		if idForm.MatchString(id) && !slices.Contains(st.ids, id) {
			st.stale = append(st.stale, id)
		}
	}
}

// liveID returns which release readers see.
func (s *session) liveID(ctx context.Context) (string, error) {
	var id string
	if s.store.links != nil {
		folder, err := s.store.Pointed(ctx, currentLink)
		if errors.Is(err, fs.ErrNotExist) {
			return "", nil
		}
		if err != nil {
			return "", err
		}
		id = path.Base(folder)
	} else {
		data, err := s.readIf(ctx, liveName)
		if err != nil || data == nil {
			return "", err
		}
		id = string(bytes.TrimSpace(data))
	}
	if !idForm.MatchString(id) {
		return "", target.Refuse(target.ErrForeign, "move it away, or publish to an empty place", "what is live at %s is %q, not a release", s.target.Name, id)
	}
	return id, nil
}

// readIf returns nil where there is no such file.
func (s *session) readIf(ctx context.Context, name string) ([]byte, error) {
	data, err := s.store.Read(ctx, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

func (s *session) readRecord(ctx context.Context, id string, into *Record) error {
	if err := s.readJSON(ctx, recordName(id), into); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return s.altered(recordName(id), err)
		}
		return err
	}
	if err := into.check(); err != nil || into.ID != id {
		return s.altered(recordName(id), err)
	}
	return nil
}

func (s *session) readJSON(ctx context.Context, name string, into any) error {
	data, err := s.store.Read(ctx, name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return s.altered(name, err)
	}
	return nil
}

// altered is the error of a file of a target's own that quarterdeck did not leave so.
func (s *session) altered(name string, err error) error {
	return &target.Error{What: name + " of " + s.target.Name + " is not as it was written",
		Hint: "it was altered by hand or lost: restore it from a backup, or publish to an empty place", Err: err, Kind: ErrAltered}
}

var ownFile = target.As{Type: "application/json", Cache: "no-store"}

func (s *session) writeJSON(ctx context.Context, name string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return s.store.Write(ctx, name, data, ownFile)
}
