package preview

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"quarterdeck/generator/testsite"
	"quarterdeck/generator/testsite/browser"
	"quarterdeck/templates"
)

const (
	retro     = "content/2026-q3/managed-rules/retro.md"
	planFile  = "content/2026-q3/managed-rules/plan.md"
	retroPage = "2026-q3/managed-rules/"
)

// One browser and one set of drawn charts serve all of these.
func TestInABrowser(t *testing.T) {
	b := browser.New(t)
	for _, c := range []struct {
		name string
		test func(t *testing.T, b *browser.Tab)
	}{
		{"edits keep the readers place", editsKeepTheReadersPlace},
		{"words are followed in their list", wordsAreFollowedInTheirList},
		{"top stays top", topStaysTop},
		{"break and mend", breakAndMend},
		{"page of all problems is live", pageOfAllProblemsIsLive},
		{"style is swapped", styleIsSwapped},
		{"reconnects", reconnects},
		{"hidden page waits until it is seen", hiddenPageWaitsUntilItIsSeen},
		{"navigate follows the writer", navigateFollowsTheWriter},
		{"panel by keyboard", panelByKeyboard},
		{"panel fits", panelFits},
		{"live charts stay whole", liveChartsStayWhole},
		{"forms keep what was typed", formsKeepWhatWasTyped},
		{"asks nobody else", asksNobodyElse},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.Do(t, chromedp.EmulateViewport(1440, 900))
			c.test(t, b)
			leave(t, b)
		})
	}
}

// shows is an expression: the main part of the page holds the words.
func shows(words string) string {
	return fmt.Sprintf(`document.querySelector("main").textContent.includes(%q)`, words)
}

// visit opens a page, and marks its window: the mark is gone if the page is loaded anew.
func visit(t testing.TB, b *browser.Tab, p *previewed, path string) {
	t.Helper()
	b.Do(t, chromedp.Navigate(p.url+path))
	b.Wait(t, `document.documentElement.dataset.preview == "on"`)
	browser.Eval[bool](t, b, `window.opened = true`)
}

// leave leaves the page, before its server goes, and forgets what was noted.
func leave(t testing.TB, b *browser.Tab) {
	t.Helper()
	b.Do(t, chromedp.Navigate("about:blank"))
	b.Troubles()
	b.Requests()
}

// quietly expects that nothing went wrong on the page, and that it is still the one
// that was opened.
func quietly(t testing.TB, b *browser.Tab) {
	t.Helper()
	if !browser.Eval[bool](t, b, `window.opened === true`) {
		t.Error("the page was loaded anew")
	}
	if trouble := b.Troubles(); len(trouble) > 0 {
		t.Error(strings.Join(trouble, "\n"))
	}
}

// Everything a reader can have on a page: where they are, what is open, what is selected
// and what has the focus.
const readerIsHere = `
	window.near = [...document.querySelectorAll("#lessons")].at(0).closest("section")
	window.words = [...near.querySelectorAll("li")].at(0)
	const fold = [...document.querySelectorAll("main details")].at(-1)
	fold.open = true
	window.fold = fold
	scrollTo({ top: near.getBoundingClientRect().top + scrollY - 40, behavior: "instant" })
	const text = document.createTreeWalker(words, NodeFilter.SHOW_TEXT).nextNode()
	getSelection().setBaseAndExtent(text, 2, text, 9)
	near.querySelector("a").focus({ preventScroll: true })
	getSelection().setBaseAndExtent(text, 2, text, 9)
	window.at = words.getBoundingClientRect().top
	window.chosen = getSelection().toString()
	chosen.length`

// stillHere is what is no longer as it was, in words.
const stillHere = `[
	Math.abs(words.getBoundingClientRect().top - at) > 1 && "the words moved by " + (words.getBoundingClientRect().top - at),
	!words.isConnected && "the words are gone",
	!(fold.isConnected && fold.open) && "what was open is not",
	getSelection().toString() !== chosen && "selected is now: " + getSelection(),
	!near.contains(document.activeElement) && "the focus is on " + document.activeElement.outerHTML.slice(0, 80),
].filter(Boolean)`

