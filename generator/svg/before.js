// What ECharts expects of a browser, and what must not differ from run to run:
// there are no timers, no clock and no chance, and every date is read in UTC.
(() => {
  globalThis.setTimeout = globalThis.setInterval = () => 0
  globalThis.clearTimeout = globalThis.clearInterval = () => {}
  Math.random = () => 0.5
  delete Object.prototype.__proto__ // a team of that name is a name like any other
  const Real = Date
  globalThis.Date = class extends Real {
    constructor(...a) {
      if (a.length > 1) super(Real.UTC(...a))
      else super(a.length ? a[0] : 0)
    }
    static now() { return 0 }
    getTimezoneOffset() { return 0 }
  }
  for (const part of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    for (const way of ['get', 'set']) if (part != 'Day' || way == 'get') Date.prototype[way + part] = Real.prototype[way + 'UTC' + part]
  }
})()
