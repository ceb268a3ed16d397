// Filters what shipped, in place. The filter bar's links lead to plain pages; here a click on
// one changes the state in the address instead, and the list with it. Nothing is loaded before
// a reader turns to the bar or comes with a state: then columns.js, which all counts need, and
// of the texts only the quarters whose rows are shown.
(() => {
  const bar = document.getElementById('shipped-filters')
  if (!bar) return
  const { say, date } = quarterdeckSpeak(quarterdeckWords)
  const list = document.getElementById('shipped-list'), found = document.getElementById('shipped-found')
  const said = bar.querySelector('[role=status]'), clear = bar.querySelector('.clear'), page = 200
  const facets = [...bar.querySelectorAll('[data-facet]')].map(e => ({
    key: e.dataset.facet, summary: e.querySelector('summary'),
    options: [...e.querySelectorAll('a')].map(a => ({ a, value: a.dataset.value, text: a.firstChild.textContent, count: a.querySelector('span') })),
  }))
  // On the list of one filter the bar leads to the list of all, with that filter and the chosen one.
  if (!found) {
    for (const f of facets) for (const o of f.options) {
      const query = new URLSearchParams(bar.dataset.query)
      if (o.value) query.set(f.key, o.value); else query.delete(f.key)
      o.a.href = bar.dataset.list + (query.size ? '?' + query : '')
    }
    return
  }
  const folder = bar.dataset.columns.replace(/columns\.js$/, '')
  const texts = new Map(), stamps = new Map(), loads = new Map()
  let data, ranks, matches = [], shown = 0, turn = 0

  window.quarterdeckShipped = {
    columns: d => {
      data = d
      facets.forEach(f => { f.of = Int16Array.from(d.facets[f.key].of) })
      // Where a row stands among the texts of its quarter.
      const next = d.quarters.map(() => 0), q = facets.find(f => f.key == 'quarter').of
      ranks = Int32Array.from(q, n => next[n]++)
    },
    texts: (quarter, stamp, rows) => stamps.set(quarter, stamp) && texts.set(quarter, rows),
  }
  const load = src => {
    if (!loads.has(src)) loads.set(src, new Promise((onload, onerror) => {
      document.head.append(Object.assign(document.createElement('script'), { src, onload, onerror }))
    }).catch(e => { loads.delete(src); throw e }))
    return loads.get(src)
  }
  const columns = () => load(bar.dataset.columns)

  const state = () => {
    const query = new URLSearchParams(location.search), now = {}
    for (const f of facets) {
      const v = query.get(f.key)
      if (v && f.options.some(o => o.value == v)) now[f.key] = v
    }
    return now
  }
  const address = now => {
    const query = new URLSearchParams()
    facets.forEach(f => { if (now[f.key]) query.set(f.key, now[f.key]) })
    return query.size ? '?' + query : location.pathname.replace(/.*\//, '') || '.'
  }

  // Counts each option as the other filters stand, and gathers the rows of all of them.
  function count(now) {
    const wanted = facets.map(f => now[f.key] ? data.facets[f.key].values.indexOf(now[f.key]) : -2)
    const counts = facets.map(f => new Uint32Array(f.options.length)), total = facets[0].of.length
    matches = []
    for (let i = 0; i < total; i++) {
      let misses = 0, miss = 0
      for (let k = 0; k < wanted.length && misses < 2; k++) if (wanted[k] != -2 && facets[k].of[i] != wanted[k]) { misses++; miss = k }
      if (misses == 0) {
        matches.push(i)
        for (let k = 0; k < wanted.length; k++) { counts[k][0]++; counts[k][facets[k].of[i] + 1] += facets[k].of[i] >= 0 ? 1 : 0 }
      } else if (misses == 1) { counts[miss][0]++; if (facets[miss].of[i] >= 0) counts[miss][facets[miss].of[i] + 1]++ }
    }
    facets.forEach((f, k) => {
      f.options.forEach((o, n) => {
        const on = (now[f.key] || '') == o.value
        o.count.textContent = counts[k][n]
        o.a.classList.toggle('none', !counts[k][n])
        o.a.href = address({ ...now, [f.key]: o.value })
        if (on) o.a.setAttribute('aria-current', 'true'); else o.a.removeAttribute('aria-current')
        if (on && f.summary) f.summary.textContent = o.text
      })
    })
    clear.hidden = !Object.keys(now).length
    const words = clear.hidden ? say('deliveries', { n: total }) : say('some', { some: matches.length, n: total })
    if (said.textContent != words) said.textContent = words
  }

  const element = (name, properties, ...children) => {
    const e = Object.assign(document.createElement(name), properties)
    e.append(...children)
    return e
  }
  const facet = (key, i) => {
    const f = facets.find(f => f.key == key), n = f ? f.of[i] : -1
    return n < 0 ? { value: '', text: '', n } : { ...f.options[n + 1], n }
  }

  function row(i, [iso, known, title, to, text, withdrawn]) {
    const team = facet('team', i), kind = facet('kind', i), phase = facet('phase', i)
    const by = element('p', { className: 'by' }, data.teams[team.n] ? element('a', { href: data.teams[team.n] }, team.text) : team.text)
    if (kind.value) by.append(' · ' + say('kind.' + kind.value))
    if (withdrawn) by.append(' ', element('span', { className: 'nb' }, '· ' + say('withdrawn', { day: date(withdrawn, 'medium') })))
    return element('li', {},
      known ? element('time', { dateTime: iso }, date(iso, 'short')) : element('span'),
      element('a', { className: withdrawn ? 't gone' : 't', href: to }, title),
      element('span', { className: phase.value ? 'ph ' + phase.value : '' }, phase.text), ...(text ? [element('p', {}, text)] : []), by)
  }

  // The next rows, by month; the texts of their quarters are there.
  function draw() {
    const upTo = Math.min(matches.length, shown + page), rest = found.querySelector('.rest-of')
    if (rest) rest.remove()
    let first
    for (; shown < upTo; shown++) {
      const i = matches[shown], text = texts.get(facet('quarter', i).value)[ranks[i]], id = 'f-' + text[0].slice(0, 7)
      let section = found.lastElementChild
      if (!section || section.dataset.month != id) {
        section = element('section', { className: 'sec' },
          element('header', {}, element('h2', { id }, date(text[0], 'month-year'))),
          element('div', { className: 'body' }, element('ol', { className: 'rows ship' })))
        section.dataset.month = id
        section.setAttribute('aria-labelledby', id)
        found.append(section)
      }
      const li = row(i, text)
      first = first || li
      section.querySelector('ol').append(li)
    }
    if (shown < matches.length) {
      const button = element('button', { type: 'button', className: 'moreof' }, say('more', { n: Math.min(page, matches.length - shown) }))
      button.onclick = async () => { const at = await more(); if (at) at.querySelector('a').focus() }
      found.append(element('section', { className: 'sec rest-of' }, element('header'), element('div', { className: 'body' }, button)))
    }
    return first
  }

  const wanted = () => [...new Set(matches.slice(shown, shown + page).map(i => facet('quarter', i).value))]
  // While a release is being put in place, texts may be newer than the columns: then no row is shown under
  // another's filters.
  const ask = async () => {
    const quarters = wanted()
    await Promise.all(quarters.filter(q => !texts.has(q)).map(q => load(folder + q + '.js')))
    if (quarters.some(q => stamps.get(q) != data.stamps[data.quarters.indexOf(q)])) throw new Error('of another release')
  }
  async function more() {
    const mine = turn
    await ask()
    return mine == turn ? draw() : null
  }

  async function apply() {
    const now = state(), mine = ++turn
    if (!data && !Object.keys(now).length) return
    await columns()
    if (mine != turn) return
    count(now)
    shown = 0
    if (!clear.hidden) await ask()
    if (mine != turn) return
    found.replaceChildren()
    list.hidden = !clear.hidden
    found.hidden = clear.hidden
    if (!clear.hidden) draw()
  }
  // Without its data the list of all stays, and links lead to plain pages as before.
  const safely = () => apply().catch(() => { list.hidden = false; found.hidden = true })

  bar.addEventListener('click', e => {
    const a = e.target.closest('a')
    if (!a || e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
    const part = a.closest('[data-facet]'), now = a == clear ? {} : { ...state(), [part.dataset.facet]: a.dataset.value }
    e.preventDefault()
    columns().then(() => {
      history.pushState(null, '', address(now))
      const done = safely()
      if (a == clear) facets[0].options[0].a.closest('details') ? facets[0].summary.focus() : facets[0].options[0].a.focus()
      return done
    }, () => { location.href = a.href })
  })
  for (const turnedTo of ['pointerover', 'focusin']) bar.addEventListener(turnedTo, () => columns().catch(() => {}), { once: true })
  addEventListener('popstate', safely)
  safely()
})()
