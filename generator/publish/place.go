package publish

import (
	"context"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/publish/target"
)

// work is what has to happen to a target.
type work struct {
	send    []string // of the files whose bytes it lacks, one name each, sorted
	view    Files    // every name that has to be there afterwards
	put     []string // where readers see names directly
	fresh   map[string]bool
	first   []string // names to remove before anything is put: they are where folders must be, or folders in their place
	remove  []string // names to remove last
	lingers bool     // among them are some that the pages of the old release lead to
	foreign []string
	touched []string // what put, first and remove change, and what was retired
	retired map[string]retired
	drops   []string // ids of releases to remove
}

// work finds out what makes a release live.
func (s *session) work(st *state, next Record) (work, Plan) {
	p := compare(st.record.Files, next.Files)
	p.Live = st.live
	w := work{view: Files{}, retired: map[string]retired{}, fresh: map[string]bool{}, drops: s.drops(st, next.ID)}
	sent := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(next.Files)) {
		e := next.Files[name]
		at, _, held := stored(s.target, st, name, e)
		if !held && !sent[at] {
			sent[at] = true
			w.send = append(w.send, name)
			p.Sends, p.Bytes = p.Sends+1, p.Bytes+e.Size
		}
	}
	now := s.at.UTC().Truncate(time.Second)
	keep := func(name string, e Entry, since time.Time) {
		if _, _, held := stored(s.target, st, name, e); held {
			w.retired[name], w.view[name] = retired{e, since}, e
		}
	}
	for name, r := range st.retired {
		if r.Since.After(s.at) {
			r.Since = now // a clock went back
		}
		if s.at.Sub(r.Since) < s.o.Grace {
			keep(name, r.Entry, r.Since)
		}
	}
	if st.pending != nil && s.store.links == nil {
		for name, e := range st.pending.Assets {
			keep(name, e, now) // readers have pages open of the release that was cut off
		}
	}
	for _, name := range p.Removed {
		if e := st.record.Files[name]; hashed(name, e) {
			keep(name, e, now)
		}
	}
	for name, e := range next.Files {
		delete(w.retired, name)
		w.view[name] = e
	}
	for _, name := range slices.Concat(p.Added, p.Changed) {
		w.fresh[name] = true
	}
	if s.store.links == nil {
		s.direct(st, &w, &p)
	} else if next.ID == st.live {
		for name, e := range next.Files {
			if size, there := st.there[name]; !there || size != e.Size {
				p.Mended = append(p.Mended, name)
			}
		}
	}
	slices.Sort(p.Mended)
	return w, p
}

// assets are the files with a hash in their name that pages may ask for once the work has
// begun.
func (w work) assets() Files {
	out := Files{}
	for name, e := range w.view {
		if hashed(name, e) {
			out[name] = e
		}
	}
	return out
}

// holds reports whether the target has a blob, as far as its size tells.
func (st *state) holds(blob string, e Entry) bool {
	size, there := st.blobs[blob]
	return there && (size == e.Size || path.Ext(blob) != "")
}

// sized reports whether a file has the size that it has as it is, or compressed.
func (st *state) sized(e Entry, size int64) bool {
	if size == e.Size {
		return true
	}
	for _, blob := range blobNames(e)[1:] {
		if packed, known := st.blobs[blob]; known && size == packed {
			return true
		}
	}
	return false
}

// direct finds out which names have to change where readers see them directly.
func (s *session) direct(st *state, w *work, p *Plan) {
	ours, unsure := Files{}, map[string]bool{}
	for name, r := range st.retired {
		ours[name] = r.Entry
	}
	maps.Copy(ours, st.record.Files)
	if st.pending != nil {
		for _, name := range st.pending.Touched {
			unsure[name] = true
		}
	}
	for name, e := range w.view {
		size, there := st.there[name]
		was, mine := ours[name]
		if there && !mine && !unsure[name] {
			w.foreign = append(w.foreign, name)
		}
		asLeft := there && mine && !unsure[name] && st.sized(was, size)
		if !asLeft || was.Sum != e.Sum {
			w.put = append(w.put, name)
			if mine && was.Sum == e.Sum {
				p.Mended = append(p.Mended, name)
			}
		}
	}
	folders := map[string]bool{}
	for name := range w.view {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for name := range st.there {
		_, stays := w.view[name]
		_, mine := ours[name]
		mine = mine || unsure[name]
		inTheWay := folders[name]
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			_, file := w.view[dir]
			inTheWay = inTheWay || file
		}
		switch {
		case stays:
		case inTheWay && !mine:
			w.foreign = append(w.foreign, name)
		case inTheWay:
			w.first = append(w.first, name)
		case mine:
			w.remove = append(w.remove, name)
			w.lingers = w.lingers || s.gathers == nil && !hashed(name, ours[name])
		}
	}
	// What an earlier run may have touched is among these, or is gone. So is what was
	// retired: of that the list may be written again before the release is live.
	w.touched = slices.AppendSeq(slices.Concat(w.put, w.first, w.remove), maps.Keys(st.retired))
	for _, list := range [][]string{w.touched, w.foreign, w.first, w.remove, w.put} {
		slices.Sort(list)
	}
	w.touched = slices.Compact(w.touched)
}

