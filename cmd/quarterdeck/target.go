package main

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"time"

	"github.com/spf13/cobra"

	"quarterdeck/generator"
	"quarterdeck/generator/publish"
	"quarterdeck/generator/report"
)

// target opens the place where, by site.toml, an audience's site is published.
func (f *workspaceFlags) target(c *cobra.Command, audience string) (*publish.Target, report.Target, error) {
	w, _, err := f.open()
	if err != nil {
		return nil, report.Target{}, err
	}
	defer w.Close()
	to, problems, err := w.Target(audience)
	if err != nil {
		printProblems(c.ErrOrStderr(), problems, 0)
		return nil, to, notBuilt(c, err, "nothing was done")
	}
	t, err := publish.Open(to.URL, publish.Opening{Workspace: f.source, Terminal: terminal(c.InOrStdin())})
	return t, to, failed(err)
}

// notBuilt tells why there is no site to publish, or no place.
func notBuilt(c *cobra.Command, err error, what string) error {
	var leaks generator.Leaking
	var drafts generator.Drafts
	switch {
	case errors.Is(err, generator.ErrProblems):
		return failure{exitProblems, errors.New(what)}
	case errors.Is(err, generator.ErrAudience), errors.Is(err, generator.ErrNoTarget), errors.As(err, &drafts):
		return failure{exitUsage, err}
	case errors.As(err, &leaks):
		for _, l := range leaks[:min(len(leaks), mostLeaks)] {
			fmt.Fprintf(c.ErrOrStderr(), "%s holds %q, which is part of %s\n", l.Path, l.Text, l.Field)
		}
		return failure{exitProblems, fmt.Errorf("%w: %s", leaks, what)}
	}
	return outside(err)
}

// mostLeaks is how many leaks are listed. One is too much already.
const mostLeaks = 20

// failed gives an error of publishing its exit code.
func failed(err error) error {
	if err == nil {
		return nil
	}
	for _, e := range []struct {
		kind error
		code int
	}{
		{publish.ErrDraft, exitUsage}, {publish.ErrDeletes, exitUsage}, {publish.ErrRelease, exitUsage}, {publish.ErrTarget, exitProblems},
		{publish.ErrInside, exitProblems}, {publish.ErrAudience, exitProblems},
	} {
		if errors.Is(err, e.kind) {
			return failure{e.code, err}
		}
	}
	return outside(err)
}

// about tells of a run who did it, with what, and when.
func about(audience string) publish.About {
	return publish.About{When: time.Now(), Who: who(os.Getenv), Audience: audience, Tool: version().Version}
}

// who is the person that a run is done for: a build server names them in its environment.
func who(getenv func(string) string) string {
	for _, by := range []struct{ person, place string }{
		{"GITLAB_USER_LOGIN", "CI_JOB_URL"}, {"GITEA_ACTOR", ""}, {"GITHUB_ACTOR", ""}, {"BUILD_USER_ID", "BUILD_URL"},
	} {
		if person := getenv(by.person); person != "" {
			if place := getenv(by.place); by.place != "" && place != "" {
				return person + " (" + place + ")"
			}
			return person
		}
	}
	name := getenv("USER")
	if name == "" {
		name = "somebody"
		if u, err := user.Current(); err == nil {
			name = u.Username
		}
	}
	if host, err := os.Hostname(); err == nil {
		return name + "@" + host
	}
	return name
}
