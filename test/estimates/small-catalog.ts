import { resolveQuestion } from '../../src/estimates/question.ts'
import type { Question } from '../../src/estimates/question.ts'
import { createCatalog } from '../../src/pricing/catalog.ts'
import type { Catalog } from '../../src/pricing/catalog.ts'
import { flat, priceOf, smallTable } from '../pricing/small-tables.ts'
import { questionOf } from './real-prices.ts'
import type { Given } from './real-prices.ts'

const selling = (price: string, region = 'here', name = 'Here'): { readonly regions: NonNullable<Parameters<typeof smallTable>[0]['regions']> } =>
  ({ regions: { [region]: { name, skus: { requests: priceOf('Requests', flat(price)), hours: priceOf('Hours', flat('2')) } } } })

/** Queues in two regions since 2025, dearer before 2026, and a stream in euros since 2026. */
export const smallCatalog: Catalog = createCatalog([
  smallTable({ id: 'queue', version: '2025-01-01', ...selling('0.5') }),
  smallTable({ id: 'queue', version: '2026-01-01', regions: { ...selling('0.4').regions, ...selling('0.6', 'there', 'There').regions } }),
  smallTable({ id: 'stream', version: '2026-06-01', currency: 'EUR', ...selling('10') })
])

/** A question about one queue offering, resolved against the small catalog in its region "here" on a day when all its tables are in force. */
export const resolved = ({ workload, pricing, ...others }: Given, catalog: Catalog = smallCatalog): Question =>
  resolveQuestion(questionOf({ ...others, workload: { region: 'here', ...workload }, pricing: { asOf: '2026-07-01', ...pricing } }), catalog)
