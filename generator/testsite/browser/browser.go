// Package browser opens pages in a real Chromium for tests, and notes what a page should not
// do. Only tests import it. Call [New].
package browser

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"quarterdeck/generator/testsite"
)

// Patience bounds every step and every wait.
const Patience = 30 * time.Second

// Tab is one page of a browser.
type Tab struct {
	Context context.Context // for what this package has no method for

	mu       sync.Mutex
	trouble  []string // console errors and warnings, exceptions, dialogs
	requests []string
}

// New opens a tab in a browser of its own, with an empty profile, until the test ends. It
// needs Chromium: see [testsite.Need].
func New(t testing.TB) *Tab {
	t.Helper()
	chromium := testsite.Need(t, "chromium", "chromium-browser", "google-chrome", "chrome")
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(allocator)
	t.Cleanup(closeTab)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	b := &Tab{Context: ctx}
	for _, enable := range []func() error{
		func() error { _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); return err },
		func() error { _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); return err },
		func() error { return chromedp.Listen(ctx, b.note) },
	} {
		if err := enable(); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func (b *Tab) note(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		what := "exception: " + e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			what += " " + thrown.Description
		}
		b.trouble = append(b.trouble, what)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			b.trouble = append(b.trouble, fmt.Sprintf("console: %v", e.Args))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			b.trouble = append(b.trouble, "log: "+e.Entry.Text+" "+e.Entry.URL)
		}
	case *page.EventJavascriptDialogOpening:
		b.trouble = append(b.trouble, "dialog: "+e.Message)
		go chromedp.Call(b.Context, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	}
}

// Troubles returns and forgets what went wrong on the pages: console errors and warnings,
// exceptions, dialogs.
func (b *Tab) Troubles() []string { return b.take(&b.trouble) }

// Requests returns and forgets the addresses that were asked for.
func (b *Tab) Requests() []string { return b.take(&b.requests) }

// Taken is [Tab.Troubles] and [Tab.Requests].
func (b *Tab) Taken() (trouble, requests []string) { return b.Troubles(), b.Requests() }

func (b *Tab) take(list *[]string) []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	taken := *list
	*list = nil
	return taken
}

// Do takes steps, one after the other.
func (b *Tab) Do(t testing.TB, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.Context, Patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// Eval evaluates an expression on the open page.
func Eval[T any](t testing.TB, b *Tab, expression string) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.Context, Patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%v in %s", err, expression)
	}
	return v
}

// Wait waits until an expression is true on the open page.
func (b *Tab) Wait(t testing.TB, expression string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.Context, Patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](expression)); err != nil {
		t.Fatalf("%v: it never became true that %s; the page's status is %q and it ends with %q", err, expression,
			Eval[string](t, b, `[...document.querySelectorAll("[role=status]")].map(e => e.textContent).join("; ")`), Eval[string](t, b, `document.body.innerText.slice(-400)`))
	}
}

// Open goes to an address that may lead on at once.
func (b *Tab) Open(t testing.TB, address string) {
	t.Helper()
	if _, err := chromedp.Call(b.Context, page.Navigate, page.NavigateParams{URL: address}); err != nil {
		t.Fatal(err)
	}
}

// Scripts switches the scripts of pages on or off.
func (b *Tab) Scripts(t testing.TB, on bool) {
	t.Helper()
	if _, err := chromedp.Call(b.Context, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		t.Fatal(err)
	}
}
