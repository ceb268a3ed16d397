// The words of a script, in the language of the site. The generator writes quarterdeckWords before it:
// a text for each id or, where it counts {n}, one for each plural form; and what dates are made of.
window.quarterdeckSpeak = ({ lang, texts, dates, months, short }) => {
  const plural = new Intl.PluralRules(lang)
  const fill = (text, by) => text.replace(/\{(\w+)\}/g, (_, name) => by[name])
  return {
    has: id => id in texts,
    say: (id, by = {}) => fill(texts[id].other ? texts[id][plural.select(by.n)] || texts[id].other : texts[id], by),
    // A day as "2026-07-03", in a form of the catalogue.
    date: (iso, form) => {
      const [year, month, day] = iso.split('-').map(Number)
      return fill(dates[form], { year, month: months[month - 1], mon: short[month - 1], day })
    },
  }
}
