import type { Finding, Offering } from '../models/offering.ts'

type Given = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>

/** The options of a family that an offering of it does not have: nothing of them is in its bill. */
export function passedOver (options: Given, { family, options: { shape } }: Offering): readonly string[] {
  return Object.entries(options[family] ?? {}).flatMap(([name, value]) => value === undefined || name in shape ? [] : [`${family}.${name}`])
}

/** Says of an offering that it is priced without something that the family was asked for. */
export const passedOverFindings = (options: Given, offering: Offering): readonly Finding[] => passedOver(options, offering)
  .map(name => ({ code: 'OPTION_PASSED_OVER', severity: 'info', message: `This offering has no option ${name}: nothing of it is in the bill.`, actual: name }))

const listed = (offerings: readonly Offering[]): string => offerings.map(({ id }) => id).join(', ')

/** Says once for every option of a family which of the compared offerings are priced without it, be it that they have none or that they were given another value. */
export function passedOverWarnings (options: Given, asked: readonly Offering[]): readonly string[] {
  return [...new Set(asked.map(({ family }) => family))].flatMap(family => Object.entries(options[family] ?? {}).flatMap(([name, value]) => {
    if (value === undefined) return []
    const members = asked.filter(offering => offering.family === family)
    const without = members.filter(({ options: { shape } }) => !(name in shape))
    const having = members.filter(offering => !without.includes(offering))
    const others = having.filter(({ id }) => options[id]?.[name] !== undefined)
    const taking = having.filter(offering => !others.includes(offering))
    if (taking.length > 0 && without.length === 0) return []
    return [[
      `options.${family}.${name} is in ${taking.length === 0 ? 'no bill' : `the bills of ${listed(taking)}`}`,
      ...(others.length === 0 ? [] : [`these have a value of their own: ${listed(others)}`]),
      ...(without.length === 0 ? [] : [`these have no such option and are compared without it: ${listed(without)}`])
    ].join('; ') + '.']
  }))
}
