package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"quarterdeck/generator"
	"quarterdeck/generator/diag"
	"quarterdeck/generator/publish"
)

func newPublish() *cobra.Command {
	var flags workspaceFlags
	var o publish.Options
	var yes, asJSON bool
	c := &cobra.Command{
		Use:   "publish <audience>",
		Short: "Bring an audience's site to where its readers are, whole or not at all",
		Long: `Publish builds the site of an audience, shows what its readers will see changed, asks, and sends
only what differs to the url that [publish.<audience>] has in site.toml. Readers see the old site
or the new one. A run that was cut off is mended by the next one.

It refuses a workspace with errors, an edition that was altered, reports that nobody has frozen
(unless --draft), what the audience must not read, to remove over a fifth of the files (unless
--max-deletes), and to overwrite what it did not write. To undo: quarterdeck rollback <audience>.`,
		Example: `  quarterdeck publish internal --dry-run   show what would change, and stop
  quarterdeck publish internal             show it, ask, and publish
  quarterdeck publish customers --yes      publish without asking, as a build server does`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			target, to, err := flags.target(c, args[0])
			if err != nil {
				return err
			}
			defer target.Close()
			if !yes && !o.DryRun && !terminal(c.InOrStdin()) {
				return usagef("not a terminal: pass --yes to skip confirmation, or --dry-run to see what would change")
			}
			w, today, err := flags.open()
			if err != nil {
				return err
			}
			defer w.Close()
			out := reporting{c: c, json: asJSON, audience: args[0], target: target.Name, start: time.Now()}
			bar := newProgress(c.ErrOrStderr())
			built, problems, err := generator.BuildRelease(c.Context(), w, args[0], generator.ReleaseOptions{Draft: o.Draft || o.DryRun, Today: today, CacheDir: cacheDir(), Progress: bar.set})
			bar.clear()
			out.problems = problems
			if !asJSON {
				printNews(c.ErrOrStderr(), problems, flags.source)
			}
			if err != nil {
				return out.end(publish.Result{}, notBuilt(c, err, "nothing was published"))
			}
			defer built.Close()
			o.Confirm = func(p publish.Plan) (bool, error) {
				out.plan(p)
				if yes {
					return true, nil
				}
				yes, err := confirm(c, fmt.Sprintf("publish this to %s?", target.Name))
				out.start = time.Now() // without the time to think
				return yes, err
			}
			o.Keep = to.Keep
			wanted := o.Draft
			o.Draft = o.Draft || o.DryRun
			result, err := send(c, target, built, args[0], o)
			if o.DryRun && err == nil {
				out.plan(result.Plan)
				if len(built.Drafts) > 0 && !wanted && !asJSON {
					fmt.Fprintf(c.ErrOrStderr(), "publish would refuse this: %v\n", built.Drafts)
				}
			}
			return out.end(result, failed(err))
		},
	}
	flags.add(c)
	c.Flags().BoolVar(&yes, "yes", false, "publish without asking")
	c.Flags().BoolVar(&o.DryRun, "dry-run", false, "show what would change, and stop")
	c.Flags().BoolVar(&o.Draft, "draft", false, "also publish reports that nobody has frozen")
	c.Flags().IntVar(&o.MaxDeletes, "max-deletes", 0, "`how many` files may be removed, where that is more than a fifth")
	c.Flags().BoolVar(&asJSON, "json", false, "print what changed as JSON on standard output")
	return c
}

// send publishes a built site.
func send(c *cobra.Command, target *publish.Target, built *generator.Release, audience string, o publish.Options) (publish.Result, error) {
	tree, err := publish.ReadTree(built.Folder)
	if err != nil {
		return publish.Result{}, err
	}
	by := about(audience)
	by.Editions, by.Draft = built.Editions, len(built.Drafts) > 0
	bar := newSending(c.ErrOrStderr())
	defer bar.clear()
	o.Progress = bar.set
	return publish.Publish(c.Context(), target, tree, by, o)
}

