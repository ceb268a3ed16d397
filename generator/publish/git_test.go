package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"quarterdeck/generator/testsite"
)

func startGitFile(t *testing.T) place {
	b := startBare(t)
	return b.place(t, "git+file://"+(&url.URL{Path: b.dir}).EscapedPath())
}

// startGitSSH reaches the same through ssh.
func startGitSSH(t *testing.T) place {
	d := startSSH(t)
	b := startBare(t)
	return b.place(t, "git+ssh://"+me(t)+"@"+d.address()+(&url.URL{Path: b.dir}).EscapedPath())
}

// bare is a repository that others push to.
type bare struct{ dir string }

func startBare(t testing.TB) bare {
	t.Helper()
	testsite.Need(t, "git")
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	t.Setenv("GIT_CONFIG_GLOBAL", filepath.Join(dir, "gitconfig"))
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	writeFile(t, filepath.Join(dir, "gitconfig"), "[user]\n\tname = Ops\n\temail = ops@example.com\n[init]\n\tdefaultBranch = main\n")
	b := bare{filepath.Join(dir, "a site's repository.git")}
	if out, err := exec.Command("git", "init", "--quiet", "--bare", b.dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return b
}

// git runs git in the repository, and returns what it prints.
func (b bare) git(args ...string) (string, error) {
	cmd := exec.Command("git", append([]string{"--git-dir=" + b.dir}, args...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("git %v: %w\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out)), err
}

// place is the repository with a pages host beside it: each commit is unpacked into a
// folder of its own, and a link is switched, as GitLab's does.
func (b bare) place(t *testing.T, address string) place {
	host := filepath.Join(filepath.Dir(b.dir), "host")
	if err := os.Mkdir(host, 0o755); err != nil {
		t.Fatal(err)
	}
	return place{
		url:  address + "?branch=docs/pages",
		http: nginx(t, filepath.Join(host, "live")),
		names: func() ([]string, error) {
			out, err := b.git("for-each-ref", "--format=%(refname)")
			return strings.Fields(out), err
		},
		unseen: true,
		update: func() error { return b.deploy(host) },
		put: func(name string, data []byte) error {
			return b.commit(t, name, data)
		},
	}
}

func (b bare) deploy(host string) error {
	at, err := b.git("rev-parse", "refs/heads/docs/pages")
	if err != nil {
		return err
	}
	dir := filepath.Join(host, at)
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	made := dir + ".new"
	if err := os.Mkdir(made, 0o755); err != nil {
		return err
	}
	if _, err := b.git("--work-tree="+made, "-c", "core.bare=false", "checkout", "--force", at, "--", "."); err != nil {
		return err
	}
	link := filepath.Join(host, "live.new")
	if err := errors.Join(os.Rename(made, dir), os.Symlink(at, link)); err != nil {
		return err
	}
	return os.Rename(link, filepath.Join(host, "live"))
}

// commit is what somebody else pushes: a file.
func (b bare) commit(t *testing.T, name string, data []byte) error {
	return b.push(t, func(work string) error {
		return os.WriteFile(filepath.Join(work, filepath.FromSlash(name)), data, 0o644)
	})
}

func (b bare) link(t *testing.T, name, to string) error {
	return b.push(t, func(work string) error { return os.Symlink(to, filepath.Join(work, name)) })
}

// push commits what was done in a clone.
func (b bare) push(t *testing.T, do func(work string) error) error {
	work := t.TempDir()
	git := func(args ...string) error {
		out, err := exec.Command("git", append([]string{"-C", work}, args...)...).CombinedOutput()
		if err != nil {
			err = fmt.Errorf("git %v: %w\n%s", args, err, out)
		}
		return err
	}
	if err := git("clone", "--quiet", "--branch", "docs/pages", b.dir, "."); err != nil {
		return err
	}
	if err := do(work); err != nil {
		return err
	}
	return errors.Join(git("add", "."), git("commit", "--quiet", "-m", "by hand"), git("push", "--quiet"))
}
