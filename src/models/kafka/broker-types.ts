import { EstimateError } from '../../pricing/errors.ts'
import type { SkuRef } from '../../pricing/price-book.ts'
import { keptFor } from '../kept.ts'
import type { Market } from '../offering.ts'

const VENDOR_PREFIX = /^(kafka\.|express\.|Standard_)/
const bare = (type: string): string => type.replace(VENDOR_PREFIX, '')

const keptSold = keptFor<readonly unknown[], readonly unknown[]>()

interface NamedType { readonly type: string, readonly sku: SkuRef }

/**
 * The broker types to try: the named one, or every eligible one that is sold in the region.
 * A name counts with or without its vendor prefix, so that one option can name the same hardware everywhere; under the prefix of another product it names that one's.
 * Errors: UNKNOWN_FIELD_VALUE; NOT_OFFERED_IN_REGION or MISSING_PRICE where the type is not sold.
 */
export function brokerTypesFor<Type extends NamedType> (
  known: readonly Type[],
  eligible: (type: Type) => boolean,
  named: string | undefined,
  market: Market
): readonly Type[] {
  if (named !== undefined) {
    // Machines of a cloud have no prefix: there MSK's name of the same hardware means them.
    const found = known.find(({ type }) => [type, bare(type), `kafka.${type}`].includes(named))
    if (found === undefined) {
      const accepted = known.map(one => one.type)
      throw new EstimateError('UNKNOWN_FIELD_VALUE', `brokerType "${named}" is not a type this offering has; its types are ${accepted.join(', ')}.`, { field: 'brokerType', value: named, accepted })
    }
    market.require(found.sku)
    return [found]
  }
  const sold = keptSold(known, market.key, () => known.filter(one => eligible(one) && market.sells(one.sku))) as readonly Type[]
  if (sold.length === 0) market.require(known.find(eligible)!.sku)
  return sold
}
