import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { CACHED_FIVE_MINUTES } from './answers.ts'
import { undocumented } from './openapi.ts'

// src/ and dist/ sit at the same depth, so the examples are beside either.
const folder = new URL('../../examples/', import.meta.url)

const plainText = 'text/plain; charset=utf-8'
const contentTypes: Readonly<Record<string, string>> = {
  '.conf': plainText,
  '.fods': 'application/vnd.oasis.opendocument.spreadsheet-flat-xml; charset=utf-8',
  '.gs': plainText,
  '.html': 'text/html; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.pq': plainText,
  '.ts': plainText
}

/** Every file that is served, and what it is for; a name that is not here is not there. */
export const exampleFiles = [
  { file: 'find-your-numbers.md', what: 'where each field of a workload comes from: metrics, bills and settings, with the arithmetic' },
  { file: 'excel-formulas.md', what: 'Excel for Windows: formulas with WEBSERVICE, named cells, and a cell that says why' },
  { file: 'office-script.ts', what: 'Excel on the web, Windows and Mac: an Office Script that prices a table in one request' },
  { file: 'power-query.pq', what: 'Power Query in Excel and Power BI: a function that prices a table in one request' },
  { file: 'power-bi.md', what: 'Power BI: how to use the Power Query function so that the refresh in the service works' },
  { file: 'google-apps-script.gs', what: 'Google Sheets: a custom function that prices a range in one request' },
  { file: 'libreoffice.fods', what: 'LibreOffice Calc: a sheet with live formulas' },
  { file: 'nginx.conf', what: 'nginx in front of the image, for HTTPS: what sheets in a browser need' },
  { file: 'embed.html', what: 'a page of twenty lines that shows an estimate fetched from another origin' }
] as const

// A page that is shown has an origin of its own (sandbox), so that it runs as it would elsewhere.
const pagePolicy = "default-src 'none'; script-src 'unsafe-inline'; connect-src *; base-uri 'none'; form-action 'none'; sandbox allow-scripts"
const indexPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

const index = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Examples</title></head>
<body>
<h1>Examples</h1>
<p>Ready-made sheets and scripts. Each holds the address of the service, with its version, in one place: change it there.</p>
<ul>
${exampleFiles.map(({ file, what }) => `<li><a href="/examples/${file}">${file}</a>: ${what}</li>`).join('\n')}
</ul>
</body>
</html>
`

/** `GET /examples` and the files below it; each has a route of its own, so that no path is ever looked up on a disk. */
export function examplesRoutes (app: FastifyInstance): void {
  const serve = (url: string, contentType: string, policy: string, bytes: Buffer): void => {
    app.get(url, undocumented, (_request, reply) => reply
      .headers({ 'cache-control': CACHED_FIVE_MINUTES, 'content-security-policy': policy })
      .type(contentType)
      .send(bytes))
  }
  serve('/examples', 'text/html; charset=utf-8', indexPolicy, Buffer.from(index))
  for (const { file } of exampleFiles) {
    serve(`/examples/${file}`, contentTypes[extname(file)]!, pagePolicy, readFileSync(fileURLToPath(new URL(file, folder))))
  }
}
