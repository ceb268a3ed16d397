package git

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"quarterdeck/generator/publish/target"
)

// commit is a commit to be made. Its author is who made it.
type commit struct {
	by      string // name <address> seconds +0000
	message string
	parent  string // "" for none
	tree    string // "" for the tree of files
}

// Commit makes a commit of what was gathered, on each branch, and pushes both in one
// step. The site's branch has as many commits of ours as releases are kept; the other
// one has one.
func (g *store) Commit(ctx context.Context, c target.Commit) error {
	ctx, done := unhurried(ctx)
	defer done()
	g.mu.Lock()
	g.lapsed = false // tried again
	g.mu.Unlock()
	return g.use(ctx, func() (err error) {
		defer func() { g.lapsed = err != nil }()
		by, err := g.repo.identity(ctx, c)
		if err != nil {
			return err
		}
		earlier, root, err := g.repo.history(ctx, g.site.at)
		if err != nil {
			return err
		}
		parent := g.site.at
		cut := len(earlier) >= c.Keep
		if cut {
			earlier, parent = earlier[:c.Keep-1], root
		}
		next := commit{by: by, message: message(c)}
		var site, own string
		err = g.piped(func(p *pipe) (err error) {
			if cut {
				for _, old := range slices.Backward(earlier) {
					old.parent = parent
					if _, err = p.commit(old, nil); err != nil {
						return err
					}
					parent = fmt.Sprintf(":%d", p.mark) // fast-import finds no commit of its own by its hash yet
				}
			}
			if _, there := g.site.files[asTheyAre]; !there {
				object, err := p.write([]byte(asTheyAreText))
				if err != nil {
					return err
				}
				g.site.files[asTheyAre] = file{plainFile, object, int64(len(asTheyAreText))}
			}
			next.parent = parent
			if site, err = p.commit(next, g.site.files); err != nil {
				return err
			}
			next.parent = ""
			own, err = p.commit(next, g.own.files)
			return err
		})
		if err != nil {
			return err
		}
		err, g.pipe = g.pipe.end(nil), nil
		if err == nil {
			err = g.push(ctx, site, own)
		}
		return err
	})
}

// push makes both branches lead to new commits, or neither.
func (g *store) push(ctx context.Context, site, own string) error {
	_, err := g.repo.run(ctx, "push", "--quiet", "--atomic",
		"--force-with-lease="+g.site.ref+":"+g.site.at, "--force-with-lease="+g.own.ref+":"+g.own.at,
		g.repo.remote, site+":"+g.site.ref, own+":"+g.own.ref)
	if err != nil {
		// It may have arrived all the same, or somebody else may have been faster.
		now := []*branch{{ref: g.site.ref}, {ref: g.own.ref}}
		if asked := g.repo.heads(ctx, now...); asked != nil {
			return err
		}
		switch {
		case now[0].at == site && now[1].at == own:
		case now[0].at != g.site.at || now[1].at != g.own.at:
			return &target.Error{What: "somebody else pushed to " + g.repo.shown + " a moment ago", Hint: "run the same command again", Err: err, Kind: target.ErrMoved}
		default:
			return err
		}
	}
	g.site.at, g.own.at = site, own
	for _, b := range []*branch{&g.site, &g.own} {
		_, _ = g.repo.run(ctx, "update-ref", b.kept, b.at) // else the next run fetches what is here
	}
	_, _ = g.repo.run(ctx, "gc", "--auto", "--quiet") // seldom does anything
	return nil
}

// history returns the commits of releases, newest first, down to one of somebody else,
// which is not cut off, or "".
func (r *repo) history(ctx context.Context, at string) (ours []commit, root string, err error) {
	if at == "" {
		return nil, "", nil
	}
	log, err := r.run(ctx, "log", "--first-parent", "-z", "-n", "1000", "--date=raw", "--format=%H%n%T%n%cn <%ce> %cd%n%B", at)
	if err != nil {
		return nil, "", err
	}
	for entry := range strings.SplitSeq(strings.TrimSuffix(log, "\x00"), "\x00") {
		parts := strings.SplitN(entry, "\n", 4)
		if len(parts) < 4 || !strings.Contains(parts[3], "\n"+released) {
			return ours, parts[0], nil
		}
		ours = append(ours, commit{tree: parts[1], by: parts[2], message: parts[3]})
	}
	return ours, "", nil
}

// identity is who makes commits on this machine, or, where git does not know, who publishes.
func (r *repo) identity(ctx context.Context, c target.Commit) (string, error) {
	name := strings.Join(strings.FieldsFunc(c.Who, func(r rune) bool { return r <= ' ' || r == '<' || r == '>' }), " ")
	by := cmp.Or(name, "quarterdeck") + " <quarterdeck@localhost>"
	if out, err := r.run(ctx, "var", "GIT_COMMITTER_IDENT"); err == nil {
		if end := strings.LastIndex(out, ">"); end >= 0 {
			by = out[:end+1]
		}
	} else if ctx.Err() != nil {
		return "", err
	}
	return fmt.Sprintf("%s %d +0000", by, c.When.Unix()), nil
}

// released begins the line of a message that only commits of releases have.
const released = "Quarterdeck-Release: "

// message tells which release a commit is.
func message(c target.Commit) string {
	return c.Title + "\n\n" + released + c.Release + "\n" + strings.Join(c.Notes, "\n") + "\n"
}
