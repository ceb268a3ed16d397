package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"quarterdeck/generator/diag"
	"quarterdeck/generator/leak"
	"quarterdeck/generator/output"
	"quarterdeck/generator/report"
)

// ErrChanging says that a workspace was written to while it was read.
var ErrChanging = errors.New("the workspace was changed meanwhile")

// Leaking is the error of a site that holds what its audience must not read.
type Leaking []leak.Leak

func (l Leaking) Error() string {
	if len(l) == 1 {
		return "the site holds a text that its audience must not read"
	}
	return fmt.Sprintf("the site holds %d texts that its audience must not read", len(l))
}

// Drafts is the error of a site that shows quarters which nobody has frozen as they are,
// although they are over or were published before. It holds their ids.
type Drafts []string

func (d Drafts) Error() string {
	list := strings.Join(d, ", ")
	if more := len(d) - 4; more > 0 {
		list = fmt.Sprintf("%s and %d more", strings.Join(d[:4], ", "), more)
	}
	return "nobody has frozen what the site shows of " + list + "; freeze it, or pass --draft"
}

// ReleaseOptions say how to build a site that is to be published.
type ReleaseOptions struct {
	Draft    bool       // with Drafts too
	Today    report.Day // 0: pinned in site.toml, or the real one
	CacheDir string     // of drawn charts; "" = none
	Progress func(done, total int)
}

// Release is the site of one audience, built to be published. Close it when done.
type Release struct {
	Folder   string   // of the site, until Close
	Editions []string // the newest one that each quarter has, as `2026-q3/2 <hash>`
	Drafts   Drafts   // with ReleaseOptions.Draft
	temp     string
	claim    *os.File
}

// BuildRelease builds the site of an audience in a folder of its own, from one state of
// the workspace. Errors are those of [Build], [Drafts], [Leaking] and
// [ErrChanging].
func BuildRelease(ctx context.Context, w *Workspace, audience string, o ReleaseOptions) (*Release, diag.List, error) {
	held, err := settled(ctx, w)
	if err != nil {
		return nil, nil, err
	}
	r := &Release{}
	if r.temp, r.claim, err = claimTemp(); err != nil {
		return nil, nil, err
	}
	archive, made, problems, err := build(ctx, held, Options{Finished: true, Out: r.temp, Audiences: []string{audience}, Today: o.Today, CacheDir: o.CacheDir, Progress: o.Progress},
		func(a *report.Archive) error {
			if r.Editions, r.Drafts = frozenIn(a); len(r.Drafts) > 0 && !o.Draft {
				return r.Drafts
			}
			return nil
		})
	if err == nil && !held.fs.(*tree).stands() {
		err = fmt.Errorf("%w: run the same command again", ErrChanging)
	}
	if err == nil {
		r.Folder = made.Sites[0].Folder
		err = leakless(r.Folder, archive, audience)
	}
	if err != nil {
		r.Close()
		return nil, problems, err
	}
	return r, problems, nil
}

// Close removes the folder.
func (r *Release) Close() error { return errors.Join(os.RemoveAll(r.temp), r.claim.Close()) }

// frozenIn lists the newest editions, and the quarters that are shown otherwise although
// they are over or were published before.
func frozenIn(a *report.Archive) (editions []string, drafts Drafts) {
	for _, q := range a.Quarters {
		newest := q.Newest()
		if newest != nil {
			editions = append(editions, q.ID.String()+"/"+newest.ID+" "+newest.Hash)
		}
		if q.Draft() && (newest != nil || q.State == report.Closed) {
			drafts = append(drafts, q.ID.String())
		}
	}
	return editions, drafts
}

func leakless(site string, whole *report.Archive, audience string) error {
	to, err := chosen(whole.Site.Audiences, []string{audience})
	if err != nil || seesAll(to[0]) {
		return err
	}
	found, err := leaks(os.DirFS(site), whole, to[0])
	if err == nil && len(found) > 0 {
		err = Leaking(found)
	}
	return err
}

const tempPrefix = "quarterdeck-release-"

// claimTemp makes a folder that nobody else takes, and removes those of runs that were
// killed.
func claimTemp() (string, *os.File, error) {
	old, _ := filepath.Glob(filepath.Join(os.TempDir(), tempPrefix+"*"))
	for _, dir := range old {
		info, err := os.Stat(dir)
		if err == nil && time.Since(info.ModTime()) > time.Hour && output.Abandoned(os.Open, dir) {
			_ = os.RemoveAll(dir) // else the next run tries again
		}
	}
	dir, err := os.MkdirTemp("", tempPrefix)
	if err != nil {
		return "", nil, err
	}
	f, err := os.Open(dir)
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	output.Claim(f)
	return dir, f, nil
}

// settled returns a workspace as it is at one moment: what is read twice, and is the same
// each time, nobody is just writing.
func settled(ctx context.Context, w *Workspace) (*Workspace, error) {
	var before *tree
	for range 6 {
		now := readTree(w.fs, heldParts...)
		if before != nil && same(before.root, now.root) {
			return &Workspace{fs: now, memory: w.memory}, nil
		}
		before = now
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
	return nil, fmt.Errorf("%w: wait until nobody writes to it any more", ErrChanging)
}

// stands reports whether the files that a tree does not hold are still as they were.
func (t *tree) stands() bool {
	for p, n := range t.below(".") {
		if n.disk == nil {
			continue
		}
		info, err := fs.Stat(t.source, p)
		if err != nil || info.Size() != n.disk.Size() || !info.ModTime().Equal(n.disk.ModTime()) {
			return false
		}
	}
	return true
}
