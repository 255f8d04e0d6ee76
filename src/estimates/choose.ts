import type { Plan, PlanChoice, PlanOption, Plans } from '../models/offering.ts'
import { zero } from '../pricing/decimal.ts'
import type { Decimal } from '../pricing/decimal.ts'
import type { PriceBook } from '../pricing/price-book.ts'
import { chargeCost, costWithoutPools, unitPrice } from '../pricing/price-plan.ts'

export interface CostedOption {
  readonly option: PlanOption
  /** Unrounded infrastructure cost a month. */
  readonly cost: Decimal
  /** What it is compared by: that cost, or with people. */
  readonly compared: Decimal
}

/** What people cost for a plan, where plans are compared by their total. */
export type PeopleCost = (plan: Plan) => Decimal

/** The cheapest plan of those that differ only in the unit price of their machines. */
export interface Rival extends CostedOption { readonly plan: Plan }

export interface Choice {
  readonly chosen: Plan
  readonly comparedWithPeople: boolean
  /** One plan of every size, in no order; empty where `ranked` is. */
  readonly rivals: readonly Rival[]
  /** The cheapest in order, the chosen one first; empty where there was nothing to choose, or nobody asked for alternatives. */
  readonly ranked: readonly CostedOption[]
}

/** Ties go to fewer brokers, then the newer family, then the name (model.md 4.2). */
function breakTie (a: PlanOption, b: PlanOption): number {
  return a.brokers - b.brokers || b.machine.generation - a.machine.generation || (a.machine.type < b.machine.type ? -1 : 1)
}

/** Options in peer groups: peers differ only in the unit price of their machine. */
function peerGroups (options: readonly PlanOption[]): readonly PlanOption[][] {
  const groups = new Map<unknown, PlanOption[]>()
  for (const option of options) {
    const group = groups.get(option.peers)
    if (group === undefined) groups.set(option.peers, [option])
    else group.push(option)
  }
  return [...groups.values()]
}

/** Takes the cheapest member out of a peer group; nothing where none is left. List prices were ranked once, prices under a commitment are compared. */
function takeCheapest (group: PlanOption[], book: PriceBook): PlanOption | undefined {
  const atList = group.every(({ machine }) => machine.commitment === undefined)
  let best = 0
  let lowest = Infinity
  group.forEach((option, index) => {
    const { machine: { sku, commitment } } = option
    const leader = group[best]!
    const rank = atList ? book.priceRank(sku) : index
    const order = atList ? rank - lowest : unitPrice(sku, book, commitment).cmp(unitPrice(leader.machine.sku, book, leader.machine.commitment))
    if (index > 0 && (order || breakTie(option, leader)) >= 0) return
    best = index
    lowest = rank
  })
  const [taken] = group.splice(best, 1)
  return taken
}

/** A peer group in order of cost: only its cheapest plan is worked out, its peers cost as much but for their machines. */
class Queue {
  readonly plan: Plan
  head: CostedOption | undefined
  readonly #group: PlanOption[]
  readonly #sharedCost: Decimal
  readonly #people: Decimal
  readonly #book: PriceBook

  constructor (group: PlanOption[], { planOf }: PlanChoice, book: PriceBook, peopleCost: PeopleCost | null) {
    this.#group = group
    this.#book = book
    const option = takeCheapest(group, book)!
    this.plan = planOf(option)
    this.#sharedCost = costWithoutPools(this.plan.charges.slice(1), book)
    this.#people = peopleCost === null ? zero : peopleCost(this.plan)
    this.head = this.#costed(option)
  }

  next (): void {
    const option = takeCheapest(this.#group, this.#book)
    this.head = option === undefined ? undefined : this.#costed(option)
  }

  #costed (option: PlanOption): CostedOption {
    const cost = chargeCost(option.machine.sku, this.plan.charges[0]!.quantity, this.#book, option.machine.commitment).plus(this.#sharedCost)
    return { option, cost, compared: cost.plus(this.#people) }
  }
}

const cheaper = (a: CostedOption, b: CostedOption): number => a.compared.cmp(b.compared) || breakTie(a.option, b.option)

function cheapestQueue (queues: readonly Queue[]): Queue | undefined {
  let best: Queue | undefined
  for (const queue of queues) if (queue.head !== undefined && (best?.head === undefined || cheaper(queue.head, best.head) < 0)) best = queue
  return best
}

const onlyChoice = (chosen: Plan): Choice => ({ chosen, comparedWithPeople: false, rivals: [], ranked: [] })

/** Takes the cheapest of an offering's plans by infrastructure, or with what people cost, and the next cheapest up to `shown` in all; errors: as PriceBook.price. */
export function choose (plans: Plans, book: PriceBook, shown: number, peopleCost: PeopleCost | null): Choice {
  if ('only' in plans) return onlyChoice(plans.only)
  const { options, planOf } = plans
  if (options.length === 1) return onlyChoice(planOf(options[0]!))
  const groups = peerGroups(options)
  if (shown === 1 && groups.length === 1) return onlyChoice(planOf(takeCheapest(groups[0]!, book)!))
  const queues = groups.map(group => new Queue(group, plans, book, peopleCost))
  const chosen = cheapestQueue(queues)!.plan
  const rivals = queues.map(({ plan, head }): Rival => ({ ...head!, plan }))
  const ranked: CostedOption[] = []
  for (let queue = cheapestQueue(queues); queue !== undefined && ranked.length < shown; queue = cheapestQueue(queues)) {
    ranked.push(queue.head!)
    queue.next()
  }
  return { chosen, comparedWithPeople: peopleCost !== null, rivals, ranked }
}
