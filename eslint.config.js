import neostandard from 'neostandard'

const forbidden = (files, patterns, ignores = []) => ({ files, ignores, rules: { 'no-restricted-imports': ['error', { patterns }] } })
const noClock = {
  files: ['src/pricing/**', 'src/models/**', 'src/estimates/**'],
  ignores: ['src/pricing/load-catalog.ts'],
  rules: {
    'no-restricted-globals': ['error', 'process'],
    'no-restricted-properties': ['error', { object: 'Date', property: 'now' }, { object: 'Math', property: 'random' }],
    'no-restricted-syntax': ['error', { selector: "NewExpression[callee.name='Date']", message: 'The core has no clock: dates come in with the request.' }]
  }
}

export default [
  ...neostandard({ ts: true, ignores: ['dist', 'coverage', 'node_modules'] }),
  // Their hosts call what they define.
  { files: ['examples/**'], rules: { '@typescript-eslint/no-unused-vars': 'off' } },
  noClock,
  forbidden(['src/pricing/**'], [{ group: ['**/models/**', '**/estimates/**', '**/http/**', 'fastify', '@fastify/*'], message: 'Prices know no offering.' }, { group: ['decimal.js', 'node:*'] }], ['src/pricing/load-catalog.ts']),
  forbidden(['src/models/**'], [{ group: ['**/load-catalog.ts', '**/estimates/**', '**/http/**', 'fastify', '@fastify/*', 'node:*', 'decimal.js'], message: 'Models know no prices and no outside world.' }]),
  forbidden(['src/models/offerings/**'], [{ group: ['./aws-*', './kafka-*'], message: 'An offering never imports another.' }, { group: ['**/load-catalog.ts', '**/estimates/**', '**/http/**', 'node:*', 'decimal.js'] }]),
  forbidden(['src/estimates/**'], [{ group: ['**/load-catalog.ts', '**/http/**', 'fastify', '@fastify/*', 'node:*', 'decimal.js'], message: 'Use cases are functions of their arguments.' }]),
  forbidden(['src/batch/**'], [{ group: ['**/http/**', 'fastify', '@fastify/*', 'decimal.js'], message: 'Batches know bytes and threads.' }]),
  forbidden(['src/http/**', 'src/app.ts'], [{ group: ['decimal.js'], message: 'HTTP handles no numbers of its own.' }])
]
