package publish

import (
	"context"
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
)

// opener opens the store of an address. It asks the world outside, at most, whether the
// place is there.
type opener func(ctx context.Context, u *url.URL) (*Target, error)

// schemes are the kinds of target: one row and one file each.
var schemes = map[string]opener{
	"file":      openFolder,
	"s3":        openS3,
	"sftp":      openSFTP,
	"git+ssh":   openGit,
	"git+https": openGit,
	"git+file":  openGit,
}

// Open opens a target by its URL. A place inside the workspace, which is a folder, is
// refused: what is published there would be an input of the next build.
func Open(ctx context.Context, address, workspace string) (*Target, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, refusal(ErrTarget, "write "+kindsOfAddress(), "the address of the target cannot be read") // which may hold a password
	}
	if _, secret := u.User.Password(); secret {
		return nil, refusal(ErrTarget, "take it away, and change it; credentials come from the environment, the agent or the profile of the target's own tools",
			"there is a password in the address %s", u.Redacted())
	}
	open, known := schemes[u.Scheme]
	if !known {
		return nil, refusal(ErrTarget, "write "+kindsOfAddress(), "%q is no kind of target", u.Scheme)
	}
	if strings.HasSuffix(u.Scheme, "file") && workspace != "" {
		here, err := filepath.Abs(workspace)
		if err != nil {
			return nil, err
		}
		if rel, err := filepath.Rel(real(here), real(u.Path)); err == nil && filepath.IsLocal(rel) {
			return nil, refusal(ErrInside, "name a folder elsewhere", "%s lies in the workspace", u.Path)
		}
	}
	return open(ctx, u)
}

func kindsOfAddress() string { return strings.Join(Schemes(), "://, ") + "://" }

// Schemes are the kinds of target, as their addresses begin; sorted.
func Schemes() []string { return slices.Sorted(maps.Keys(schemes)) }

// real follows links as far as there is something.
func real(path string) string {
	for rest := "."; ; {
		if at, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Join(at, rest)
		}
		up := filepath.Dir(path)
		if up == path {
			return filepath.Join(path, rest)
		}
		rest, path = filepath.Join(filepath.Base(path), rest), up
	}
}
