package main

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"quarterdeck/generator"
)

func newBuild() *cobra.Command {
	var flags workspaceFlags
	var o generator.Options
	var asJSON bool
	c := &cobra.Command{
		Use:   "build",
		Short: "Write a site for each audience to public/<audience>/",
		Long: `Build reads the workspace and writes a site for each audience. If the workspace has errors it
stops before anything is written. Each site is replaced in one step, so readers see either the
old one or the new one. Charts are cached in your cache folder and drawn only once.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			w, today, err := flags.open()
			if err != nil {
				return err
			}
			defer w.Close()
			o.Today = today
			if o.Out == "" {
				o.Out = filepath.Join(flags.source, "public")
			}
			o.CacheDir = cacheDir()
			bar := newProgress(c.ErrOrStderr())
			o.Progress = bar.set
			result, problems, err := generator.Build(c.Context(), w, o)
			bar.clear()
			if asJSON {
				if err := printJSON(c.OutOrStdout(), problems); err != nil {
					return outside(err)
				}
			} else if o.Strict {
				printProblems(c.ErrOrStderr(), problems, 0)
			} else {
				printNews(c.ErrOrStderr(), problems, flags.source)
			}
			switch {
			case errors.Is(err, generator.ErrProblems):
				return failure{exitProblems, errors.New("nothing was written")}
			case errors.Is(err, generator.ErrAudience):
				return usagef("--audience: %w", err)
			case err != nil:
				return outside(err)
			}
			sayMade(c.ErrOrStderr(), result)
			return nil
		},
	}
	flags.add(c)
	c.Flags().StringVar(&o.Out, "out", "", "`folder` to write to; each audience gets a subfolder (default public/ in the workspace)")
	c.Flags().StringSliceVar(&o.Audiences, "audience", nil, "`ids` of the audiences to build for, separated by commas (default all)")
	c.Flags().BoolVar(&o.Strict, "strict", false, "treat warnings as errors")
	c.Flags().BoolVar(&asJSON, "json", false, "print the problems as JSON on standard output")
	return c
}

// cacheDir is where drawn charts are kept; "" where the user has no cache folder.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "quarterdeck", "charts")
}

// sayMade writes a line a site, and last what was made in all, in which time, and
// where to open it.
func sayMade(w io.Writer, r generator.Result) {
	pages := 0
	for _, s := range r.Sites {
		pages += s.Pages
		fmt.Fprintf(w, "%s: %s, %s (%d new or changed, %d removed), %.1f MB in %s\n", s.Audience, count(s.Pages, "page"),
			count(s.Files.Written+s.Files.Unchanged, "file"), s.Files.Written, s.Files.Removed, float64(s.Files.Bytes)/1e6, s.Folder)
	}
	charts := r.Charts.Drawn + r.Charts.Cached
	fmt.Fprintf(w, "built %s and %s (%d drawn, %d cached) in %s; open %s\n", count(pages, "page"),
		count(charts, "chart"), r.Charts.Drawn, r.Charts.Cached, seconds(r.Time), opens(r.Sites[0].Folder))
}

// opens is the address at which a browser opens a built site from disk.
func opens(folder string) string {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return folder
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(abs, "index.html"))}).String()
}

// progress is a line that a terminal shows while a build runs. Elsewhere it is
// silent.
type progress struct {
	w    io.Writer
	mu   sync.Mutex
	last time.Time
}

func newProgress(w io.Writer) *progress {
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return &progress{w: w}
	}
	return &progress{}
}

func (p *progress) set(done, total int) {
	if p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := time.Now(); done == total || now.Sub(p.last) > 100*time.Millisecond {
		p.last = now
		fmt.Fprintf(p.w, "\r\x1b[K%d of %d files", done, total)
	}
}

func (p *progress) clear() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
