// Where the reader is on the page: what stands at the top of the window, the focus, the
// selection. remember() before the page changes, and call what it returns afterwards.
/* exported quarterdeckPlace */
const quarterdeckPlace = (() => {
  const blocks = 'p, li, dt, dd, tr, h1, h2, h3, h4, h5, h6, pre, blockquote, figure, figcaption, summary, dl > div, svg'
  const panel = '#quarterdeck'

  const anchor = block => ({ block, top: block.getBoundingClientRect().top, text: block.textContent })

  // What can be seen: first what is selected, then from the top of the window down; each
  // with its distance from the top.
  function seen(selection) {
    const found = new Map()
    const main = document.querySelector('main') || document.body
    const box = main.getBoundingClientRect()
    for (const x of [.3, .6]) {
      for (let y = 4; y < innerHeight; y += 40) {
        const at = document.elementFromPoint(box.left + box.width * x, y)
        const block = at && !at.closest(panel) && at.closest(blocks)
        if (block && !found.has(block)) found.set(block, anchor(block))
      }
    }
    const anchors = [...found.values()].sort((a, b) => a.top - b.top)
    const chosen = selection && anchor(selection.from.block)
    return chosen && chosen.top > 0 && chosen.top < innerHeight ? [chosen, ...anchors] : anchors
  }

  // The first of what was seen that is still there, with the same words if any is; it
  // goes back to where it was. At the very top of the page the reader stays at the top.
  function scroll(anchors, y) {
    if (y === 0) return // nothing moves what is at the top
    const shown = anchors.filter(a => a.block.isConnected && a.block.getClientRects().length)
    const first = shown.find(a => a.block.textContent === a.text) || shown[0]
    if (!first) return scrollTo({ top: y, behavior: 'instant' })
    const by = first.block.getBoundingClientRect().top - first.top
    if (Math.abs(by) > .5) scrollBy({ top: by, behavior: 'instant' })
  }

  function focus(element, href) {
    if (!element || element === document.body || document.activeElement === element) return
    let to = element.isConnected ? element : element.id && document.getElementById(element.id)
    if (!to && href) to = [...document.querySelectorAll('a[href]')].find(a => a.getAttribute('href') === href && a.textContent === element.textContent)
    if (to) to.focus({ preventScroll: true })
  }

  // A place in the text of a block: which block, and how many characters into it.
  function point(node, offset) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node
    const block = element && (element.closest(blocks) || element)
    if (!block || block.closest(panel)) return null
    const before = document.createRange()
    before.setStart(block, 0)
    before.setEnd(node, offset)
    return { node, offset, block, at: before.toString().length }
  }

  function find(p, at) {
    const walk = document.createTreeWalker(p.block, NodeFilter.SHOW_TEXT)
    let last = null
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      if (at <= text.length) return [text, at]
      at -= text.length
      last = text
    }
    return last ? [last, last.length] : [p.block, 0]
  }

  function selected() {
    const s = getSelection()
    if (!s.rangeCount || s.isCollapsed) return null
    const from = point(s.anchorNode, s.anchorOffset), to = point(s.focusNode, s.focusOffset)
    return from && to && { from, to, text: s.toString() }
  }

  // Selects the same characters again. Where the block has changed, the same words are
  // looked for in it, at the place nearest to where they were.
  function select(was) {
    const s = getSelection()
    if (!was || s.toString() === was.text || !was.from.block.isConnected || !was.to.block.isConnected) return
    const whole = () => s.setBaseAndExtent(...find(was.from, was.from.at), ...find(was.to, was.to.at))
    whole()
    if (s.toString() === was.text || was.from.block !== was.to.block) return
    const text = was.from.block.textContent, start = Math.min(was.from.at, was.to.at)
    let best = -1
    for (let i = text.indexOf(was.text); i >= 0; i = text.indexOf(was.text, i + 1)) {
      if (best < 0 || Math.abs(i - start) < Math.abs(best - start)) best = i
    }
    if (best >= 0) s.setBaseAndExtent(...find(was.from, best), ...find(was.from, best + was.text.length))
    else s.removeAllRanges()
  }

  function remember() {
    const y = scrollY, selection = selected(), anchors = y > 0 ? seen(selection) : []
    const active = document.activeElement, href = active && active.getAttribute('href')
    const root = document.documentElement
    root.style.overflowAnchor = 'none' // or the browser would move as well
    return () => {
      scroll(anchors, y)
      focus(active, href)
      select(selection)
      root.style.removeProperty('overflow-anchor')
      if (!root.getAttribute('style')) root.removeAttribute('style')
    }
  }

  return { remember }
})()
