import { build } from 'esbuild'

await build({
  stdin: { contents: "export { default } from 'minisearch'", resolveDir: '.' },
  bundle: true, minify: true, format: 'iife', globalName: 'MiniSearchModule', target: 'es2020', legalComments: 'none',
  banner: { js: '/*! MiniSearch 7.2.0, MIT, Copyright 2022 Luca Ongaro */' },
  footer: { js: 'var MiniSearch=MiniSearchModule.default;' },
  outfile: 'minisearch.min.js',
})
