// Opens the search: its button, "/" or Ctrl-K. All that finds is loaded then (find.js), and
// what is typed meanwhile waits in the field.
(() => {
  const box = document.getElementById('search'), button = document.getElementById('open-search')
  if (!box || !box.showModal) return
  const open = () => {
    if (box.open) return
    box.showModal()
    if (box.dataset.find) document.head.append(Object.assign(document.createElement('script'), { src: box.dataset.find }))
    box.dataset.find = ''
  }
  button.onclick = open
  addEventListener('keydown', e => {
    const writes = e.target.closest && e.target.closest('input, textarea, select, [contenteditable]')
    if (e.key == '/' && !writes && !e.ctrlKey && !e.metaKey && !e.altKey || e.key.toLowerCase() == 'k' && (e.ctrlKey || e.metaKey) && !e.altKey) {
      e.preventDefault()
      open()
    }
  })
  if (history.state && history.state.search) open()
})()