// turn is when a file is put in place: hashed files, other files, pages, entry pages.
func turn(name string, e Entry) int {
	switch {
	case hashed(name, e):
		return 0
	case entry(name):
		return 3
	case path.Ext(name) == ".html":
		return 2
	}
	return 1
}

// entry reports whether readers and their tools begin at a file.
func entry(name string) bool {
	return name == "index.html" || path.Base(name) == "editions.json" || name == "sitemap.xml"
}

// place puts files, whose blobs are all there, where readers will see them, and proves
// that they are there. Where there is a link, readers do not see it yet.
func (s *session) place(ctx context.Context, st *state, next Record, w work) error {
	if s.store.links != nil {
		return s.placeFolder(ctx, st, next, w)
	}
	s.phase = placing
	if err := s.each(ctx, "clearing", w.first, s.store.Remove); err != nil {
		return err
	}
	for _, names := range turns(w.put, w.view) {
		err := s.each(ctx, "placing", names, func(ctx context.Context, name string) error { return s.copyTo(ctx, st, name, name, w) })
		if err != nil {
			return err
		}
	}
	if err := s.store.sync(ctx); err != nil {
		return err
	}
	if err := s.prove(ctx, "", w, w.put); err != nil {
		return s.bringBack(ctx, st, w, err)
	}
	return nil
}

// turns cuts a list into those that are put in place one after the other.
func turns(names []string, files Files) [][]string {
	out := make([][]string, 4)
	for _, name := range names {
		at := turn(name, files[name])
		out[at] = append(out[at], name)
	}
	return out
}

// placeFolder makes the folder of a release, or mends it. Where it can, it makes it of a
// folder that is needed no more, in which most files are the same.
func (s *session) placeFolder(ctx context.Context, st *state, next Record, w work) error {
	folder := releasesDir + "/" + next.ID
	put := slices.Sorted(maps.Keys(w.view))
	if old := slices.Contains(st.ids, next.ID); old || s.store.rename(ctx, spareDir, folder) == nil {
		there, err := s.store.List(ctx, folder)
		if err != nil {
			return err
		}
		if old {
			put = slices.DeleteFunc(put, func(name string) bool {
				size, ok := there[folder+"/"+name]
				return ok && size == w.view[name].Size && !w.fresh[name]
			})
		} else if err := s.clear(ctx, folder, there, w); err != nil {
			return err
		}
	}
	return inTurn(ctx,
		func(ctx context.Context) error {
			return s.each(ctx, "placing", put, func(ctx context.Context, name string) error { return s.copyTo(ctx, st, name, folder+"/"+name, w) })
		},
		s.store.sync,
		func(ctx context.Context) error { return s.prove(ctx, folder+"/", w, put) })
}

// clear removes from a folder what a release does not have.
func (s *session) clear(ctx context.Context, folder string, there map[string]int64, w work) error {
	var spare []string
	for name := range there {
		if _, stays := w.view[strings.TrimPrefix(name, folder+"/")]; !stays {
			spare = append(spare, name)
		}
	}
	slices.Sort(spare)
	return s.each(ctx, "clearing up", spare, s.store.Remove)
}

func (s *session) copyTo(ctx context.Context, st *state, name, to string, w work) error {
	from, how, _ := stored(s.target, st, name, w.view[name])
	how.Fresh = w.fresh[name]
	return s.store.Copy(ctx, from, to, how)
}

// show makes readers see a release that is in place.
func (s *session) show(ctx context.Context, next Record, w work) error {
	err := inTurn(ctx,
		func(ctx context.Context) error { return s.writeJSON(ctx, retiredName, w.retired) },
		func(ctx context.Context) error { return s.writeJSON(ctx, recordName(next.ID), next) },
		s.store.sync)
	if err != nil {
		return err
	}
	if s.store.links != nil {
		if err := s.store.Point(ctx, currentLink, releasesDir+"/"+next.ID); err != nil {
			return err
		}
		s.phase = live
		return nil
	}
	if err := s.store.Write(ctx, liveName, []byte(next.ID), target.As{Type: "text/plain; charset=utf-8", Cache: "no-store"}); err != nil {
		return err
	}
	s.phase = live
	if w.lingers {
		s.report(Progress{Doing: "waiting for readers of removed pages", OfFiles: len(w.remove)})
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(s.target.Linger):
		}
	}
	return s.each(ctx, "removing", w.remove, s.store.Remove)
}
