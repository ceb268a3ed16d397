// Finds. What there is lies in one file a quarter, newest first; the first one answers, and
// the rest come after it while the reader looks. What answers best is for lookup.js to say.
(() => {
  const box = document.getElementById('search'), field = box.querySelector('input'), form = box.querySelector('form')
  const { say, has, date } = quarterdeckSpeak(quarterdeckWords)
  const folder = box.dataset.index.replace(/index\.js$/, ''), root = box.dataset.root.replace(/index\.html$/, '')
  const shown = 40
  const element = (name, properties, ...children) => {
    const e = Object.assign(document.createElement(name), properties)
    e.append(...children)
    return e
  }
  const load = src => new Promise((onload, onerror) => document.head.append(Object.assign(document.createElement('script'), { src, onload, onerror })))

  const waiting = []
  let pages = null, missing = 0, hits = []

  window.quarterdeckSearch = {
    index: quarters => { pages = quarters },
    shard: (quarter, rows) => waiting.push([quarter, rows]),
  }

  // The parts below the field.
  const status = element('p', { className: 'said', role: 'status' })
  const list = element('ol', { className: 'hits' })
  const facets = ['team', 'quarter', 'what'].map(key => ({
    key, every: say('every-' + key),
    select: element('select', { ariaLabel: say('by-' + key) }), value: '',
  }))
  box.append(element('div', { className: 'by' }, ...facets.map(f => f.select)), status, list)

  const named = what => ['kind-first.' + what, 'what-' + what].filter(has).map(id => say(id))[0] || what
  const state = word => has('status.' + word) ? say('status.' + word) : say(word)
  const titles = new Map()
  function take([quarter, rows]) {
    quarterdeckLookup.add(rows.map(([what, title, path, text, also, team, phase, state, day]) => ({ what, title, path, text, also, team, phase, state, day, quarter })))
  }

  const unread = () => !pages || pages.length > titles.size + missing

  // Counts of a facet are those of the hits that the other facets leave.
  const fits = (hit, but) => facets.every(f => f == but || !f.value || hit[f.key] == f.value)
  function offer(f) {
    const counts = new Map()
    for (const hit of hits) if (hit[f.key] && fits(hit, f)) counts.set(hit[f.key], (counts.get(hit[f.key]) || 0) + 1)
    if (f.value && !counts.has(f.value)) counts.set(f.value, 0)
    const name = v => f.key == 'what' ? named(v) : f.key == 'quarter' ? titles.get(v) || v : v
    const values = [...counts.keys()].sort(f.key == 'quarter' ? (a, b) => a < b ? 1 : -1 : (a, b) => name(a).localeCompare(name(b)))
    f.select.replaceChildren(element('option', { value: '' }, f.every), ...values.map(v => element('option', { value: v, selected: v == f.value }, say('option', { name: name(v), n: counts.get(v) }))))
    f.select.hidden = !values.length
  }

  // The words of a text that were looked for are marked.
  function marked(text, asked) {
    const out = []
    let at = 0
    for (const [from, to] of quarterdeckLookup.spots(text, asked)) {
      out.push(text.slice(at, from), element('mark', {}, text.slice(from, to)))
      at = to
    }
    return [...out, text.slice(at)]
  }
  function row(hit, asked) {
    const on = hit.what == 'team' || hit.what == 'quarter' || hit.what == 'report' ? '' : hit.state && hit.state != 'withdrawn' ? say('state', { state: state(hit.state), quarter: titles.get(hit.quarter) }) : date(new Date(hit.day * 864e5).toISOString().slice(0, 10), 'medium-loose')
    const facts = [named(hit.what), hit.what == 'team' ? '' : hit.team, hit.phase, on, hit.state == 'withdrawn' ? say('withdrawn') : ''].filter(Boolean).join(' · ')
    // The part of the text that holds the first word that was looked for.
    let text = hit.text
    const at = (quarterdeckLookup.spots(text, asked)[0] || [0])[0]
    if (at > 90) text = '… ' + text.slice(text.indexOf(' ', at - 60) + 1)
    const a = element('a', { href: root + hit.path }, element('b', {}, ...marked(hit.title, asked)), element('small', {}, facts))
    if (text) a.append(element('span', {}, ...marked(text.length > 140 ? text.slice(0, text.lastIndexOf(' ', 140)) + ' …' : text, asked)))
    return element('li', {}, a)
  }

  function show() {
    const asked = field.value, inList = document.activeElement && list.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null
    hits = quarterdeckLookup.find(asked, unread())
    facets.forEach(offer)
    const left = hits.filter(hit => fits(hit))
    list.replaceChildren(...left.slice(0, shown).map(hit => row(hit, asked)))
    if (inList) { const again = [...list.querySelectorAll('a')].find(a => a.getAttribute('href') == inList); (again || field).focus() }
    const hitsFound = say('hits', { n: left.length })
    const known = !left.length ? say('nothing') : left.length > shown ? say('first', { hits: hitsFound, shown }) : hitsFound
    const said = !quarterdeckLookup.asks(asked) ? '' : unread() ? left.length ? say('so-far', { said: known }) : say('looking') : missing ? say('some-missing', { said: known }) : known
    if (status.textContent != said) status.textContent = said
  }
  const keep = () => history.replaceState({ ...history.state, search: { words: field.value, by: facets.map(f => f.value) } }, '')

  field.addEventListener('input', show)
  facets.forEach(f => f.select.addEventListener('change', () => { f.value = f.select.value; show() }))
  form.addEventListener('submit', e => {
    if (e.submitter) return // the button closes
    e.preventDefault()
    const first = list.querySelector('a')
    if (first) { keep(); first.click() }
  })
  list.addEventListener('click', keep)
  // A browser may keep its own Escape from what a page opened by itself, on the way back.
  addEventListener('keydown', e => { if (e.key == 'Escape' && box.open) { e.preventDefault(); box.close() } })
  box.addEventListener('click', e => { if (e.target == box) box.close() })
  box.addEventListener('close', () => { if (history.state && history.state.search) history.replaceState({ ...history.state, search: undefined }, '') })
  box.addEventListener('keydown', e => {
    if (e.key != 'ArrowDown' && e.key != 'ArrowUp' || e.target.tagName == 'SELECT') return
    const links = [...list.querySelectorAll('a')], at = links.indexOf(document.activeElement), to = at + (e.key == 'ArrowDown' ? 1 : -1)
    e.preventDefault()
    if (to < 0) field.focus(); else if (to < links.length) links[to].focus()
  })

  const before = history.state && history.state.search
  if (before) { field.value = before.words; before.by.forEach((v, i) => { facets[i].value = v }) }
  field.focus()
  show()

  const rest = () => new Promise(done => setTimeout(done))
  ;(async () => {
    try { await load(box.dataset.index) } catch { status.textContent = say('failed'); return }
    for (const [quarter, title] of pages) {
      try { await load(folder + quarter + '.js') } catch { missing++; continue }
      for (const shard of waiting.splice(0)) {
        titles.set(shard[0], title)
        take(shard)
      }
      if (field.value.trim()) show()
      await rest()
    }
    if (field.value.trim()) show()
  })()
})()
