// Builds echarts.min.js: `npm install && node build.mjs` in a copy of this folder.
import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { minify } from 'terser'

// Modules that every build of ECharts pulls in, though no chart of ours reaches them.
const unused = [
  [/echarts\/lib\/i18n\/langZH\.js$/, 'export default {}'],
  [/echarts\/lib\/theme\/dark\.js$/, 'export default {}'],
  [/echarts\/lib\/preprocessor\/backwardCompat\.js$/, 'export default function () {}'],
  [/zrender\/lib\/svg\/cssAnimation\.js$/, 'export function createCSSAnimation() {}'],
  [/zrender\/lib\/svg\/cssEmphasis\.js$/, 'export function createCSSEmphasis() {}'],
  [/zrender\/lib\/canvas\/graphic\.js$/, 'export function brush() {} export function brushSingle() {} export function brushLoopFinalize() {} export function createCanvasPattern() {}'],
]
// A cache of text widths in a plain object takes a team called "constructor" or "__proto__" for an entry of its own.
const mended = [[/zrender\/lib\/core\/LRU\.js$/, /this\._map = \{\}/g, 'this._map = Object.create(null)']]

const changes = {
  name: 'changes',
  setup(b) {
    for (const [filter, contents] of unused) b.onLoad({ filter }, () => ({ contents }))
    for (const [filter, from, to] of mended) b.onLoad({ filter }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (text.search(from) < 0) throw new Error(`${path}: nothing to mend`)
      return { contents: text.replace(from, to) }
    })
  },
}

const bundled = await build({
  entryPoints: ['entry.mjs'], bundle: true, write: false, minify: true, format: 'iife', globalName: 'echarts', target: 'es2020',
  define: { 'process.env.NODE_ENV': '"production"' }, legalComments: 'none', plugins: [changes],
})
const { code } = await minify(bundled.outputFiles[0].text, { ecma: 2020, compress: { passes: 3 }, mangle: true })
const notice = '/* Apache ECharts (Apache-2.0), with zrender (BSD-3-Clause) and tslib (0BSD): see LICENSE, NOTICE beside this file */\n'
writeFileSync('echarts.min.js', notice + code + '\n')
console.log(`${notice.length + code.length} bytes, ${gzipSync(notice + code, { level: 9 }).length} compressed`)
