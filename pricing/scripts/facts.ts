import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of collected facts that tables are made from; it is not part of this repository. */
export interface Facts {
  readonly json: <Shape>(name: string) => Shape
  readonly text: (name: string) => string
}

export function openFacts (folder: string): Facts {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')
  return { text, json: name => JSON.parse(text(name)) }
}
