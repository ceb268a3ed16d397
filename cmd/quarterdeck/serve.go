package main

import (
	"errors"
	"fmt"
	"os/exec"
	"runtime"

	"github.com/spf13/cobra"

	"quarterdeck/generator"
	"quarterdeck/generator/preview"
)

func newServe() *cobra.Command {
	var flags workspaceFlags
	var o preview.Options
	var openIt bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the site in the browser while you write, always as it now is",
		Long: `Serve answers with the site as the workspace now is, and open pages follow every save without
losing their place. A file with errors keeps its last good page, and its problems stand beside
it; all problems are at /-/problems. Nothing is written. Only this machine can read along,
unless --host says otherwise.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if o.Port < 0 || o.Port > 65535 {
				return usagef("--port: %d is not a port: name one from 1 to 65535, or 0 for any", o.Port)
			}
			w, today, err := flags.open()
			if err != nil {
				return err
			}
			defer w.Close()
			o.Folder, o.Messages = flags.source, c.ErrOrStderr()
			o.Live = generator.LiveOptions{Today: today, CacheDir: cacheDir()}
			if openIt {
				o.Ready = func(address string) {
					if err := browse(address); err != nil {
						fmt.Fprintf(c.ErrOrStderr(), "no browser could be opened (%v); open %s yourself\n", err, address)
					}
				}
			}
			err = preview.Serve(c.Context(), w, o)
			if errors.Is(err, generator.ErrAudience) {
				return usagef("--audience: %w", err)
			}
			if err != nil {
				return outside(err)
			}
			return nil
		},
	}
	flags.add(c)
	c.Flags().StringVar(&o.Audience, "audience", "", "`id` of the audience whose site is shown (default the first one)")
	c.Flags().StringVar(&o.Host, "host", "127.0.0.1", "`address` to serve on; 0.0.0.0 lets others read along")
	c.Flags().IntVar(&o.Port, "port", 4000, "`port` to serve on; the next free one where it is taken, 0 for any")
	c.Flags().BoolVar(&openIt, "open", false, "open the site in a browser")
	c.Flags().BoolVar(&o.Navigate, "navigate", false, "open pages go to the page of the file that is being edited")
	return c
}

// browse opens an address in the user's browser.
func browse(address string) error {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // whether a window came up is for the user to see
	return nil
}
