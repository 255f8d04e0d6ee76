import { comparisonSentence } from './comparison-sentence.ts'
import { isConclusive } from './contender.ts'
import type { Contender, Part, Ranked } from './contender.ts'
import type { Comparison } from './response.ts'
import { partlyMetSentence, requirementsSentence } from './left-out.ts'
import type { LeftOut } from './left-out.ts'

const isRanked = (contender: Contender): contender is Ranked => contender.totals !== null && contender.reason === null

function rank (contenders: readonly Ranked[], part: Part): readonly Ranked[] {
  return [...contenders].sort((a, b) => a.totals[part].expected.cmp(b.totals[part].expected) || (a.offering.id < b.offering.id ? -1 : 1))
}

function ranking (ranked: readonly Ranked[], part: Part): Comparison['infrastructure'] {
  return { ranking: ranked.map(({ offering }) => offering.id), cheapest: ranked[0]?.offering.id ?? null, conclusive: isConclusive(ranked, part) }
}

/** The cheapest queue and the cheapest log, and whoever leads on infrastructure alone. */
function leaders (byTotal: readonly Ranked[], byInfrastructure: readonly Ranked[]): readonly Ranked[] {
  const cheapest = (['queue', 'log'] as const).flatMap(kind => byTotal.find(({ offering }) => offering.kind === kind) ?? [])
  return [...new Set([...cheapest, ...byInfrastructure.slice(0, 1)])]
}

const leftOutOf = (contenders: readonly Contender[]): readonly LeftOut[] =>
  contenders.flatMap(({ offering, totals, failed = [] }) => totals === null || failed.length === 0 ? [] : [{ offering, total: totals.total, failed }])

/** Ranks what is priced and feasible, by infrastructure and with people, and says the outcome in one sentence (model.md section 7). */
export function compareOfferings (contenders: readonly Contender[], currency: string, isMarginal: boolean): Comparison {
  const ranked = contenders.filter(isRanked)
  const byInfrastructure = rank(ranked, 'infrastructure')
  const byTotal = rank(ranked, 'total')
  const partly = partlyMetSentence(leaders(byTotal, byInfrastructure).map(({ offering, partly = [] }) => ({ offering, partly })))
  return {
    infrastructure: ranking(byInfrastructure, 'infrastructure'),
    total: ranking(byTotal, 'total'),
    notCompared: contenders.flatMap(({ offering, reason }) => reason === null ? [] : [{ offering: offering.id, reason }]),
    summary: `${comparisonSentence(byTotal, byInfrastructure, currency, isMarginal)}${partly}${requirementsSentence(leftOutOf(contenders), byTotal[0]?.totals.total, currency)}`
  }
}
