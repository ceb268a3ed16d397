// Live charts. The first time a reader points at a figure[data-live], touches it or moves
// the focus into it, ECharts and the figure's options are loaded (as scripts, so that it
// works from disk too), and the same chart is drawn in place of its picture, with a tooltip. The
// arrow keys walk through it, Escape ends that. Whatever fails, the picture stays.
//
//   <script src="…/live.js" data-echarts="…/echarts.min.js" defer></script>
//   <figure id="c-mix" data-live="…/c-mix.js">, a file that calls
//   quarterdeckChart("c-mix", {"wide": {"option", "width", "height"}, "narrow": {…}})
(() => {
  const { say } = quarterdeckSpeak(quarterdeckWords)
  const bundle = document.currentScript.dataset.echarts
  const drawings = new Map(), scripts = new Map()
  window.quarterdeckChart = (id, d) => drawings.set(id, d)
  const load = src => scripts.get(src) || scripts.set(src, new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement('script'), { src, onload, onerror }))
  })).get(src)

  const list = v => v === undefined ? [] : [].concat(v)
  const escape = s => String(s).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
  const element = (parent, css) => parent.appendChild(Object.assign(document.createElement('div'), { style: css }))

  // The value as the picture words it ("78 %") or as a number; undefined where there is none.
  const worded = ({ data }) => {
    const label = data && data.label && data.label.formatter
    let v = data && data.value !== undefined ? data.value : data
    if (Array.isArray(v)) v = v[v.length - 1]
    return v == null || v === '-' ? undefined : /^[\d.,]+\s?%?$/.test(label) ? label : v
  }

  function start(figure, pointer) {
    const all = drawings.get(figure.id), pictures = [['wide', figure.querySelector('svg.w')], ['narrow', figure.querySelector('svg.s')]].filter(p => p[1] && all[p[0]])
    const said = element(figure, 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)')
    said.setAttribute('role', 'status')
    const frame = element(figure, 'position:relative')
    frame.setAttribute('aria-hidden', 'true') // the picture's name and the table stay for those who listen
    pictures[0][1].before(frame)
    let chart, shown, scale, steps, at = -1, speak

    const tooltip = params => {
      params = list(params)
      const title = String(params[0].axisValueLabel || params[0].name).replace(/\n/g, ', ').replace(' 00:00:00', '')
      const rows = params.map(p => ({ ...p, text: worded(p) })).filter(p => p.text !== undefined && p.seriesName && !p.seriesName.startsWith('series\0'))
      if (speak) said.textContent = `${title}: ${rows.map(r => `${r.seriesName} ${r.text}`).join(', ') || say('no-data')}`
      return [`<b style="font-weight:600">${escape(title)}</b>`, ...rows.map(r => `<i style="display:inline-block;width:.7em;height:.7em;margin-right:.5em;background:${escape(r.color)}"></i>${escape(r.seriesName)} ${escape(r.text)}`)].join('<br>')
    }
    // The chart is scaled as the picture was; its tooltip is not.
    const look = () => ({ padding: [6 / scale, 10 / scale], textStyle: { color: 'var(--ink)' }, extraCssText: `box-shadow:none;line-height:1.5;font-family:inherit;font-size:${13 / scale}px` })

    // What the picture switched off, switched on. The page's font is named, because a
    // browser does not take "inherit" inside of a short font rule.
    const lively = written => {
      const font = getComputedStyle(figure).fontFamily
      const option = JSON.parse(JSON.stringify(written), (_, v) => v === 'inherit' ? font : v)
      const points = list(option.series).some(s => s.type == 'scatter')
      const bands = list(option.series).some(s => s.type == 'bar')
      return { textStyle: { fontFamily: font }, ...option, animation: false, useUTC: true,
        series: list(option.series).map(({ tooltip, ...s }) => ({ ...s, silent: false, cursor: 'default' })),
        tooltip: { ...look(), show: true, trigger: points ? 'item' : 'axis', confine: true, transitionDuration: 0, formatter: tooltip, backgroundColor: 'var(--paper)', borderColor: 'var(--line-2)', borderWidth: 1, borderRadius: 0,
          axisPointer: { type: bands ? 'shadow' : 'line', animation: false, label: { show: false }, shadowStyle: { color: 'var(--ink)', opacity: .05 }, lineStyle: { color: 'var(--line-2)', type: 'solid' } } } }
    }
    // Where the arrow keys stop: each category, each day that has a point, or each point that
    // has a name, from left to right.
    const stops = option => {
      const named = list(option.series).flatMap((s, seriesIndex) => s.type != 'scatter' ? [] : s.data.map((d, dataIndex) => ({ d, seriesIndex, dataIndex }))).filter(p => p.d.name)
      if (named.length) return named.sort((a, b) => a.d.value[0] > b.d.value[0] + 9 ? 1 : b.d.value[0] > a.d.value[0] + 9 ? -1 : a.d.value[1] - b.d.value[1]).map(p => ['point', p])
      for (const dim of ['x', 'y']) {
        const axis = list(option[dim + 'Axis'])[0] || {}
        if (axis.type == 'category') return axis.data.map((_, i) => [dim, i])
      }
      const days = list(option.series).flatMap(s => s.data.map(d => (d.value || d)[0]))
      return [...new Set(days)].sort((a, b) => a - b).map(d => ['x', d])
    }

    const picture = () => {
      frame.style.display = 'none'
      for (const [, svg] of pictures) svg.style.display = ''
    }
    const fit = () => {
      picture()
      const [name, svg] = pictures.find(p => p[1].getBoundingClientRect().width) || []
      if (!svg) return
      const { width, height } = svg.getBoundingClientRect(), d = all[name]
      scale = width / d.width
      const css = `position:relative;width:${width}px;height:${height}px;margin:${getComputedStyle(svg).margin}`
      const canvas = `width:${d.width}px;height:${d.height}px;transform:scale(${scale});transform-origin:0 0`
      frame.style.cssText = css
      svg.style.display = 'none'
      if (shown == name) {
        frame.firstChild.style.cssText += ';' + canvas
        chart.setOption({ tooltip: look() })
        return
      }
      if (chart) chart.dispose()
      frame.textContent = ''
      chart = echarts.init(element(frame, canvas), null, { renderer: 'svg', width: d.width, height: d.height })
      chart.setOption(lively(d.option))
      frame.querySelector('svg').style.margin = 0
      steps = stops(d.option)
      shown = name
      at = -1
    }
    const safely = work => (...a) => {
      try {
        return work(...a)
      } catch (e) {
        picture()
      }
    }
    const hide = () => {
      chart.dispatchAction({ type: 'hideTip' })
      chart.dispatchAction({ type: 'updateAxisPointer', currTrigger: 'leave' })
    }
    const show = (x, y) => chart.dispatchAction({ type: 'showTip', x, y })

    figure.addEventListener('keydown', safely(e => {
      const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key]
      if (e.target != figure || e.ctrlKey || e.altKey || e.metaKey || !chart) return
      if (e.key == 'Escape') return hide()
      if (!way || !steps.length) return
      e.preventDefault()
      at = at < 0 && way < 0 ? steps.length - 1 : Math.min(Math.max(at + way, 0), steps.length - 1)
      const [dim, value] = steps[at]
      speak = true
      if (dim == 'point') chart.dispatchAction({ type: 'showTip', seriesIndex: value.seriesIndex, dataIndex: value.dataIndex })
      else step(dim, value)
      speak = false
    }))
    const step = (dim, value) => {
      const p = chart.convertToPixel({ [dim + 'AxisIndex']: 0 }, value)
      dim == 'x' ? show(p, chart.getHeight() / 2) : show(chart.getWidth() / 2, p)
    }
    figure.addEventListener('focusout', safely(hide))
    addEventListener('beforeprint', picture)
    addEventListener('afterprint', safely(fit))
    let width = -1
    new ResizeObserver(safely(([{ contentRect }]) => {
      if (contentRect.width != width) fit(width = contentRect.width)
    })).observe(figure)
    safely(() => {
      fit()
      if (pointer) {
        const box = frame.getBoundingClientRect()
        show((pointer.clientX - box.left) / scale, (pointer.clientY - box.top) / scale)
      } else said.textContent = say('keys')
    })()
  }

  const wired = new WeakSet()
  function wire() {
    for (const figure of document.querySelectorAll('figure[data-live]')) {
      if (!wired.has(figure)) invite(figure)
    }
  }
  function invite(figure) {
    wired.add(figure)
    scripts.delete(figure.dataset.live) // one that came later has options of its own
    figure.tabIndex = 0
    const once = e => {
      for (const type of ['pointerenter', 'focusin']) figure.removeEventListener(type, once)
      let pointer = e.clientX === undefined ? null : e
      figure.addEventListener('pointermove', e => pointer && (pointer = e))
      Promise.all([load(bundle), load(figure.dataset.live)]).then(() => start(figure, pointer)).catch(() => {})
    }
    for (const type of ['pointerenter', 'focusin']) figure.addEventListener(type, once)
  }
  addEventListener('quarterdeck:morph', wire) // a preview has put figures in
  wire()
})()