func editsKeepTheReadersPlace(t *testing.T, b *browser.Tab) {
	for _, width := range []int64{1440, 360} {
		p := underPreview(t, Options{Folder: example(t)})
		b.Do(t, chromedp.EmulateViewport(width, 900))
		visit(t, b, p, retroPage)
		if n := browser.Eval[int](t, b, readerIsHere); n != 7 {
			t.Fatalf("%d characters are selected", n)
		}
		for n := range 10 {
			// Above the reader: a line more, each of them new, at the start and at the end of lists.
			words := fmt.Sprintf("Line %d of this test, which is long enough to need more than one line on a narrow page.", n)
			after := []string{"## What went well\n", "## What went wrong\n", "alpha customers"}[n%3]
			if n%3 == 2 {
				p.edit(t, retro, after, after+" and "+words)
			} else {
				p.edit(t, retro, after+"\n", after+"\n- "+words+"\n")
			}
			b.Wait(t, shows(words))
			if wrong := browser.Eval[[]string](t, b, stillHere); len(wrong) > 0 {
				t.Errorf("at %d, edit %d: %v", width, n, wrong)
			}
		}
		// The very words that are selected, with others before and around them.
		p.edit(t, retro, "### Migration is a deliverable", "### A migration is a deliverable")
		b.Wait(t, shows("A migration is a deliverable"))
		if got, want := browser.Eval[string](t, b, `getSelection().toString()`), browser.Eval[string](t, b, `chosen`); got != want {
			t.Errorf("at %d: %q was selected, now it is %q", width, want, got)
		}
		quietly(t, b)
		leave(t, b)
	}
}

// A line that comes before the one that is read, in the same list, pushes it on; the
// reader stays with the line, not with the place in the list.
func wordsAreFollowedInTheirList(t *testing.T, b *browser.Tab) {
	p := underPreview(t, Options{Folder: example(t)})
	visit(t, b, p, retroPage)
	browser.Eval[bool](t, b, `
		window.line = [...document.querySelectorAll("main li")].find(e => e.textContent.startsWith("Ruleset versioning was sized 8"))
		scrollTo({ top: line.getBoundingClientRect().top + scrollY - 10, behavior: "instant" })
		getSelection().setBaseAndExtent(line.firstChild, 0, line.firstChild, 18)
		window.at = line.getBoundingClientRect().top
		true`)
	for n := range 3 {
		words := fmt.Sprintf("Number %d came before it.", n)
		p.edit(t, retro, "## What went wrong\n\n", "## What went wrong\n\n- "+words+"\n")
		b.Wait(t, shows(words))
		if !browser.Eval[bool](t, b, `line.isConnected && line.textContent.startsWith("Ruleset versioning was sized 8")`) {
			t.Fatal("the line has become another one")
		}
		if by := browser.Eval[float64](t, b, `line.getBoundingClientRect().top - at`); by < -1 || by > 1 {
			t.Errorf("the line has moved by %v", by)
		}
		if got := browser.Eval[string](t, b, `getSelection().toString()`); got != "Ruleset versioning" {
			t.Errorf("selected is now %q", got)
		}
	}
	quietly(t, b)
}

// At the top of a page the reader stays there, whatever comes before what they see.
func topStaysTop(t *testing.T, b *browser.Tab) {
	p := underPreview(t, Options{Folder: example(t)})
	visit(t, b, p, "2026-q4/managed-rules/")
	p.edit(t, "content/2026-q4/managed-rules/plan.md", `summary = "Roll-back`, `summary = "Quicker roll-back`)
	b.Wait(t, shows("uicker roll-back"))
	if y := browser.Eval[float64](t, b, `scrollY`); y != 0 {
		t.Errorf("the page is scrolled to %v", y)
	}
	quietly(t, b)
}

