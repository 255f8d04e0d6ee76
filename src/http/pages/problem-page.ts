import { html } from 'ghtml'
import { writePage } from './page.ts'

/** What a page says of a problem. */
export interface ShownProblem {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly code: string
  readonly requestId: string
  readonly errors?: readonly { readonly detail: string }[] | undefined
}

function faultList (errors: readonly { readonly detail: string }[]): string {
  return html`<ul>
!${errors.map(({ detail }) => html`<li>${detail}</li>`)}
</ul>`
}

/** Writes a problem for people: the same sentences and the same code. */
export function writeProblemPage ({ status, title, detail, code, requestId, errors = [] }: ShownProblem): string {
  return writePage(title, html`<h1>${title}</h1>
<div class="wrong">
!${errors.length > 1 ? html`<p>${errors.length} things are wrong:</p>!${faultList(errors)}` : html`<p>${detail}</p>`}
</div>
<p>Nothing was priced. Go back in your browser to correct it: what you entered is still there. Or <a href="/">start anew</a>.</p>
<p class="hint">Status ${status}, code <code>${code}</code>, request <code>${requestId}</code>. <a href="/v1/problems">Every code</a>.</p>`)
}
