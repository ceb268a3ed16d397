package publish

import (
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"quarterdeck/generator/publish/folder"
	"quarterdeck/generator/publish/git"
	"quarterdeck/generator/publish/s3"
	"quarterdeck/generator/publish/sftp"
	"quarterdeck/generator/publish/target"
)

// Target is an open target.
type Target = target.Target

// Opening is from where a target is opened.
type Opening struct {
	Workspace string // "" for none
	Terminal  bool   // there is a person who can be asked for a passphrase
}

// scheme is a kind of target.
type scheme struct {
	open func(u *url.URL, terminal bool) (*Target, error) // asks the world outside nothing but whether the place is there
	keys []string                                         // that the query of an address may have, sorted
}

// schemes are the kinds of target: one row and one package each.
var schemes = map[string]scheme{
	"file":      {folder.Open, []string{lingerKey, "mode"}},
	"s3":        {s3.Open, []string{"compress", "endpoint", "insecure", lingerKey, "path-style", "region"}},
	"sftp":      {sftp.Open, []string{lingerKey, "mode"}},
	"git+ssh":   {git.Open, []string{"branch"}},
	"git+https": {git.Open, []string{"branch"}},
	"git+file":  {git.Open, []string{"branch"}},
}

// lingerKey is how long removed files stay where files change one by one: [target.Target.Linger].
const lingerKey = "linger"

// Open opens a target by its URL. A place inside the workspace, which is a folder, is
// refused: what is published there would be an input of the next build.
func Open(address string, from Opening) (*Target, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, target.Refuse(ErrTarget, "write "+kindsOfAddress(), "the address of the target cannot be read") // which may hold a password
	}
	if _, secret := u.User.Password(); secret {
		return nil, target.Refuse(ErrTarget, "take it away, and change it; credentials come from the environment, the agent or the profile of the target's own tools",
			"there is a password in the address %s", u.Redacted())
	}
	kind, known := schemes[u.Scheme]
	if !known {
		return nil, target.Refuse(ErrTarget, "write "+kindsOfAddress(), "%q is not a kind of target", u.Scheme)
	}
	if strings.HasSuffix(u.Scheme, "file") && from.Workspace != "" {
		here, err := filepath.Abs(from.Workspace)
		if err != nil {
			return nil, err
		}
		if rel, err := filepath.Rel(real(here), real(u.Path)); err == nil && filepath.IsLocal(rel) {
			return nil, target.Refuse(ErrInside, "name a folder elsewhere", "%s is inside the workspace", u.Path)
		}
	}
	linger, err := lingerOf(u, kind.keys)
	if err != nil {
		return nil, err
	}
	opened, err := kind.open(u, from.Terminal)
	if err != nil {
		return nil, err
	}
	if u.Query().Has(lingerKey) && opened.Links {
		opened.Close()
		return nil, target.Refuse(ErrTarget, "leave it out, or write mode=copy", "linger is for a target in which files change one by one, and %s has a link", opened.Name)
	}
	opened.Linger = linger
	return opened, nil
}

// lingerOf refuses what is not among the keys of an address, and reads the one that no
// store needs to know.
func lingerOf(u *url.URL, keys []string) (time.Duration, error) {
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return 0, target.Refuse(ErrTarget, "write ?key=value&key=value", "what follows the ? in the address cannot be read")
	}
	for _, key := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains(keys, key) {
			return 0, target.Refuse(ErrTarget, "known: "+strings.Join(keys, ", "), "%s is unknown in an address that begins with %s://", key, u.Scheme)
		}
	}
	if !query.Has(lingerKey) {
		return 30 * time.Second, nil
	}
	linger, err := time.ParseDuration(query.Get(lingerKey))
	if err != nil || linger < 0 || linger > time.Hour {
		return 0, target.Refuse(ErrTarget, "write linger=30s, and at most 1h", "linger=%s is not a time to wait", query.Get(lingerKey))
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
