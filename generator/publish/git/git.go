// Package git publishes to a branch that a pages host serves. What is written is gathered
// on this machine, and seen after one push.
package git

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"quarterdeck/generator/publish/target"
)

// Open opens `git+ssh://git@host/group/site.git?branch=pages`, git+https:// or
// git+file://. What a target knows about itself is on a second branch, `pages-releases`.
// Both change in one push.
func Open(u *url.URL, _ bool) (*target.Target, error) {
	remote, shown := *u, *u
	remote.Scheme = strings.TrimPrefix(u.Scheme, "git+")
	remote.RawQuery, remote.Fragment = "", ""
	shown.User = nil // with https even a name may be a secret
	name := cmp.Or(u.Query().Get("branch"), "pages")
	switch {
	case len(u.Path) < 2, (remote.Scheme == "file") != (u.Host == ""):
		return nil, target.Refuse(target.ErrAddress, "write git+ssh://git@host/group/site.git?branch=pages, or git+file:///absolute/repository.git", "%s does not name a repository", shown.String())
	case !branchForm(name):
		return nil, target.Refuse(target.ErrAddress, "write branch=pages", "branch=%s cannot be the name of a branch", name)
	}
	dir, temporary, err := cacheOf(remote.String())
	if err != nil {
		return nil, err
	}
	g := &store{
		repo: repo{dir: dir, remote: remote.String(), shown: shown.String()},
		site: branch{ref: "refs/heads/" + name, kept: "refs/quarterdeck/site"},
		own:  branch{ref: "refs/heads/" + name + "-releases", kept: "refs/quarterdeck/releases"},
	}
	if temporary {
		g.temporary = dir
	}
	return &target.Target{Name: shown.String(), Store: g}, nil
}

// branchForm is stricter than git.
func branchForm(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, " ~^:?*[\\") && !strings.Contains(name, "..") && !strings.Contains(name, "@{") &&
		!strings.HasPrefix(name, "-") && !strings.HasPrefix(name, ".") && !strings.Contains(name, "/.") && !strings.HasSuffix(name, ".lock") && !strings.HasSuffix(name, ".")
}

// cacheOf is where what was fetched of a repository stays until the next run, or a folder
// for this run where the account has no place for such things.
func cacheOf(remote string) (dir string, temporary bool, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		dir, err = os.MkdirTemp("", "quarterdeck-git-")
		return dir, true, err
	}
	id := sha256.Sum256([]byte(remote))
	return filepath.Join(cache, "quarterdeck", "git", hex.EncodeToString(id[:8])+".git"), false, nil
}

// store is a Store on two branches. What is written is gathered in a repository on
// this machine; nobody sees it before Commit.
type store struct {
	repo      repo
	temporary string // folder to remove at the end, or ""

	mu     sync.Mutex
	loaded bool
	site   branch
	own    branch // what is below `.quarterdeck/`, without that folder
	pipe   *pipe  // nil while none is needed
	broken error  // what was gathered is lost
	lapsed bool   // what was gathered was not pushed, and is not what is there
}

// branch is a branch, and what is on it once this run is done.
type branch struct {
	ref   string // there
	kept  string // here
	at    string // the commit there, "" for none
	files map[string]file
}

type file struct {
	mode   string // as git writes it; somebody else may have put links there
	object string
	size   int64
}

// plainFile is the mode of what we write.
const plainFile = "100644"

// asTheyAre keeps hosts from making pages of Markdown files. A site may bring its own.
const (
	asTheyAre     = ".nojekyll"
	asTheyAreText = "Serve the files as they are.\n"
)

// Lock claims nothing: of two that push, one is refused.
func (g *store) Lock() (func(), error) { return func() {}, nil }

// use calls with what is on the branches, alone.
func (g *store) use(ctx context.Context, call func() error) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.broken != nil {
		return g.broken
	}
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	if g.lapsed {
		g.loaded, g.lapsed = false, false
	}
	if !g.loaded {
		ctx, done := unhurried(ctx)
		defer done()
		if err := g.repo.load(ctx, &g.site, &g.own); err != nil {
			return err
		}
		g.loaded = true
	}
	return call()
}

// unhurried ends when ctx is cancelled, but not when the time of one attempt is over: git
// notices itself when nothing comes any more, and what it has fetched of a large site
// would be lost.
func unhurried(ctx context.Context) (context.Context, func()) {
	patient, done := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Minute)
	stop := context.AfterFunc(ctx, func() {
		if errors.Is(ctx.Err(), context.Canceled) {
			done()
		}
	})
	return patient, func() { stop(); done() }
}

// at is where a name is, and what it is called there.
func (g *store) at(name string) (map[string]file, string) {
	if own, ok := strings.CutPrefix(name, target.StateDir+"/"); ok {
		return g.own.files, own
	}
	return g.site.files, name
}

func (g *store) List(ctx context.Context, below string) (list map[string]int64, err error) {
	err = g.use(ctx, func() error {
		list = map[string]int64{}
		add := func(name string, f file) {
			if below == "" || strings.HasPrefix(name, below+"/") {
				list[name] = f.size
			}
		}
		for name, f := range g.site.files {
			if name != asTheyAre || f.size != int64(len(asTheyAreText)) {
				add(name, f)
			}
		}
		for name, f := range g.own.files {
			add(target.StateDir+"/"+name, f)
		}
		return nil
	})
	return list, err
}

func (g *store) Read(ctx context.Context, name string) (data []byte, err error) {
	err = g.use(ctx, func() error {
		files, at := g.at(name)
		f, there := files[at]
		if !there {
			return &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
		}
		return g.piped(func(p *pipe) error {
			data, err = p.read(f)
			return err
		})
	})
	return data, err
}

func (g *store) Write(ctx context.Context, name string, data []byte, _ target.As) error {
	return g.use(ctx, func() error {
		files, at := g.at(name)
		return g.piped(func(p *pipe) error {
			object, err := p.write(data)
			if err == nil {
				files[at] = file{plainFile, object, int64(len(data))}
			}
			return err
		})
	})
}

func (g *store) Copy(ctx context.Context, from, to string, _ target.As) error {
	return g.use(ctx, func() error {
		source, at := g.at(from)
		f, there := source[at]
		if !there {
			return &fs.PathError{Op: "copy", Path: from, Err: fs.ErrNotExist}
		}
		dest, at := g.at(to)
		dest[at] = f
		return nil
	})
}

func (g *store) Remove(ctx context.Context, name string) error {
	return g.use(ctx, func() error {
		files, at := g.at(name)
		delete(files, at)
		return nil
	})
}

// piped calls with the process that keeps objects. When that ends early, what was
// gathered is lost with it.
func (g *store) piped(call func(p *pipe) error) error {
	if g.pipe == nil {
		p, err := g.repo.pipe()
		if err != nil {
			return err
		}
		g.pipe = p
	}
	if err := call(g.pipe); err != nil {
		g.broken = g.pipe.end(err)
		g.pipe = nil
		return g.broken
	}
	return nil
}

func (g *store) Close() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.pipe != nil {
		_ = g.pipe.end(nil)
		g.pipe = nil
	}
	if g.temporary != "" {
		return os.RemoveAll(g.temporary)
	}
	return nil
}
