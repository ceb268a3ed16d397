// Keeps the open page right while its files are written. The server says on /-/events that
// something has changed; the page is fetched again and morphed into what it now is, so
// that the reader stays where they are.
//
//   ready     {"generation"}: sent on connecting
//   change    {"urls", "css", "page", "generation"}: css alone has changed, or the site has
//   problems  the list, when it differs from the one before
/* global quarterdeckPlace */
(() => {
  const own = document.currentScript
  let generation = own.dataset.generation
  const follow = 'navigate' in own.dataset
  const root = document.documentElement
  root.dataset.preview = 'on'

  // ---- the page, fetched and morphed

  const silence = 4000, patience = 20000 // ms until a server that says nothing counts as gone: of its stream, of a page
  let busy = false, again = false, retry = 250
  async function refresh() {
    again = true
    if (busy) return
    busy = true
    try {
      while (again) {
        again = false
        const answer = await fetch(location.pathname + location.search, { cache: 'no-store', headers: { Accept: 'text/html' }, signal: AbortSignal.timeout(patience) })
        if (!/^text\/html/.test(answer.headers.get('Content-Type') || '')) continue
        const text = await answer.text()
        if (!again) morph(new DOMParser().parseFromString(text, 'text/html'))
      }
      retry = 250
    } catch (e) {
      // Where the server is gone, the stream notices as well, and refreshes when it is
      // back. Where it is there, as right after a restart, asking again helps.
      if (stream && stream.readyState === EventSource.OPEN) setTimeout(refresh, retry)
      retry = Math.min(retry * 2, 4000)
    } finally {
      busy = false
    }
  }

  const scriptsOf = d => [...d.head.querySelectorAll('script[src]')].map(s => new URL(s.getAttribute('src'), location).pathname)

  let served = scriptsOf(document)

  function morph(next) {
    const script = next.querySelector('script[data-generation]'), scripts = scriptsOf(next)
    // A script cannot be taken back once it has run: one that has changed needs a new page.
    if (!script || served.some(s => !scripts.includes(s))) return location.reload()
    served = scripts
    generation = script.dataset.generation
    const back = quarterdeckPlace.remember()
    head(next)
    if (!document.body.isEqualNode(next.body)) body(next)
    back()
    root.dataset.previewGeneration = generation
  }

  function head(next) {
    root.lang = next.documentElement.lang
    document.title = next.title
    const kept = 'title, link[rel="stylesheet"], script, style'
    const plain = d => [...d.head.children].filter(e => !e.matches(kept))
    const old = plain(document), now = plain(next)
    for (const e of old) if (!now.some(n => n.isEqualNode(e))) e.remove()
    for (const n of now) if (!old.some(e => e.isEqualNode(n))) document.head.append(document.importNode(n))
    const sheet = next.head.querySelector('link[rel="stylesheet"]')
    if (sheet) swap(sheet.getAttribute('href'))
    for (const s of next.head.querySelectorAll('script[src]')) {
      const src = new URL(s.getAttribute('src'), location)
      if (scriptsOf(document).includes(src.pathname)) continue
      const added = document.createElement('script')
      Object.assign(added.dataset, s.dataset)
      added.src = src
      document.head.append(added)
    }
  }

  // The new sheet takes the place of the old one only when it is there: no moment without.
  function swap(href) {
    const old = document.head.querySelector('link[rel="stylesheet"]:not([data-going])')
    if (!old || new URL(href, location).href === old.href) return
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    old.dataset.going = ''
    link.onload = () => old.remove()
    link.onerror = () => {
      link.remove()
      delete old.dataset.going
    }
    old.before(link)
  }

  // Elements with the same words are the same elements, wherever they now stand. Idiomorph
  // knows elements by their ids; so those that have none, and whose words are unique on both
  // pages, get one for as long as it works.
  const blocks = 'p, li, tr, dt, dd, h2, h3, h4, h5, h6, pre, blockquote, details, figure'
  const byWords = body => {
    const found = new Map()
    for (const e of body.querySelectorAll(blocks)) {
      if (e.id) continue
      const words = e.localName + e.textContent
      found.set(words, found.has(words) ? null : e)
    }
    return found
  }
  function pair(a, b) {
    const there = byWords(b)
    let n = 0
    for (const [words, e] of byWords(a)) {
      const same = e && there.get(words)
      if (same) e.id = same.id = 'quarterdeck-same-' + n++
    }
    return () => {
      for (const e of document.querySelectorAll('[id^="quarterdeck-same-"]')) e.removeAttribute('id')
    }
  }

  const picture = figure => [...figure.querySelectorAll('svg.w, svg.s')].map(s => s.innerHTML).join()
  const chart = 'figure[data-live]'

  function body(next) {
    const unpair = pair(document.body, next.body)
    const same = new Set(), redrawn = new Set() // charts
    Idiomorph.morph(document.body, next.body, { morphStyle: 'outerHTML', callbacks: {
      beforeNodeMorphed(old, now) {
        if (old.isEqualNode(now)) return false
        if (old.nodeType === Node.ELEMENT_NODE && old.matches(chart)) (picture(old) === picture(now) ? same : redrawn).add(old)
      },
      // A chart that came alive keeps what it added, as long as its picture is the same.
      beforeNodeRemoved: node => !(node.localName === 'div' && same.has(node.parentElement)),
      beforeAttributeUpdated(name, e) {
        if (name === 'open' && e.localName === 'details') return false
        if (name === 'tabindex' && e.localName === 'figure') return false
        if (name === 'style' && e.localName === 'svg' && same.has(e.parentElement)) return false
        if (name === 'value' && 'value' in e && e.value !== e.defaultValue) return false
        if (name === 'checked' && e.checked !== e.defaultChecked) return false
        if (name === 'selected' && e.selected !== e.defaultSelected) return false
      },
    } })
    unpair()
    // One whose picture has changed begins again as a picture.
    for (const figure of redrawn) {
      if (!figure.isConnected) continue
      const fresh = figure.cloneNode(true)
      for (const svg of fresh.querySelectorAll('svg.w, svg.s')) svg.removeAttribute('style')
      figure.replaceWith(fresh)
    }
    dispatchEvent(new Event('quarterdeck:morph'))
    panel(next)
  }

  // ---- the panel: open or closed as the writer left it; else open on a wide window that
  // has something to say

  const details = d => d.querySelector('#quarterdeck > details')
  let wished = sessionStorage.getItem('quarterdeck-panel')
  function panel(from) {
    const d = details(document), narrow = matchMedia('(max-width: 83.99rem)').matches
    if (!d) return
    if (wished) d.open = wished === 'open'
    else if (!narrow) d.open = details(from).open
    else if (from === document) d.open = false
  }
  document.addEventListener('click', e => {
    const d = details(document)
    if (!d || !d.firstElementChild.contains(e.target)) return
    wished = d.open ? 'closed' : 'open' // a click comes before what it does
    sessionStorage.setItem('quarterdeck-panel', wished)
  })
  panel(document)

  // ---- what the server says

  const shortest = 100, longest = 2000 // ms between two attempts to connect
  let stream, timer, later, wait = shortest, connected = 0, said = null
  const on = (name, work) => stream.addEventListener(name, e => work(JSON.parse(e.data)))

  function change(e) {
    clearTimeout(later)
    if (follow && e.page && new URL(e.page, location).pathname.replace(/index\.html$/, '') !== location.pathname.replace(/index\.html$/, '')) {
      return location.assign(e.page)
    }
    const sheet = e.css && (e.urls || []).map(u => new URL(u, location)).find(u => /\/site\.[^/]*css$/.test(u.pathname))
    if (sheet) swap(sheet.href)
    else refresh()
  }

  function connect() {
    clearTimeout(timer)
    if (stream) stream.close()
    stream = new EventSource('/-/events')
    // A connection may be taken by a server that is just going, and never be answered.
    timer = setTimeout(connect, silence)
    on('ready', e => {
      clearTimeout(timer)
      wait = shortest
      root.dataset.preview = 'on'
      // Whoever comes back may have missed something; the generation of another server
      // says nothing about that.
      if (connected++ || String(e.generation) !== generation) refresh()
    })
    on('change', change)
    on('problems', list => {
      const now = JSON.stringify(list)
      // A change follows at once, unless it was a page that turned out to be broken.
      if (said !== null && said !== now) later = setTimeout(refresh, 50)
      said = now
    })
    stream.onerror = () => {
      clearTimeout(timer)
      stream.close()
      if (resting()) return
      connected++ // whoever lost the server may have missed something, even before its first word
      root.dataset.preview = 'lost'
      timer = setTimeout(connect, wait)
      wait = Math.min(wait * 2, longest)
    }
  }

  function rest() {
    clearTimeout(timer)
    stream.close()
  }

  // A page that nobody sees holds no connection, as a browser has only six for a host; it
  // is refreshed when it is seen again. One that follows the writer goes on.
  const resting = () => document.hidden && !follow
  document.addEventListener('visibilitychange', () => resting() ? rest() : document.hidden || connect())
  addEventListener('pagehide', rest)
  addEventListener('pageshow', e => e.persisted && connect())
  connect()
})()
