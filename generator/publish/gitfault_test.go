package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	seam "quarterdeck/generator/publish/target"
)

// gitURL is a repository on this machine, as an address.
func gitURL(b bare) string { return "git+file://" + (&url.URL{Path: b.dir}).EscapedPath() }

// onto publishes to a branch of the repository.
func onto(t *testing.T, address string, files map[string]string, about About, o Options) error {
	t.Helper()
	target, err := Open(address, Opening{})
	if err != nil {
		t.Fatal(err)
	}
	defer target.Close()
	_, err = Publish(t.Context(), target, build(t, files), about, o)
	return err
}

// The branch has a commit for each release that is kept, each with its own tree, and
// nothing but the site; the other branch has one.
func TestGitHistoryIsBounded(t *testing.T) {
	b, c := startBare(t), newClock()
	var want []string
	for n := range 5 {
		about := c.about()
		if err := onto(t, gitURL(b), story(n), about, Options{Keep: 3}); err != nil {
			t.Fatal(err)
		}
		if n > 1 {
			want = append(want, fmt.Sprintf("Ops <ops@example.com> %d", about.When.Unix()))
		}
	}
	slices.Reverse(want)
	log, err := b.git("log", "--format=%cn <%ce> %ct", "pages")
	if got := strings.Split(log, "\n"); err != nil || !slices.Equal(got, want) {
		t.Errorf("the branch has %q (%v), want %q", got, err, want)
	}
	for back := range 3 {
		if page, err := b.git("show", fmt.Sprintf("pages~%d:index.html", back)); err != nil || page != story(4 - back)["index.html"] {
			t.Errorf("%d back the page is %q (%v)", back, page, err)
		}
	}
	if message, err := b.git("log", "-1", "--format=%B", "pages"); err != nil || !strings.Contains(message, "Edition: 2026-q3/1 abc\n") || !strings.Contains(message, "Published-by: ops@example.com\n") {
		t.Errorf("the message is %q (%v)", message, err)
	}
	if names, err := b.git("ls-tree", "-r", "--name-only", "pages"); err != nil || strings.Contains(names, seam.StateDir) || strings.Contains(names, "blobs") || !strings.Contains(names, ".nojekyll") {
		t.Errorf("the branch has %v (%v)", names, err)
	}
	if count, err := b.git("rev-list", "--count", "pages-releases"); err != nil || count != "1" {
		t.Errorf("the other branch has %s commits (%v)", count, err)
	}
	if printed, err := b.git("fsck", "--strict"); err != nil || strings.Contains(printed, "error") {
		t.Errorf("fsck: %s (%v)", printed, err)
	}
}

// Names that mean something to git's own commands are names like any other.
func TestGitNames(t *testing.T) {
	b := startBare(t)
	files := map[string]string{"index.html": "home"}
	for _, name := range []string{`a "quoted" name.txt`, "-f.txt", "with\ttab.txt", "ünï/ç ö.txt", "#hash/%41.txt", "$(x).txt", ".gitattributes", ".gitmodules"} {
		files[name] = "holds " + name
	}
	if err := onto(t, gitURL(b), files, newClock().about(), Options{}); err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if got, err := b.git("cat-file", "blob", "pages:"+name); err != nil || got != want {
			t.Errorf("%s holds %q (%v), want %q", name, got, err, want)
		}
	}
	if err := onto(t, gitURL(b), files, newClock().about(), Options{}); err != nil {
		t.Error(err)
	}
	if count, err := b.git("rev-list", "--count", "pages"); err != nil || count != "1" {
		t.Errorf("a run without changes made %s commits (%v)", count, err)
	}
}

