package publish

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"quarterdeck/generator/publish/target"
)

// Line is a line of the log of releases. Of a rollback, When, Who and Tool are its own.
// It has no Files.
type Line struct {
	Did string `json:"did"` // publish or rollback
	Record
}

func parseLog(data []byte) ([]Line, error) {
	var lines []Line
	for d := json.NewDecoder(bytes.NewReader(data)); d.More(); {
		var l Line
		if err := d.Decode(&l); err != nil {
			return nil, err
		}
		lines = append(lines, l)
	}
	return lines, nil
}

// log adds a line, and the one that a run missed which was killed when its release had
// just become live.
func (s *session) log(ctx context.Context, st *state, line Line) error {
	lines := st.history
	isLast := func(id string) bool { return len(lines) > 0 && lines[len(lines)-1].ID == id }
	if st.pending != nil && st.pending.ID == st.live && !isLast(st.live) {
		lines = append(lines, st.pending.Line)
	}
	if !isLast(line.ID) {
		lines = append(lines, line)
	}
	if len(lines) == len(st.history) {
		return nil // it was live already, and is mended
	}
	var all bytes.Buffer
	to := json.NewEncoder(&all)
	for _, l := range lines {
		if err := to.Encode(l); err != nil {
			return err
		}
	}
	return s.store.Write(ctx, logName, all.Bytes(), target.As{Type: "application/jsonl", Cache: "no-store"})
}

const (
	didPublish  = "publish"
	didRollback = "rollback"
)

// lastGood is the release that was live before the one that is: the one that it took over
// from, or, after a rollback, the one before that. What was rolled back from is no way
// back. It is "" where none is kept.
func (st *state) lastGood() string {
	var way []string // to what is live
	for _, l := range st.history {
		if at := slices.Index(way, l.ID); at >= 0 && l.Did == didRollback {
			way = way[:at]
		}
		way = append(way, l.ID)
	}
	if n := len(way); n > 0 && way[n-1] == st.live {
		way = way[:n-1]
	}
	for _, id := range slices.Backward(way) {
		if id != st.live && slices.Contains(st.ids, id) {
			return id
		}
	}
	if st.history != nil {
		return ""
	}
	if at := slices.Index(st.ids, st.live); at >= 0 && at+1 < len(st.ids) {
		return st.ids[at+1]
	}
	return ""
}

// commit makes readers see what was gathered, where they do not at once.
func (s *session) commit(ctx context.Context, line Line) error {
	if s.gathers == nil {
		return nil
	}
	records, err := s.store.List(ctx, recordsDir)
	if err != nil {
		return err
	}
	c := target.Commit{Title: "Publish " + line.ID, Release: line.ID, Who: line.Who, When: line.When, Keep: max(len(records), 1)}
	if line.Did == didRollback {
		c.Title = "Roll back to " + line.ID
	}
	note := func(key, value string) {
		if value = strings.Join(strings.Fields(value), " "); value != "" {
			c.Notes = append(c.Notes, key+": "+value)
		}
	}
	note("Audience", line.Audience)
	note("Published-by", line.Who)
	for _, edition := range line.Editions {
		note("Edition", edition)
	}
	note("Hash", line.Hash)
	note("Tool", line.Tool)
	return s.store.commit(ctx, s.gathers, c)
}
