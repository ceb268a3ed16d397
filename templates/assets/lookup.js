// Looks up: which of the things that a site has hold the words that a reader types, however either
// spells them. Texts and questions go through the same rules. Letters are compared without case, accents
// and width (“Größe” is “grosse”). A word of a text ends where letters and digits meet, and in scripts
// that put no spaces between words each character is one. A word of a question is found at the start of
// a word, and may run on over the next ones: “ab12” finds “AB-12”, “rollback” finds “roll back”,
// “nodejs” finds “node.js”. Two words of a question may be one of a text. The plural finds the singular.
window.quarterdeckLookup = (() => {
  const unspaced = '(?=[\\p{L}\\p{M}\\p{N}])[' + ['Han', 'Hira', 'Kana', 'Hang', 'Thai', 'Laoo', 'Khmr', 'Mymr'].map(s => '\\p{scx=' + s + '}').join('') + ']'
  const ofText = new RegExp(unspaced + '|(?:(?!' + unspaced + ')[\\p{L}\\p{M}])+|\\p{N}+', 'gu')
  const ofQuestion = new RegExp('(?:' + unspaced + ')+|(?:(?!' + unspaced + ')[\\p{L}\\p{M}\\p{N}])+', 'gu')
  const single = new RegExp('^' + unspaced, 'u')
  const letters = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', þ: 'th', ð: 'd' }

  const plain = s => s.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g, '').normalize('NFC').replace(/[ßæœøđłıþð]/g, c => letters[c])
  const words = s => plain(s).match(ofText) || []
  // The words of a text, each with a space before it.
  const flat = s => words(s).map(w => ' ' + w).join('')

  // The other number of an English word.
  function others(term) {
    if (term.length < 3 || !/^[a-z]+$/.test(term)) return []
    if (/[^aeiou]y$/.test(term)) return [term.slice(0, -1) + 'ies']
    if (/ies$/.test(term)) return [term.slice(0, -3) + 'y', term.slice(0, -1)]
    if (/(s|x|z|ch|sh)es$/.test(term)) return [term.slice(0, -2), term.slice(0, -1)]
    return /[^sui]s$/.test(term) ? [term.slice(0, -1)] : []
  }

  // pattern finds a word of a question in a flat text. Where it runs on over several words, the last of
  // them is whole, or has three letters of it, or is a number: “rules” is not in “rule set”.
  function pattern(term) {
    const all = [...term], digit = i => /\p{N}/u.test(all[i])
    const join = may => all.map((c, i) => (i && may(i) ? ' ?' : '') + c).join('')
    const whole = t => [...t].join(' ?') + '(?= |$)'
    const begun = single.test(term) ? join(() => true) : join(i => all.length - i >= 3 || digit(i) && !digit(i - 1) || digit(i - 1) && !digit(i))
    return new RegExp(' (?:' + [begun, whole(term), ...others(term).map(whole)].join('|') + ')', 'u')
  }

  // readings are the ways to read a question: word by word, with two neighbours as one word, or all as one.
  let last = {}
  function readings(question) {
    if (last.question != question) last = { question, ways: readAgain(question) }
    return last.ways
  }
  function readAgain(question) {
    const terms = plain(question).match(ofQuestion) || [], ways = [terms]
    for (let i = 0; i + 1 < terms.length; i++) ways.push([...terms.slice(0, i), terms[i] + terms[i + 1], ...terms.slice(i + 2)])
    if (terms.length > 2) ways.push([terms.join('')])
    return terms.length ? ways.map(way => way.map(pattern)) : []
  }

  const all = []
  const engine = new MiniSearch({ // finds what only resembles the words
    fields: ['whole'], idField: 'n', tokenize: t => t.match(/[^ |]+/g) || [], processTerm: t => t,
    searchOptions: { combineWith: 'AND', prefix: true, maxFuzzy: 2, fuzzy: t => /^\p{L}{4,}$/u.test(t) && 0.2 },
  })

  // add takes things that have a title, a text, a team, and words that they can be found by besides, ids among them.
  function add(things) {
    for (const t of things) {
      const ids = plain(t.also).split(' ').filter(id => /\d/.test(id) || t.what == 'lesson') // not what a team works on
      Object.assign(t, { n: all.length, head: flat(t.title), whole: [t.title, t.also, t.text, t.team].map(flat).join(' |'),
        ids: ids.map(id => words(id).join('')), numbers: ids.flatMap(words) })
      all.push(t)
    }
    engine.addAll(things)
  }

  // rank says how well a thing answers: its very id; the number in its id; the question in its title, as
  // it was typed, then word by word; any other words of it.
  function rank(t, ways, asked, together) {
    if (t.ids.includes(asked)) return 0
    if (/\d/.test(asked) && t.numbers.includes(asked)) return 1
    if (together.test(t.head)) return 2
    return ways.some(way => way.every(p => p.test(t.head))) ? 3 : 4
  }
  const few = 5

  // find returns the things with all words of a question, the best first, and of those the newest. Where
  // there are few, and nothing more to come, those follow that only resemble it.
  function find(question, more) {
    const ways = readings(question), asked = (plain(question).match(ofQuestion) || []).join('')
    if (!ways.length) return []
    const together = pattern(asked), found = all.filter(t => ways.some(way => way.every(p => p.test(t.whole)))).map(t => ({ t, rank: rank(t, ways, asked, together) }))
      .sort((a, b) => a.rank - b.rank || b.t.day - a.t.day || a.t.n - b.t.n).map(r => r.t)
    if (more || found.length >= few) return found
    return [...found, ...engine.search(flat(question)).map(r => all[r.id]).filter(t => !found.includes(t))]
  }

  // spots are the words of a text that answer a question, as pairs of start and end; words that touch are one.
  function spots(text, question) {
    const places = [...text.matchAll(ofText)], starts = [], out = []
    let line = ''
    for (const p of places) {
      starts.push(line.length)
      line += ' ' + plain(p[0])
    }
    const hit = new Set()
    for (const p of readings(question).flat()) {
      for (const m of line.matchAll(new RegExp(p, 'gu'))) starts.forEach((at, i) => { if (at >= m.index && at < m.index + m[0].length) hit.add(i) })
    }
    places.forEach((p, i) => {
      if (!hit.has(i)) return
      const last = out[out.length - 1], end = p.index + p[0].length
      if (last && last[1] == p.index) last[1] = end; else out.push([p.index, end])
    })
    return out
  }

  return { add, find, spots, asks: question => readings(question).length > 0 }
})();
