import type { Rows } from '../../../batch/rows.ts'
import type { Catalog } from '../../../pricing/catalog.ts'
import type { Batch } from './answer-rows.ts'

/** A piece of a batch; `id` tells batches apart. */
export interface RowTask { readonly id: number, readonly batch: Batch, readonly piece: Rows }

/** Where a thread finds the tables, and which they must be. */
export interface RowWorkerData { readonly pricingDir: string, readonly tables: string }

/** Names every version of every table with its digest. */
export const tablesIn = ({ tables }: Pick<Catalog, 'tables'>): string =>
  [...tables.values()].flat().map(({ id, version, digest }) => `${id} ${version} ${digest}`).sort().join('\n')