func breakAndMend(t *testing.T, b *browser.Tab) {
	p := underPreview(t, Options{Folder: example(t)})
	b.Do(t, chromedp.EmulateViewport(1440, 900))
	visit(t, b, p, retroPage)
	whole := read(t, p.folder, retro)
	main := browser.Eval[string](t, b, `document.querySelector("main").innerHTML`)

	p.edit(t, retro, "held = 2026-10-02", "held = soon")
	b.Wait(t, `document.querySelector("#quarterdeck .qd-error")`)
	if got := browser.Eval[string](t, b, `document.querySelector("#quarterdeck .qd-error code").textContent`); got != retro+":2:8" {
		t.Errorf("the problem stands at %s", got)
	}
	if got := browser.Eval[string](t, b, `document.querySelector("#quarterdeck .qd-error pre > b").textContent`); got != "2held = soon" {
		t.Errorf("the line is %q", got)
	}
	// The caret stands below the first letter of what is wrong.
	below := browser.Eval[float64](t, b, `(() => {
		const line = document.querySelector("#quarterdeck pre > b").lastChild, r = document.createRange()
		r.setStart(line, 7), r.setEnd(line, 8)
		const caret = document.querySelector(".qd-caret"), c = document.createRange()
		c.selectNodeContents(caret.lastChild)
		return Math.abs(r.getBoundingClientRect().left - c.getBoundingClientRect().left) + (c.getBoundingClientRect().top < r.getBoundingClientRect().top ? 1000 : 0)
	})()`)
	if below > 1 {
		t.Errorf("the caret is %v pixels off", below)
	}
	if got := browser.Eval[string](t, b, `document.querySelector(".qd-stale").textContent`); got != retro+" has errors. Until they are fixed, this page shows its last good version." {
		t.Errorf("the banner says %q", got)
	}
	if got := browser.Eval[string](t, b, `document.querySelector("main").innerHTML`); got != main {
		t.Error("the page is not the last good one")
	}
	if !browser.Eval[bool](t, b, `document.querySelector("#quarterdeck > details").open`) || !strings.HasPrefix(browser.Eval[string](t, b, `document.querySelector("#quarterdeck [role=status]").textContent`), "1 error") {
		t.Error("the panel does not open, or does not say that there is an error")
	}

	testsite.Write(t, p.folder, retro, whole)
	b.Wait(t, `!document.querySelector("#quarterdeck .qd-error") && !document.querySelector(".qd-stale")`)
	if got := browser.Eval[string](t, b, `document.querySelector("main").innerHTML`); got != main {
		t.Error("the mended page is not what it was")
	}
	quietly(t, b)
}

func pageOfAllProblemsIsLive(t *testing.T, b *browser.Tab) {
	p := underPreview(t, Options{Folder: example(t)})
	visit(t, b, p, "-/problems")
	b.Wait(t, shows("No problems."))
	p.edit(t, retro, "held = 2026-10-02", "held = soon")
	b.Wait(t, shows("1 error in 1 file."))
	p.edit(t, retro, "held = soon", "held = 2026-10-02")
	b.Wait(t, shows("No problems."))
	quietly(t, b)
}

func styleIsSwapped(t *testing.T, b *browser.Tab) {
	folder := example(t)
	code, err := templates.FS.ReadFile("assets/code.css")
	if err != nil {
		t.Fatal(err)
	}
	testsite.Write(t, folder, "templates/assets/code.css", string(code))
	p := underPreview(t, Options{Folder: folder})
	visit(t, b, p, retroPage)
	b.Requests()
	testsite.Write(t, folder, "templates/assets/code.css", string(code)+"\nmain { outline: 7px solid }\n")
	b.Wait(t, `getComputedStyle(document.querySelector("main")).outlineWidth == "7px" && document.querySelectorAll("link[rel=stylesheet]").length == 2`)
	quietly(t, b)
	if asked := b.Requests(); slices.Contains(asked, p.url+retroPage) || len(asked) > 2 { // the sheet; the icon may be late
		t.Errorf("for a change of style it asks for %v", asked)
	}
}

