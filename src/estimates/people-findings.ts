import type { Finding } from '../models/offering.ts'
import { centsText, toCents, zero } from '../pricing/decimal.ts'
import type { Decimal } from '../pricing/decimal.ts'
import { operationsOf } from './bill.ts'
import type { People } from './bill.ts'
import type { Choice, Rival } from './choose.ts'

interface Sum { readonly rival: Rival, readonly people: Decimal, readonly total: Decimal }

/**
 * Says where another plan costs less in all than the one with the cheapest infrastructure, because people have fewer machines to look after:
 * plans are compared by infrastructure unless a question says otherwise (model.md 4.2), and a reader who counts people must see what that leaves out.
 */
export function peopleFindings ({ chosen, rivals, comparedWithPeople }: Choice, team: People, currency: string): readonly Finding[] {
  if (comparedWithPeople) return []
  const sums = rivals.map((rival): Sum => {
    const people = operationsOf(rival.plan, team).cost.expected
    return { rival, people, total: rival.cost.plus(people) }
  })
  const taken = sums.find(({ rival }) => rival.plan === chosen)
  if (taken === undefined) return []
  const best = sums.reduce((least, one) => one.total.lt(least.total) ? one : least, taken)
  const saving = toCents(taken.total.minus(best.total))
  if (saving.eq(zero)) return []
  const money = (amount: Decimal): string => `${centsText(toCents(amount))} ${currency}`
  const { machine, brokers } = best.rival.option
  return [{
    code: 'PEOPLE_COST_MORE_THAN_MACHINES',
    severity: 'info',
    message: () => `${brokers} × ${machine.type} would cost ${money(best.rival.cost.minus(taken.rival.cost))} a month more for the infrastructure and ${money(taken.people.minus(best.people))} less for people: ${money(saving)} less in all. The plan with the cheapest infrastructure is taken; conventions.plansCheapestBy total takes this one.`,
    actual: `${taken.rival.option.brokers} × ${taken.rival.option.machine.type}`
  }]
}
