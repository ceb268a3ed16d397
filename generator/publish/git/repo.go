package git

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"quarterdeck/generator/publish/target"
)

// repo is a bare repository on this machine that mirrors one elsewhere.
type repo struct {
	dir    string
	remote string
	shown  string // the remote, for messages
	made   bool
	ownSSH bool // the user has settings for how git calls ssh
}

// ofHooks are the settings with which git calls the hooks of a repository.
var ofHooks = []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_QUARANTINE_PATH"}

// command is the installed git, with its own settings and credentials, which asks
// nothing. What a hook of another repository set does not count.
func (r *repo) command(ctx context.Context, args ...string) *exec.Cmd {
	all := []string{"-c", "gc.autoDetach=false", "-c", "maintenance.autoDetach=false", "-c", "core.quotePath=false",
		"-c", "http.lowSpeedLimit=1", "-c", "http.lowSpeedTime=60", "-c", "push.followTags=false", "--git-dir=" + r.dir}
	cmd := exec.CommandContext(ctx, "git", append(all, args...)...)
	cmd.WaitDelay = 2 * time.Second // for what git itself started
	cmd.Env = slices.DeleteFunc(os.Environ(), func(setting string) bool {
		name, _, _ := strings.Cut(setting, "=")
		return slices.Contains(ofHooks, name)
	})
	cmd.Env = append(cmd.Env, "LC_ALL=C", "GIT_TERMINAL_PROMPT=0")
	if !r.ownSSH {
		cmd.Env = append(cmd.Env, "GIT_SSH_COMMAND=ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ServerAliveCountMax=3")
	}
	return cmd
}

// run runs git to its end, and returns what it prints.
func (r *repo) run(ctx context.Context, args ...string) (string, error) {
	cmd := r.command(ctx, args...)
	var out, printed bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &printed
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		return out.String(), r.failed(cmd, err, printed.String())
	}
	return out.String(), nil
}

// init makes the repository.
func (r *repo) init(ctx context.Context) error {
	if r.made {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(r.dir), 0o700); err != nil {
		return err
	}
	if _, err := r.run(ctx, "init", "--quiet", "--bare"); err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(r.dir, "fast_import_crash_*"))
	for _, file := range old {
		os.Remove(file) // of runs that were killed
	}
	printed, _ := r.run(ctx, "config", "core.sshCommand") // an error is that there is none
	r.ownSSH = printed != "" || os.Getenv("GIT_SSH") != "" || os.Getenv("GIT_SSH_COMMAND") != ""
	r.made = err == nil
	return err
}

// load finds out what is on the branches.
func (r *repo) load(ctx context.Context, branches ...*branch) error {
	if err := r.init(ctx); err != nil {
		return err
	}
	if err := r.heads(ctx, branches...); err != nil {
		return err
	}
	fetch := []string{"fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", r.remote}
	var lacks bool
	for _, b := range branches {
		if b.at == "" {
			continue
		}
		fetch = append(fetch, "+"+b.ref+":"+b.kept)
		if at, err := r.run(ctx, "rev-parse", "--quiet", "--verify", b.kept); err != nil || strings.TrimSpace(at) != b.at {
			lacks = true
		}
	}
	if lacks {
		if _, err := r.run(ctx, fetch...); err != nil {
			return err
		}
	}
	for _, b := range branches {
		b.files = map[string]file{}
		if b.at == "" {
			continue
		}
		list, err := r.run(ctx, "ls-tree", "-r", "-z", "--long", "--full-tree", b.at)
		if err != nil {
			return err
		}
		for line := range strings.SplitSeq(list, "\x00") {
			if line == "" {
				continue // after the last one
			}
			about, name, _ := strings.Cut(line, "\t")
			fields := strings.Fields(about) // mode type object size
			if len(fields) != 4 {
				return fmt.Errorf("git ls-tree: %q is not a line of a tree", line)
			}
			size, _ := strconv.ParseInt(fields[3], 10, 64) // "-" for another repository
			b.files[name] = file{fields[0], fields[2], size}
		}
	}
	return nil
}

// heads asks the remote for its commits.
func (r *repo) heads(ctx context.Context, branches ...*branch) error {
	args := []string{"ls-remote", "--quiet", r.remote}
	for _, b := range branches {
		b.at = ""
		args = append(args, b.ref)
	}
	out, err := r.run(ctx, args...)
	for line := range strings.Lines(out) {
		at, ref, _ := strings.Cut(strings.TrimSpace(line), "\t")
		for _, b := range branches {
			if b.ref == ref {
				b.at = at
			}
		}
	}
	return err
}

var userinfo = regexp.MustCompile(`//[^/@\s']*@`)

// failed tells what git could not do. Git prints addresses, and those may hold secrets.
func (r *repo) failed(cmd *exec.Cmd, err error, printed string) error {
	if errors.Is(err, exec.ErrNotFound) {
		return &target.Error{What: "git is not installed", Hint: "install it, and run the same command again"}
	}
	doing := "git"
	if at := slices.IndexFunc(cmd.Args[1:], func(arg string) bool { return !strings.HasPrefix(arg, "-") && !strings.Contains(arg, "=") }); at >= 0 {
		doing += " " + cmd.Args[1+at]
	}
	var lines []string
	for line := range strings.Lines(userinfo.ReplaceAllString(printed, "//")) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "hint:") && line != "and the repository exists." && line != "Please make sure you have the correct access rights" {
			lines = append(lines, line)
		}
	}
	failed := fmt.Errorf("%s: %s", doing, cmp.Or(strings.Join(lines, "; "), err.Error()))
	has := func(signs ...string) bool {
		return slices.ContainsFunc(signs, func(sign string) bool { return strings.Contains(printed, sign) })
	}
	try := "git itself has to get there: try git ls-remote " + userinfo.ReplaceAllString(r.remote, "//")
	switch {
	case has("No space left", "Disk quota exceeded"):
		return fmt.Errorf("%w: %w", failed, syscall.ENOSPC)
	case has("Host key verification failed", "Permission denied", "Authentication failed", "could not read Username", "could not read Password", "error: 403", "error: 401"):
		return &target.Error{What: r.shown + " refuses this account, or is not known", Hint: try, Err: failed, Kind: fs.ErrPermission}
	case has("does not appear to be a git repository", "not found", "no such repository"):
		return &target.Error{What: r.shown + " is not a repository", Hint: "make an empty one there; " + try, Err: failed}
	case has("hook declined", "protected branch", "prohibited", "not allowed", "non-fast-forward"):
		return &target.Error{What: r.shown + " does not take such a push", Hint: "allow this account to force-push to that branch there: its history is cut as old releases are removed", Err: failed}
	case has("does not support --atomic"):
		return &target.Error{What: r.shown + " cannot change two branches in one push", Hint: "publish to another host, or by another kind of target", Err: failed}
	}
	return failed
}
