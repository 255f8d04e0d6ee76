/** An element with attributes and elements below it, and no text: all that a path of a cell needs. */
export interface XmlElement {
  readonly name: string
  /** What is null or undefined is left out. */
  readonly attributes?: Readonly<Record<string, string | number | boolean | null | undefined>>
  readonly children?: readonly XmlElement[]
}

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' }
// A parser makes a space of every bare tab and line break in an attribute (XML 1.0, 3.3.3).
const needsReference = /[&<>"\t\n\r]/g
// Characters that XML 1.0 (2.2) cannot hold, not even as a reference.
const notInXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
const REPLACEMENT_CHARACTER = '\uFFFD'

const attributeText = (value: string): string => value.replace(notInXml, REPLACEMENT_CHARACTER).replace(needsReference, character => references[character]!)

function opened ({ name, attributes = {} }: XmlElement): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => value === null || value === undefined ? [] : [` ${key}="${attributeText(String(value))}"`])
  return `<${name}${written.join('')}`
}

/** Writes XML 1.0 in UTF-8, without a declaration: a cell hands it on as text, whose encoding is another one. */
export function writeXml (element: XmlElement): string {
  const { name, children = [] } = element
  return children.length === 0 ? `${opened(element)}/>` : `${opened(element)}>${children.map(writeXml).join('')}</${name}>`
}
