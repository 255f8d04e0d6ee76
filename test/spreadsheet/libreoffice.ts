import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'

const DRIVER = fileURLToPath(new URL('calc.py', import.meta.url))
const MILLISECONDS_TO_STOP = 10_000

const office = (process.env['PATH'] ?? '').split(delimiter).map(folder => join(folder, 'soffice')).find(existsSync)
// The Python that Debian's python3-uno belongs to is not always the first on the path.
const python = ['/usr/bin/python3', 'python3'].find(one => spawnSync(one, ['-c', 'import uno']).status === 0)

/** Why the tests that need LibreOffice Calc cannot run here; null where they can. */
export const missingPart: string | null = office === undefined
  ? 'LibreOffice is not installed (apt-get install libreoffice-calc)'
  : python === undefined ? 'no Python here can import uno (apt-get install python3-uno)' : null

// LibreOffice is no part of the two commands of the README; in CI a missing one is a failure, not a skip.
export const maySkip = missingPart !== null && process.env['CI'] !== 'true'
if (maySkip) console.warn(`Skipped: ${String(missingPart)}.`)

/** A cell as Calc shows it: `number` where it holds one, the code of the error where it shows one. */
export interface CalcCell {
  readonly address: string
  readonly formula: string | null
  readonly type: 'empty' | 'number' | 'text' | 'error'
  readonly number: number | null
  readonly text: string
  readonly error: number
}

/** An open document. An address is A1 or A1:B2 of the first sheet, of another one Sheet.A1, or a defined name. */
export interface CalcDocument {
  readonly sheets: readonly string[]
  readonly names: readonly string[]
  /** Text that begins with = is a formula in Calc's own notation: English names, semicolons between arguments. */
  readonly set: (cells: Readonly<Record<string, string | number>>) => Promise<void>
  readonly recalculate: () => Promise<void>
  readonly read: (...addresses: readonly string[]) => Promise<readonly CalcCell[]>
  /** Every cell that is not empty, sheet by sheet. */
  readonly used: () => Promise<Readonly<Record<string, readonly CalcCell[]>>>
  /** The values of every sheet, row by row: numbers, and text for everything else. */
  readonly values: () => Promise<Readonly<Record<string, readonly (readonly (string | number)[])[]>>>
  /** Where formulas show an error, in all sheets. */
  readonly errors: () => Promise<readonly string[]>
  readonly save: (path: string, filter: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** How a file is read that does not say it itself, such as a CSV: names and options of LibreOffice's filters. */
export interface ImportFilter { readonly filter: string, readonly filterOptions?: string }

/** A running LibreOffice Calc without a window. */
export interface LibreOffice {
  readonly create: () => Promise<CalcDocument>
  readonly open: (path: string, filter?: ImportFilter) => Promise<CalcDocument>
  readonly stop: () => Promise<void>
}

const registry = (locale: string, trusted: readonly string[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>${locale}</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="SecureURL" oor:op="fuse"><value>${trusted.map(folder => `<it>${pathToFileURL(folder).href}</it>`).join('')}</value></prop></item>
</oor:items>
`

type Answer = { readonly result: unknown } | { readonly refused: string }
type Ask = (request: Readonly<Record<string, unknown>>) => Promise<unknown>

/** Requests go down one line each, answers come back in their order. */
function askThrough (driver: ChildProcess): Ask {
  const waiting: { readonly resolve: (result: unknown) => void, readonly reject: (error: Error) => void }[] = []
  const complaints: string[] = []
  driver.stderr!.setEncoding('utf8').on('data', text => complaints.push(String(text)))
  createInterface({ input: driver.stdout! }).on('line', line => {
    const answer = JSON.parse(line) as Answer
    const { resolve, reject } = waiting.shift()!
    if ('refused' in answer) reject(new Error(`LibreOffice refused: ${answer.refused}`))
    else resolve(answer.result)
  })
  let ended: Error | null = null
  driver.on('close', code => {
    ended = new Error(`The driver of LibreOffice ended with ${String(code)}. ${complaints.join('')}`)
    for (const { reject } of waiting.splice(0)) reject(ended)
  })
  // What is written to a driver that ended is told by its end.
  driver.stdin!.on('error', () => undefined)
  return async request => {
    if (ended !== null) throw ended
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject })
      driver.stdin!.write(`${JSON.stringify(request)}\n`)
    })
  }
}

async function openDocument (ask: Ask, source: Readonly<Record<string, unknown>>): Promise<CalcDocument> {
  const { document, sheets, names } = await ask({ do: 'open', ...source }) as { document: number, sheets: readonly string[], names: readonly string[] }
  const tell = async (what: string, more: object = {}): Promise<void> => { await ask({ do: what, document, ...more }) }
  return {
    sheets,
    names,
    set: cells => tell('set', { cells }),
    recalculate: () => tell('recalculate'),
    read: async (...addresses) => await ask({ do: 'read', document, addresses }) as readonly CalcCell[],
    used: async () => await ask({ do: 'used', document }) as Readonly<Record<string, readonly CalcCell[]>>,
    values: async () => await ask({ do: 'values', document }) as Awaited<ReturnType<CalcDocument['values']>>,
    errors: async () => await ask({ do: 'errors', document }) as readonly string[],
    save: (path, filter) => tell('save', { path, filter }),
    close: () => tell('close')
  }
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await new Promise(resolve => child.once('exit', resolve))
}

/** Starts LibreOffice with a profile and a pipe of its own; the locale decides how it reads and writes numbers, files in trusted folders may update their links. */
export async function startLibreOffice ({ locale = 'en-US', trusted = [] }: { readonly locale?: string, readonly trusted?: readonly string[] } = {}): Promise<LibreOffice> {
  if (office === undefined || python === undefined) throw new Error(`${String(missingPart)}.`)
  const profile = mkdtempSync(join(tmpdir(), 'calc-'))
  mkdirSync(join(profile, 'user'))
  writeFileSync(join(profile, 'user', 'registrymodifications.xcu'), registry(locale, trusted))
  const pipe = `calc-${randomUUID()}`
  // A process group of its own, because soffice is a script that starts the office.
  const running = spawn(office, ['--headless', '--norestore', '--nologo', '--nodefault', `-env:UserInstallation=${pathToFileURL(profile).href}`, `--accept=pipe,name=${pipe};urp;`], { detached: true, stdio: 'ignore' })
  const driver = spawn(python, [DRIVER, pipe])
  const ask = askThrough(driver)
  return {
    create: () => openDocument(ask, {}),
    open: (path, filter = { filter: '' }) => openDocument(ask, { path, ...filter }),
    stop: async () => {
      const overdue = setTimeout(() => {
        driver.kill('SIGKILL')
        if (running.exitCode === null) process.kill(-running.pid!, 'SIGKILL')
      }, MILLISECONDS_TO_STOP)
      // An office that ends drops the connection, sometimes before it answers.
      await ask({ do: 'quit' }).catch(() => undefined)
      driver.stdin.end()
      await Promise.all([ended(running), ended(driver)])
      clearTimeout(overdue)
      rmSync(profile, { recursive: true, force: true })
    }
  }
}
