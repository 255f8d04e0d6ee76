import { createHash } from 'node:crypto'
import { html } from 'ghtml'
import { style } from './style.ts'

export const PAGE_TYPE = 'text/html; charset=utf-8'

const styleHash = createHash('sha256').update(style).digest('base64')

/** The headers of every page: it runs nothing, loads nothing and sends its forms nowhere else. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'`,
  'referrer-policy': 'no-referrer'
}

/** Writes a whole page; `main` is HTML already. */
export function writePage (title: string, main: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>!${style}</style>
</head>
<body>
<main>
!${main}
</main>
</body>
</html>
`
}