// terminal reports whether a stream is one that a person sits at.
func terminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// confirm asks a person. Anything but yes is no.
func confirm(c *cobra.Command, question string) (bool, error) {
	fmt.Fprintf(c.ErrOrStderr(), "%s [y/N] ", question)
	answer := make(chan string, 1)
	go func() {
		var typed string
		_, _ = fmt.Fscanln(c.InOrStdin(), &typed) // an empty line, and the end, are no
		answer <- typed
	}()
	select {
	case <-c.Context().Done():
		fmt.Fprintln(c.ErrOrStderr())
		return false, c.Context().Err()
	case typed := <-answer:
		return typed == "y" || typed == "Y" || typed == "yes", nil
	}
}

// reporting prints what a run does.
type reporting struct {
	c        *cobra.Command
	json     bool
	audience string
	start    time.Time
	target   string
	problems diag.List
}

// plan prints what readers will see changed.
func (r *reporting) plan(p publish.Plan) {
	if r.json || p.Empty() {
		return
	}
	w := r.c.ErrOrStderr()
	pages := p.Pages()
	fmt.Fprintf(w, "%s for readers at %s: %s added, %d changed, %d removed\n", r.audience, r.target,
		count(len(pages.Added), "page"), len(pages.Changed), len(pages.Removed))
	if len(pages.Reports) > 0 {
		// The newest quarter is what this is about.
		slices.SortStableFunc(pages.Reports, func(a, b string) int { return strings.Compare(quarterOf(b), quarterOf(a)) })
		fmt.Fprintf(w, "  reports  %s\n", listed(pages.Reports, 6))
	}
	for _, l := range []struct {
		word  string
		names []string
	}{{"added", pages.Added}, {"changed", pages.Changed}, {"removed", pages.Removed}} {
		printNames(w, l.word, l.names)
	}
	fmt.Fprintf(w, "  %s to send, %.1f MB; %s unchanged\n", count(p.Sends, "file"), float64(p.Bytes)/1e6, count(p.Unchanged, "file"))
	if n := len(p.Mended); n > 0 {
		fmt.Fprintf(w, "  %s changed by hand since the last release, to be put right\n", count(n, "file"))
	}
}

func quarterOf(report string) string {
	quarter, _, _ := strings.Cut(report, "/")
	return quarter
}

// mostNames is how many pages of each kind are listed.
const mostNames = 8

// printNames lists the pages nearest to the home page.
func printNames(w io.Writer, word string, names []string) {
	names = slices.Clone(names)
	slices.SortStableFunc(names, func(a, b string) int { return strings.Count(a, "/") - strings.Count(b, "/") })
	for _, name := range names[:min(len(names), mostNames)] {
		if name == "" {
			name = "the home page"
		}
		fmt.Fprintf(w, "  %-8s %s\n", word, name)
	}
	if more := len(names) - mostNames; more > 0 {
		fmt.Fprintf(w, "  %-8s and %d more\n", word, more)
	}
}

// end prints how a run ended.
func (r *reporting) end(result publish.Result, err error) error {
	if r.json {
		if more := r.printJSON(result, err); more != nil {
			return errors.Join(err, outside(more))
		}
		return err
	}
	if err != nil {
		return err
	}
	w := r.c.ErrOrStderr()
	switch {
	case result.Done:
		fmt.Fprintf(w, "published release %s in %s; to undo: quarterdeck rollback %s\n", result.Release, seconds(time.Since(r.start)), r.audience)
	case result.Plan.Empty() && result.Release != "":
		fmt.Fprintf(w, "nothing has changed since release %s\n", result.Release)
	default:
		fmt.Fprintln(w, "nothing was sent: this was a dry run")
	}
	return nil
}

// listed names the first of a list, and how many more there are.
func listed(names []string, most int) string {
	if more := len(names) - most; more > 0 {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", more)
	}
	return strings.Join(names, ", ")
}
