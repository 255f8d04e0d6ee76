import { centsText } from '../pricing/decimal.ts'
import type { Decimal } from '../pricing/decimal.ts'
import type { MoneyRange } from '../pricing/price-plan.ts'
import { isConclusive } from './contender.ts'
import type { Part, Ranked } from './contender.ts'
import type { RoundedTotals } from './totals.ts'

const standAloneScope = 'Stand-alone, each offering with a cluster or queues of its own.'
const marginalScope = 'Marginal: what the workload adds to what runs already on the same account and cluster; the stand-alone totals stand beside it.'

const amount = (range: MoneyRange, currency: string): string => `${centsText(range.expected)} ${currency}`

const onTopOf = (runsAlready: RoundedTotals | undefined, currency: string): string => runsAlready === undefined ? '' : `, on top of ${amount(runsAlready.total, currency)} that has to run there already`

const described = ({ offering, totals, runsAlready }: Ranked, currency: string): string =>
  `${offering.title} at ${amount(totals.total, currency)} a month (${amount(totals.infrastructure, currency)} infrastructure and ${amount(totals.operations, currency)} people${onTopOf(runsAlready, currency)})`

const difference = (winner: Ranked, loser: Ranked, part: Part): Decimal => loser.totals[part].expected.minus(winner.totals[part].expected)

/** Whether people change who is cheapest, and by how much whoever leads without them leads. */
function withoutPeople (winner: Ranked, leader: Ranked, second: Ranked, currency: string): string {
  const lead = difference(leader, second, 'infrastructure')
  const by = `by ${centsText(lead)} ${currency}`
  if (leader.offering.kind !== winner.offering.kind) return `people turn it round: on infrastructure alone ${leader.offering.title} would win ${by}`
  if (leader !== winner) return `people change the winner, though not its kind: on infrastructure alone ${leader.offering.title} leads ${by}`
  return `people do not change the winner: on infrastructure alone ${lead.isZero() ? `it costs as much as ${second.offering.title}` : `${leader.offering.title} leads ${by}`}`
}

const certainty = (winner: Ranked, loser: Ranked): string => isConclusive([winner, loser], 'total') ? '' : '; the ranges overlap, so the order is not certain'

/** The first of the queues and the first of the logs, in the order of their ranking; the queue first where they cost the same. */
function duel (queue: Ranked, log: Ranked, byInfrastructure: readonly Ranked[], currency: string): string {
  const inOrder = (one: Ranked, other: Ranked, part: Part): readonly [Ranked, Ranked] => difference(one, other, part).isNegative() ? [other, one] : [one, other]
  const [winner, loser] = inOrder(queue, log, 'total')
  const first = (kind: 'queue' | 'log'): Ranked => byInfrastructure.find(({ offering }) => offering.kind === kind)!
  const [leader, second] = inOrder(first('queue'), first('log'), 'infrastructure')
  const cheaper = difference(winner, loser, 'total')
  const margin = cheaper.isZero() ? 'costs as much as' : `is ${centsText(cheaper)} ${currency} cheaper than`
  return `${described(winner, currency)} ${margin} the cheapest ${loser.offering.kind}, ${described(loser, currency)}; ${withoutPeople(winner, leader, second, currency)}${certainty(winner, loser)}.`
}

/** The cheapest of one kind, beside the next of it where there is one. */
function alone ([winner, next]: readonly Ranked[], [leader, second]: readonly Ranked[], currency: string): string {
  const missing = `no ${winner!.offering.kind === 'queue' ? 'log' : 'queue'} that can carry this workload was compared.`
  const cheapest = `The cheapest is ${described(winner!, currency)}`
  if (next === undefined) return `${cheapest}; ${missing}`
  return `${cheapest}, ${centsText(difference(winner!, next, 'total'))} ${currency} less than ${described(next, currency)}; ${withoutPeople(winner!, leader!, second!, currency)}${certainty(winner!, next)}; ${missing}`
}

/** Says who wins, by how much, and whether people change it: the cheapest queue against the cheapest log, or the two cheapest of the only kind (model.md section 7). */
export function comparisonSentence (byTotal: readonly Ranked[], byInfrastructure: readonly Ranked[], currency: string, isMarginal: boolean): string {
  if (byTotal.length === 0) return 'None of the offerings asked for can carry this workload as it is asked; the findings say why.'
  const queue = byTotal.find(({ offering }) => offering.kind === 'queue')
  const log = byTotal.find(({ offering }) => offering.kind === 'log')
  const outcome = queue === undefined || log === undefined ? alone(byTotal, byInfrastructure, currency) : duel(queue, log, byInfrastructure, currency)
  return `${outcome} ${isMarginal ? marginalScope : standAloneScope}`
}