// Where git has not been told who makes commits, it is who publishes.
func TestGitWithoutIdentity(t *testing.T) {
	b := startBare(t)
	writeFile(t, os.Getenv("GIT_CONFIG_GLOBAL"), "[user]\n\tuseConfigOnly = true\n")
	about := newClock().about()
	about.Who = "Ops\nof <web>"
	if err := onto(t, gitURL(b), story(1), about, Options{}); err != nil {
		t.Fatal(err)
	}
	if by, err := b.git("log", "-1", "--format=%an <%ae>", "pages"); err != nil || by != "Ops of web <quarterdeck@localhost>" {
		t.Errorf("the commit is by %q (%v)", by, err)
	}
}

// What somebody else committed is on the branch for ever, whatever comes on top.
func TestGitKeepsCommitsOfOthers(t *testing.T) {
	b, c := startBare(t), newClock()
	if err := onto(t, gitURL(b)+"?branch=docs/pages", story(0), c.about(), Options{Keep: 2}); err != nil {
		t.Fatal(err)
	}
	if err := b.commit(t, "CNAME", []byte("reports.example.com")); err != nil {
		t.Fatal(err)
	}
	if err := b.link(t, "latest", "CNAME"); err != nil {
		t.Fatal(err)
	}
	theirs, err := b.git("rev-parse", "docs/pages")
	if err != nil {
		t.Fatal(err)
	}
	for n := range 4 {
		if err := onto(t, gitURL(b)+"?branch=docs/pages", story(n), c.about(), Options{Keep: 2}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.git("merge-base", "--is-ancestor", theirs, "docs/pages"); err != nil {
		t.Error("the commit of somebody else was cut off")
	}
	if name, err := b.git("show", "docs/pages:CNAME"); err != nil || name != "reports.example.com" {
		t.Errorf("their file is %q (%v)", name, err)
	}
	if tree, err := b.git("ls-tree", "docs/pages", "latest"); err != nil || !strings.HasPrefix(tree, "120000 blob") {
		t.Errorf("their link is %q (%v)", tree, err)
	}
	if count, err := b.git("rev-list", "--count", "docs/pages"); err != nil || count != "5" { // one below theirs, two of theirs, two of ours
		t.Errorf("%s commits (%v), want 5", count, err)
	}
}

// A push that arrived, and of which no more was heard, is no failure.
func TestGitPushWhoseAnswerIsLost(t *testing.T) {
	b := startBare(t)
	hook := filepath.Join(b.dir, "hooks", "post-receive")
	if err := os.WriteFile(hook, []byte("#!/bin/sh\nkill -9 $PPID\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := onto(t, gitURL(b), story(1), newClock().about(), hasty()); err != nil {
		t.Error(err)
	}
	if page, err := b.git("show", "pages:index.html"); err != nil || page != story(1)["index.html"] {
		t.Errorf("the page is %q (%v)", page, err)
	}
}

// Of two pushes at the same moment one is refused; nothing of it is seen.
func TestGitSomebodyElseIsFaster(t *testing.T) {
	b, c := startBare(t), newClock()
	if err := onto(t, gitURL(b), story(1), c.about(), hasty()); err != nil {
		t.Fatal(err)
	}
	meanwhile := hasty()
	meanwhile.Progress = func(Progress) {
		meanwhile.Progress = nil
		if err := onto(t, gitURL(b), story(2), c.about(), hasty()); err != nil && !errors.Is(err, seam.ErrMoved) {
			t.Error(err)
		}
	}
	target, err := Open(gitURL(b), Opening{})
	if err != nil {
		t.Fatal(err)
	}
	defer target.Close()
	o := hasty()
	o.Progress = meanwhile.Progress
	_, err = Publish(t.Context(), target, build(t, story(3)), c.about(), o)
	if !errors.Is(err, seam.ErrMoved) {
		t.Errorf("%v, want that somebody was faster", err)
	}
	if page, err := b.git("show", "pages:index.html"); err != nil || page != story(2)["index.html"] {
		t.Errorf("the page is %q (%v)", page, err)
	}
	if r, err := Publish(t.Context(), target, build(t, story(3)), c.about(), hasty()); err != nil || !r.Done {
		t.Errorf("again: %+v, %v", r, err)
	}
	if page, err := b.git("show", "pages:index.html"); err != nil || page != story(3)["index.html"] {
		t.Errorf("the page is %q (%v)", page, err)
	}
}

// A way that is cut while git speaks is tried again; readers see nothing of it.
func TestGitConnectionsThatAreCut(t *testing.T) {
	d := startSSH(t)
	way := startProxy(t, d.port, func(n int) fate { return fate{} })
	d.alsoAt(t, way.address())
	b, c := startBare(t), newClock()
	address := "git+ssh://" + me(t) + "@" + way.address() + (&url.URL{Path: b.dir}).EscapedPath()
	o := hasty()
	o.limit = 0
	if err := onto(t, address, wide(1), c.about(), o); err != nil {
		t.Fatal(err)
	}
	from := way.connections()
	way.become(func(n int) fate { // asking is cut, then the push, then the question whether it arrived
		if n -= from; n == 0 || n == 2 || n == 3 {
			return fate{bytes: 3000}
		}
		return fate{}
	})
	if err := onto(t, address, wide(2), c.about(), o); err != nil {
		t.Fatal(err)
	}
	if page, err := b.git("show", "pages:index.html"); err != nil || page != wide(2)["index.html"] {
		t.Errorf("the page is %q (%v)", page, err)
	}
	way.become(func(n int) fate { return fate{refuse: true} })
	hinted(t, onto(t, address, wide(3), c.about(), o), "run the same command again")
}

// What git cannot do is told in words that help, and without secrets.
func TestGitErrors(t *testing.T) {
	b := startBare(t)
	t.Setenv("GIT_SSL_NO_VERIFY", "1")
	denies := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("WWW-Authenticate", "Basic")
		w.WriteHeader(http.StatusUnauthorized)
	}))
	defer denies.Close()
	host := strings.TrimPrefix(denies.URL, "https://")
	err := onto(t, "git+https://t0ken@"+host+"/site.git", story(1), newClock().about(), hasty())
	hinted(t, err, "refuses this account", "git ls-remote https://"+host+"/site.git")
	if !errors.Is(err, fs.ErrPermission) || strings.Contains(err.Error(), "t0ken") {
		t.Errorf("%v is no refusal, or prints what may be a secret", err)
	}
	hinted(t, onto(t, gitURL(bare{b.dir + "-none"}), story(1), newClock().about(), hasty()), "is not a repository")

	hook := filepath.Join(b.dir, "hooks", "pre-receive")
	if err := os.WriteFile(hook, []byte("#!/bin/sh\necho the branch is protected\nexit 1\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	hinted(t, onto(t, gitURL(b), story(1), newClock().about(), hasty()), "does not take such a push", "the branch is protected")
	if refs, err := b.git("for-each-ref"); err != nil || refs != "" {
		t.Errorf("it left %s (%v)", refs, err)
	}

	t.Setenv("PATH", t.TempDir())
	hinted(t, onto(t, gitURL(b), story(1), newClock().about(), hasty()), "git is not installed")
}

func TestAddressesOfGit(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for address, word := range map[string]string{
		"git+ssh:///site.git":                  "does not name a repository",
		"git+https://host":                     "does not name a repository",
		"git+file://host/site.git":             "does not name a repository",
		"git+file:///site.git?branch=-x":       "branch=-x",
		"git+file:///site.git?branch=a..b":     "branch=a..b",
		"git+ssh://git:s3cret@host/a/site.git": "password",
	} {
		_, err := Open(address, Opening{})
		hinted(t, err, word)
	}
	_, err := Open("git+file:///srv/workspace/site.git", Opening{Workspace: "/srv/workspace"})
	if !errors.Is(err, ErrInside) {
		t.Errorf("a repository in the workspace: %v", err)
	}
}
