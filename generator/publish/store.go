package publish

import (
	"context"
	"time"
)

// Store is a place for files with slash-separated names. It decides nothing and retries
// nothing (see retry.go); every method may be called from many goroutines, and returns
// when its context ends. A file that is missing is [fs.ErrNotExist].
type Store interface {
	// List returns the stored size in bytes of every file below a folder ("" for all),
	// by full name. A folder that is missing is empty.
	List(ctx context.Context, folder string) (map[string]int64, error)
	// Read returns what was written, decoded where it is stored encoded.
	Read(ctx context.Context, name string) ([]byte, error)
	// Write stores a file as a whole or not at all, in place of an old one, durably once
	// a Sync, where there is one, has returned. With as.New it fails with [fs.ErrExist]
	// where there is an old one.
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

// syncer is a Store that gathers what it is told, and makes it durable in Sync.
type syncer interface {
	Sync(ctx context.Context) error
}

// committer is a Store of which readers see nothing of what it was told before Commit,
// which comes once at the end of a run, and again where it failed.
type committer interface {
	Commit(ctx context.Context, line Line) error
}

// renamer is a Linker that can give a folder another name at once. A Copy that would put a
// file where it is already has to be cheap there: the folder of a release that goes
// becomes that of the next one.
type renamer interface {
	Rename(ctx context.Context, from, to string) error
}

// locker is a Store with locks of its own, which end with the process, however it ends.
// Elsewhere a claim is a file: see lock.go.
type locker interface {
	Lock() (unlock func(), err error)
}

// As is how a file is handed to readers, for targets that keep such things.
type As struct {
	Type     string // Content-Type
	Cache    string // Cache-Control
	Encoding string // Content-Encoding: one of encodings, or ""
	New      bool   // only where there is no such file yet
	Fresh    bool   // readers had other bytes under this name: its time of change is now
}

// Target is an open target.
type Target struct {
	Name  string // the URL without secrets, for messages
	Store Store
	Links bool // Store is a [Linker], and releases are switched by a link
	// Encoding is how text is stored compressed; "" = it is not.
	Encoding string
	AtOnce   int // files under way at the same time; 0 means 8
	// Linger is how long, where files change one by one, those that go stay once the new
	// release is live: for a reader who has just opened an old page that leads there.
	Linger time.Duration
}

// Close ends the connection.
func (t *Target) Close() error { return t.Store.Close() }
