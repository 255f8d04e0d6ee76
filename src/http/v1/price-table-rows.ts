import type { Cell, Table } from '../../estimates/tables.ts'
import type { PriceTable, PriceTableDocument } from '../../pricing/price-table.ts'

type Sku = PriceTableDocument['regions'][string]['skus'][string]

interface Step { readonly upTo: string | null, readonly price: string, readonly packageQuantity: string | null }

function stepsOf ({ rate }: Sku): readonly Step[] {
  if (rate.kind === 'flat') return [{ upTo: null, price: rate.price, packageQuantity: null }]
  if (rate.kind === 'package') return [{ upTo: null, price: rate.price, packageQuantity: rate.packageQuantity }]
  return rate.tiers.map(({ upTo, price }) => ({ upTo, price, packageQuantity: null }))
}

/** A price table as rows: one a tier of an SKU in a region, with its source. */
export function priceTableRows ({ document }: PriceTable): Table {
  const rows = Object.entries(document.regions).flatMap(([region, { name, skus }]) => Object.entries(skus).flatMap(([id, sku]) =>
    stepsOf(sku).map(({ upTo, price, packageQuantity }): readonly Cell[] => {
      const source = document.sources[sku.source]
      return [document.id, document.version, region, name, id, sku.title, sku.unit, sku.rate.kind, upTo, price, document.currency, packageQuantity, sku.freeQuantity ?? null, sku.skuPriceId ?? null, sku.confidence, source?.title ?? null, source?.address ?? null, source?.retrieved ?? null]
    })))
  return {
    columns: [
      { name: 'table', type: 'text' },
      { name: 'version', type: 'text' },
      { name: 'region', type: 'text' },
      { name: 'regionName', type: 'text' },
      { name: 'sku', type: 'text' },
      { name: 'title', type: 'text' },
      { name: 'unit', type: 'text' },
      { name: 'rate', type: 'text' },
      { name: 'upTo', type: 'decimal' },
      { name: 'price', type: 'decimal' },
      { name: 'currency', type: 'text' },
      { name: 'packageQuantity', type: 'decimal' },
      { name: 'freeQuantity', type: 'decimal' },
      { name: 'skuPriceId', type: 'text' },
      { name: 'confidence', type: 'text' },
      { name: 'source', type: 'text' },
      { name: 'url', type: 'url' },
      { name: 'retrieved', type: 'date' }
    ],
    rows
  }
}
