import type { EstimateRequest } from '../../estimates/request.ts'
import { resolveQuestion } from '../../estimates/question.ts'
import type { EstimateResponse } from '../../estimates/response.ts'
import type { Catalog } from '../../pricing/catalog.ts'
import { plain } from '../../pricing/decimal.ts'
import { skuIn } from '../../pricing/price-book.ts'
import type { PricedSku, SkuRef } from '../../pricing/price-book.ts'
import type { Rate, RateTier } from '../../pricing/price-table.ts'
import type { Tier, TierTable, TierTables } from '../writers/xlsx/tier-table.ts'

// The one pool that a workload may start within (model.md 3.5).
const sharedWithOtherWorkloads = /^aws-sqs:[^/]+\/requests\.(standard|fifo)$/

function tiersOf (rate: Rate): readonly RateTier[] {
  switch (rate.kind) {
    case 'flat': return [{ upTo: null, price: rate.price }]
    case 'package': return [{ upTo: null, price: rate.price.div(rate.packageQuantity) }]
    default: return rate.tiers
  }
}

/** All tiers of a price, at list and as paid. */
export function tierTable ({ sku, listRate, contractedRate }: PricedSku): TierTable {
  const paid = tiersOf(contractedRate)
  const list = tiersOf(listRate)
  return {
    kind: contractedRate.kind,
    unit: sku.unit,
    packageQuantity: contractedRate.kind === 'package' ? plain(contractedRate.packageQuantity) : null,
    tiers: list.map(({ upTo, price }, index): Tier => {
      const before = list[index - 1]?.upTo
      return {
        from: before === undefined || before === null ? '0' : plain(before),
        upTo: upTo === null ? null : plain(upTo),
        // Every digit: twelve decimals of a converted price are too few for a bill of billions of units.
        listUnitPrice: price.toString(),
        unitPrice: paid[index]!.price.toString()
      }
    })
  }
}

/** Looks up all tiers of the prices in an answer, as the question pays for them, and where offerings start in them. */
export function tierTablesOf (request: EstimateRequest, { sources = {} }: EstimateResponse, catalog: Catalog): TierTables {
  const { offerings, optionsOf, shelfOf } = resolveQuestion(request, catalog)
  // An offering may be put in a region of its own.
  const books = offerings.map(offering => shelfOf(optionsOf(offering)).book)
  const tables = new Map(Object.entries(sources).map(([source, { table }]) => {
    const slash = source.indexOf('/')
    const ref: SkuRef = `${table}/${source.slice(slash + 1)}`
    const book = books.find(one => one.sells(ref) && one.price(ref).sourceKey === source)
    // What no offering has at home stands in a second region.
    return [source, tierTable(book === undefined ? books[0]!.price(skuIn(ref, source.slice(table.length + 1, slash))) : book.price(ref))]
  }))
  return {
    of: source => tables.get(source)!,
    startOf: (id, source) => {
      const offering = offerings.find(one => one.id === id)!
      return sharedWithOtherWorkloads.test(source) ? String(optionsOf(offering)['otherAccountRequestsPerMonth']) : '0'
    }
  }
}