func reconnects(t *testing.T, b *browser.Tab) {
	p := underPreview(t, Options{Folder: example(t)})
	port := p.port(t)
	visit(t, b, p, retroPage)
	p.stop()
	b.Wait(t, `document.documentElement.dataset.preview == "lost" && getComputedStyle(document.querySelector(".qd-lost")).display == "block"`)
	p.edit(t, retro, "## What went well\n\n", "## What went well\n\n- Written while nobody served.\n")
	b.Troubles() // that the server did not answer is in the console
	underPreview(t, Options{Folder: p.folder, Port: port})
	b.Wait(t, shows("Written while nobody served.")+` && document.documentElement.dataset.preview == "on"`)
	if !browser.Eval[bool](t, b, `window.opened === true`) {
		t.Error("the page was loaded anew")
	}
}

func hiddenPageWaitsUntilItIsSeen(t *testing.T, b *browser.Tab) {
	p := underPreview(t, Options{Folder: example(t)})
	visit(t, b, p, retroPage)
	hide := `Object.defineProperty(document, "hidden", { configurable: true, value: %t }); document.dispatchEvent(new Event("visibilitychange"))`
	browser.Eval[bool](t, b, fmt.Sprintf(hide, true))
	p.edit(t, retro, "## What went well\n\n", "## What went well\n\n- Written behind another window.\n")
	browser.Eval[bool](t, b, fmt.Sprintf(hide, false))
	b.Wait(t, shows("Written behind another window."))
	quietly(t, b)
}

func navigateFollowsTheWriter(t *testing.T, b *browser.Tab) {
	p := underPreview(t, Options{Folder: example(t), Navigate: true})
	visit(t, b, p, retroPage)
	p.edit(t, "content/2026-q4/firewall/plan.md", "+++\n", "+++\n\n")
	ctx, cancel := context.WithTimeout(b.Context, browser.Patience)
	defer cancel()
	for location := ""; location != p.url+"2026-q4/firewall/"; {
		var err error
		if location, err = chromedp.Run(ctx, chromedp.Location()); err != nil {
			t.Fatal(err)
		}
	}
}

func panelByKeyboard(t *testing.T, b *browser.Tab) {
	p := underPreview(t, Options{Folder: example(t)})
	b.Do(t, chromedp.EmulateViewport(1440, 900))
	visit(t, b, p, "2026-q4/managed-rules/")
	b.Do(t, chromedp.KeyEvent("\t"))
	if !browser.Eval[bool](t, b, `document.activeElement.matches("#quarterdeck summary")`) {
		t.Errorf("the first stop is %s", browser.Eval[string](t, b, `document.activeElement.outerHTML.slice(0, 80)`))
	}
	isOpen := `document.querySelector("#quarterdeck > details").open`
	was := browser.Eval[bool](t, b, isOpen)
	b.Do(t, chromedp.KeyEvent("\r"))
	b.Wait(t, fmt.Sprintf("%s == %t", isOpen, !was))
	visit(t, b, p, retroPage) // as it was left, on the next page as well
	if browser.Eval[bool](t, b, isOpen) == was {
		t.Error("the panel forgets whether it was open")
	}
	quietly(t, b)
}

// The panel cuts nothing off, wide or narrow, and is not on paper.
func panelFits(t *testing.T, b *browser.Tab) {
	p := underPreview(t, Options{Folder: example(t)})
	p.edit(t, retro, `theme = "planning"`, `theme = "planing"`)
	for _, width := range []int64{1440, 1344, 1100, 700, 360} {
		b.Do(t, chromedp.EmulateViewport(width, 900))
		for _, path := range []string{retroPage, "2026-q4/managed-rules/", "-/problems"} {
			visit(t, b, p, path)
			browser.Eval[bool](t, b, `(d => d && (d.open = true))(document.querySelector("#quarterdeck > details")) || true`)
			if wide := browser.Eval[int64](t, b, `document.documentElement.scrollWidth`); wide > width {
				t.Errorf("%s is %d pixels wide in a window of %d", path, wide, width)
			}
			over := browser.Eval[bool](t, b, `(() => {
				const panel = document.querySelector("#quarterdeck"), main = document.querySelector("main").getBoundingClientRect()
				return panel && innerWidth >= 1344 && panel.getBoundingClientRect().left < main.right
			})() === true`)
			if over {
				t.Errorf("%s at %d: the panel covers the page", path, width)
			}
		}
	}
	quietly(t, b)
}

