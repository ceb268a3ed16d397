package publish

import (
	"context"
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// opener opens the store of an address. It asks the world outside, at most, whether the
// place is there.
type opener func(ctx context.Context, u *url.URL) (*Target, error)

// scheme is a kind of target.
type scheme struct {
	open opener
	keys []string // that the query of an address may have, sorted
}

// schemes are the kinds of target: one row and one file each.
var schemes = map[string]scheme{
	"file":      {openFolder, []string{lingerKey, "mode"}},
	"s3":        {openS3, []string{"compress", "endpoint", "insecure", lingerKey, "path-style", "region"}},
	"sftp":      {openSFTP, []string{lingerKey, "mode"}},
	"git+ssh":   {openGit, []string{"branch"}},
	"git+https": {openGit, []string{"branch"}},
	"git+file":  {openGit, []string{"branch"}},
}

// lingerKey says how long what goes stays where files change one by one: [Target.Linger].
const lingerKey = "linger"

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
	kind, known := schemes[u.Scheme]
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
	linger, err := lingerOf(u, kind.keys)
	if err != nil {
		return nil, err
	}
	target, err := kind.open(ctx, u)
	if err != nil {
		return nil, err
	}
	if u.Query().Has(lingerKey) && target.Links {
		target.Close()
		return nil, refusal(ErrTarget, "leave it out, or say mode=copy", "linger is for a target in which files change one by one, and %s has a link", target.Name)
	}
	target.Linger = linger
	return target, nil
}

// lingerOf refuses what is not among the keys of an address, and reads the one that is no
// store's concern.
func lingerOf(u *url.URL, keys []string) (time.Duration, error) {
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return 0, refusal(ErrTarget, "write ?key=value&key=value", "what follows the ? in the address cannot be read")
	}
	for _, key := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains(keys, key) {
			return 0, refusal(ErrTarget, "known: "+strings.Join(keys, ", "), "%s is unknown in an address that begins with %s://", key, u.Scheme)
		}
	}
	if !query.Has(lingerKey) {
		return 30 * time.Second, nil
	}
	linger, err := time.ParseDuration(query.Get(lingerKey))
	if err != nil || linger < 0 || linger > time.Hour {
		return 0, refusal(ErrTarget, "write linger=30s, and at most 1h", "linger=%s is no time to wait", query.Get(lingerKey))
	}
	return linger, nil
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
