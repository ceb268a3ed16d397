// Rules for the scripts that are written here; what others wrote lies in folders of its own.
const browser = `AbortSignal CSS DOMParser EventSource Idiomorph MiniSearch MutationObserver Node NodeFilter ResizeObserver URLSearchParams addEventListener clearTimeout
  dispatchEvent document echarts fetch getComputedStyle getSelection history innerHeight innerWidth location matchMedia requestAnimationFrame
  scrollBy scrollTo scrollX scrollY sessionStorage setTimeout window Event CustomEvent Intl URL Element HTMLElement quarterdeckLookup quarterdeckSpeak quarterdeckWords`.split(/\s+/)

export default [{
  files: ['**/*.js'],
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  languageOptions: {
    ecmaVersion: 2022,
    sourceType: 'script',
    globals: Object.fromEntries(browser.map(name => [name, 'readonly'])),
  },
  rules: { ...Object.fromEntries(['array-callback-return', 'constructor-super', 'for-direction', 'getter-return', 'no-async-promise-executor', 'no-class-assign',
    'no-compare-neg-zero', 'no-cond-assign', 'no-const-assign', 'no-constant-binary-expression', 'no-constant-condition', 'no-debugger', 'no-dupe-args', 'no-dupe-class-members',
    'no-dupe-else-if', 'no-dupe-keys', 'no-duplicate-case', 'no-empty', 'no-eval', 'no-ex-assign', 'no-fallthrough', 'no-func-assign', 'no-global-assign', 'no-implied-eval',
    'no-inner-declarations', 'no-invalid-regexp', 'no-irregular-whitespace', 'no-loss-of-precision', 'no-new-wrappers', 'no-obj-calls', 'no-prototype-builtins', 'no-redeclare',
    'no-self-assign', 'no-self-compare', 'no-sparse-arrays', 'no-this-before-super', 'no-undef', 'no-unexpected-multiline', 'no-unmodified-loop-condition',
    'no-unreachable', 'no-unsafe-finally', 'no-unsafe-negation', 'no-unsafe-optional-chaining', 'no-unused-labels', 'no-useless-catch',
    'no-useless-escape', 'no-var', 'no-with', 'prefer-const', 'require-yield', 'use-isnan', 'valid-typeof'].map(rule => [rule, 'error'])),
    'no-unused-vars': ['error', { caughtErrors: 'none', ignoreRestSiblings: true }],
    'no-unused-expressions': ['error', { allowTernary: true }] },
}]