// A chart that has come alive stays so while its picture is the same, and begins again
// with what it now shows where it is not.
func liveChartsStayWhole(t *testing.T, b *browser.Tab) {
	p := underPreview(t, Options{Folder: example(t)})
	b.Do(t, chromedp.EmulateViewport(1440, 900))
	visit(t, b, p, retroPage)
	point := `(() => { const f = document.querySelector("#c-mix"); f.scrollIntoView(); f.dispatchEvent(new PointerEvent("pointerenter")) })()`
	alive := `document.querySelector("#c-mix [_echarts_instance_] svg") !== null`
	browser.Eval[bool](t, b, point+` || true`)
	b.Wait(t, alive)
	p.edit(t, retro, "## What went well\n\n", "## What went well\n\n- No number has changed.\n")
	b.Wait(t, shows("No number has changed."))
	if !browser.Eval[bool](t, b, alive) {
		t.Error("the chart is a picture again, although it is the same")
	}
	before := browser.Eval[string](t, b, `document.querySelector("#c-mix figcaption p").textContent`)
	p.edit(t, planFile, "size = 8\n", "size = 9\n")
	b.Wait(t, fmt.Sprintf(`document.querySelector("#c-mix figcaption p").textContent != %q`, before))
	seen := `[...document.querySelectorAll("figure[data-live]")].filter(f => [...f.querySelectorAll("svg")].filter(s => s.getBoundingClientRect().width > 100).length != 1).map(f => f.id)`
	if broken := browser.Eval[[]string](t, b, seen); len(broken) > 0 {
		t.Errorf("these charts show no picture, or two: %v", broken)
	}
	browser.Eval[bool](t, b, point+` || true`)
	b.Wait(t, alive)
	if broken := browser.Eval[[]string](t, b, seen); len(broken) > 0 {
		t.Errorf("alive again, these charts show no picture, or two: %v", broken)
	}
	quietly(t, b)
}

// What a reader has typed, ticked or chosen stays.
func formsKeepWhatWasTyped(t *testing.T, b *browser.Tab) {
	folder := example(t)
	footer, err := templates.FS.ReadFile("parts/footer.html")
	if err != nil {
		t.Fatal(err)
	}
	testsite.Write(t, folder, "templates/parts/footer.html", string(footer)+`<input id="words" value="as served"><input type="checkbox" id="tick">`)
	p := underPreview(t, Options{Folder: folder})
	visit(t, b, p, retroPage)
	browser.Eval[bool](t, b, `words.value = "as typed", words.focus(), words.setSelectionRange(3, 5), tick.checked = true`)
	p.edit(t, retro, "## What went well\n\n", "## What went well\n\n- Something else.\n")
	b.Wait(t, shows("Something else."))
	if got := browser.Eval[string](t, b, `[words.value, tick.checked, document.activeElement.id, words.selectionStart, words.selectionEnd].join()`); got != "as typed,true,words,3,5" {
		t.Errorf("the form is now %s", got)
	}
	quietly(t, b)
}

// A page that is previewed asks nobody but the preview.
func asksNobodyElse(t *testing.T, b *browser.Tab) {
	p := underPreview(t, Options{Folder: example(t)})
	visit(t, b, p, retroPage)
	home, err := url.Parse(p.url)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range b.Requests() {
		if u, err := url.Parse(r); err != nil || u.Host != home.Host {
			t.Errorf("it asks for %s", r)
		}
	}
}
