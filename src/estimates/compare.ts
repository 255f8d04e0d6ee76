import type { Offering } from '../models/offering.ts'
import { centsText } from '../pricing/decimal.ts'
import type { Comparison } from './response.ts'
import type { MoneyRange } from '../pricing/price-plan.ts'
import type { Requirement } from '../models/fit/criteria.ts'
import { partlyMetSentence, requirementsSentence } from './left-out.ts'
import type { LeftOut } from './left-out.ts'
import type { RoundedTotals } from './totals.ts'

/** What the comparison needs to know of one answered offering; `reason` says why it is left out of the ranking. */
export interface Contender {
  readonly offering: Offering
  readonly totals: RoundedTotals | null
  /** With something that runs already: what that costs there. */
  readonly runsAlready?: RoundedTotals | undefined
  readonly reason: string | null
  /** The requirements that alone keep it out of the ranking. */
  readonly failed?: readonly Requirement[]
  /** The requirements that it meets only in part. */
  readonly partly?: readonly Requirement[]
}

type Ranked = Contender & { readonly totals: RoundedTotals }
type Part = 'infrastructure' | 'total'

const isRanked = (contender: Contender): contender is Ranked => contender.totals !== null && contender.reason === null

function rank (contenders: readonly Ranked[], part: Part): readonly Ranked[] {
  return [...contenders].sort((a, b) => a.totals[part].expected.cmp(b.totals[part].expected) || (a.offering.id < b.offering.id ? -1 : 1))
}

/** The leader is certain where even its high end stays below the low end of every other. */
function isConclusive (ranked: readonly Ranked[], part: Part): boolean {
  const [leader, ...others] = ranked
  return leader !== undefined && others.every(other => leader.totals[part].high.lt(other.totals[part].low))
}

function ranking (ranked: readonly Ranked[], part: Part): Comparison['infrastructure'] {
  return { ranking: ranked.map(({ offering }) => offering.id), cheapest: ranked[0]?.offering.id ?? null, conclusive: isConclusive(ranked, part) }
}

const amount = (range: MoneyRange, currency: string): string => `${centsText(range.expected)} ${currency}`

const onTopOf = (runsAlready: RoundedTotals | undefined, currency: string): string => runsAlready === undefined ? '' : `, on top of ${amount(runsAlready.total, currency)} that has to run there already`

const described = ({ offering, totals, runsAlready }: Ranked, currency: string): string =>
  `${offering.title} at ${amount(totals.total, currency)} a month (${amount(totals.infrastructure, currency)} infrastructure and ${amount(totals.operations, currency)} people${onTopOf(runsAlready, currency)})`

function duel (queue: Ranked, log: Ranked, byInfrastructure: readonly Ranked[], currency: string): string {
  const [winner, loser] = queue.totals.total.expected.lte(log.totals.total.expected) ? [queue, log] : [log, queue]
  const kind = loser === queue ? 'queue' : 'log'
  const difference = centsText(loser.totals.total.expected.minus(winner.totals.total.expected))
  const cheapestQueue = byInfrastructure.find(({ offering }) => offering.kind === 'queue')!
  const cheapestLog = byInfrastructure.find(({ offering }) => offering.kind === 'log')!
  const infrastructureWinner = cheapestQueue.totals.infrastructure.expected.lte(cheapestLog.totals.infrastructure.expected) ? cheapestQueue : cheapestLog
  const infrastructureLoser = infrastructureWinner === cheapestQueue ? cheapestLog : cheapestQueue
  const infrastructureDifference = centsText(infrastructureLoser.totals.infrastructure.expected.minus(infrastructureWinner.totals.infrastructure.expected))
  const people = infrastructureWinner.offering.kind === winner.offering.kind
    ? `people do not change the winner: on infrastructure alone ${infrastructureWinner.offering.title} leads by ${infrastructureDifference} ${currency}`
    : `people turn it round: on infrastructure alone ${infrastructureWinner.offering.title} would win by ${infrastructureDifference} ${currency}`
  const certainty = isConclusive([winner, loser], 'total') ? '' : '; the ranges overlap, so the order is not certain'
  return `${described(winner, currency)} is ${difference} ${currency} cheaper than the cheapest ${kind}, ${described(loser, currency)}; ${people}${certainty}.`
}

const standAloneScope = 'Stand-alone, each offering with a cluster or queues of its own.'
const marginalScope = 'Marginal: what the workload adds to what runs already on the same account and cluster; the stand-alone totals stand beside it.'

function summarise (byTotal: readonly Ranked[], byInfrastructure: readonly Ranked[], currency: string, isMarginal: boolean): string {
  const queue = byTotal.find(({ offering }) => offering.kind === 'queue')
  const log = byTotal.find(({ offering }) => offering.kind === 'log')
  const scope = isMarginal ? marginalScope : standAloneScope
  if (queue !== undefined && log !== undefined) return `${duel(queue, log, byInfrastructure, currency)} ${scope}`
  const only = queue ?? log
  if (only === undefined) return 'None of the offerings asked for can carry this workload as it is asked; the findings say why.'
  const missing = queue === undefined ? 'no queue' : 'no log'
  return `The cheapest is ${described(only, currency)}; ${missing} that can carry this workload was compared. ${scope}`
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
    summary: `${summarise(byTotal, byInfrastructure, currency, isMarginal)}${partly}${requirementsSentence(leftOutOf(contenders), byTotal[0]?.totals.total, currency)}`
  }
}
