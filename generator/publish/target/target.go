// Package target is what the flow of publishing and the kinds of target know of each
// other: a [Store], what it is asked for, and its errors. A kind of target is a package
// beside this one that implements Store; it decides nothing.
package target

import (
	"context"
	"strings"
	"time"
)

// Target is an open target.
type Target struct {
	Name  string // the URL without secrets, for messages
	Store Store
	Links bool // Store is a [Linker], and releases are switched by a link
	// Encoding is how text is stored compressed; "" = it is not.
	Encoding string
	AtOnce   int // files under way at the same time; 0 means 8
	// Linger is how long, where files change one by one, removed files stay once the new
	// release is live: for a reader who has just opened an old page that leads there.
	Linger time.Duration
}

// Close ends the connection.
func (t *Target) Close() error { return t.Store.Close() }

// Store is a place for files with slash-separated names. It decides nothing and retries
// nothing; every method may be called from many goroutines, and returns when its context
// ends. A file that is missing is [fs.ErrNotExist].
type Store interface {
	// List returns the stored size in bytes of every file below a folder ("" for all),
	// by full name. A folder that is missing is empty.
	List(ctx context.Context, folder string) (map[string]int64, error)
	// Read returns what was written, decoded where it is stored encoded.
	Read(ctx context.Context, name string) ([]byte, error)
	// Write stores a file as a whole or not at all, in place of an old one, durably once
	// a Sync, where there is one, has returned.
	Write(ctx context.Context, name string, data []byte, as As) error
	// Copy does the same with what another file holds, without sending it.
	Copy(ctx context.Context, from, to string, as As) error
	// Remove removes a file. That it is missing already is no error.
	Remove(ctx context.Context, name string) error
	Close() error
}

// Linker is a Store that has links from one name to a folder.
type Linker interface {
	Store
	// Point makes a link lead to a folder beside it, in one step.
	Point(ctx context.Context, link, folder string) error
	// Pointed returns where a link leads.
	Pointed(ctx context.Context, link string) (string, error)
	// RemoveAll removes a folder with all that it holds.
	RemoveAll(ctx context.Context, folder string) error
}

// Syncer is a Store that gathers what it is told, and makes it durable in Sync.
type Syncer interface {
	Sync(ctx context.Context) error
}

// Committer is a Store of which readers see nothing of what it was told before Commit,
// which comes once at the end of a run, and again where it failed.
type Committer interface {
	Commit(ctx context.Context, c Commit) error
}

// Commit is what a [Committer] is told of the release that it makes visible.
type Commit struct {
	Title   string   // one line
	Release string   // id
	Notes   []string // lines such as `Audience: internal`
	Who     string   // published it
	When    time.Time
	Keep    int // releases that the target keeps, this one among them
}

// Renamer is a Linker that can give a folder another name at once. A Copy that would put a
// file where it is already has to be cheap there: the folder of a release that is dropped
// becomes that of the next one.
type Renamer interface {
	Rename(ctx context.Context, from, to string) error
}

// Locker is a Store with locks of its own, which end with the process, however it ends.
// Elsewhere a claim is a file.
type Locker interface {
	Lock() (unlock func(), err error)
}

// As is how a file is handed to readers, for targets that keep such things.
type As struct {
	Type     string // Content-Type
	Cache    string // Cache-Control
	Encoding string // Content-Encoding: one of [Encodings], or ""
	Fresh    bool   // readers had other bytes under this name: its time of change is now
}

// StateDir is the folder in which a target keeps what it knows about itself. No reader
// needs any of it.
const StateDir = ".quarterdeck"

// OfState reports whether a name is in [StateDir], or that folder itself.
func OfState(name string) bool { return name == StateDir || strings.HasPrefix(name, StateDir+"/") }
