import type { Finding, Offering } from '../models/offering.ts'

type Given = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>

/** The options of a family that an offering of it does not have: nothing of them is in its bill. */
export function passedOver (options: Given, { family, options: { shape } }: Offering): readonly string[] {
  return Object.entries(options[family] ?? {}).flatMap(([name, value]) => value === undefined || name in shape ? [] : [`${family}.${name}`])
}

/** Says of an offering that it is priced without something that the family was asked for. */
export const passedOverFindings = (options: Given, offering: Offering): readonly Finding[] => passedOver(options, offering)
  .map(name => ({ code: 'OPTION_PASSED_OVER', severity: 'info', message: `This offering has no option ${name}: nothing of it is in the bill.`, actual: name }))

/** Says once for every option of a family which of the compared offerings are priced without it. */
export function passedOverWarnings (options: Given, asked: readonly Offering[]): readonly string[] {
  const without = new Map<string, string[]>()
  for (const offering of asked) for (const name of passedOver(options, offering)) without.set(name, [...without.get(name) ?? [], offering.id])
  return [...without].map(([name, ids]) => {
    const [family] = name.split('.')
    const having = asked.filter(offering => offering.family === family && !ids.includes(offering.id)).map(({ id }) => id)
    return `options.${name} is in the bills of ${having.join(', ')}; these have no such option and are compared without it: ${ids.join(', ')}.`
  })
}
