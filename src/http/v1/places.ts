import { offerings as allOfferings } from '../../models/registry.ts'
import type { PlacesByName } from '../faults.ts'
import { isShallow } from './query-names.ts'
import type { Leaf } from './query-names.ts'

/** Whether a place says something of what was asked for: options of anything else are refused. */
function isOfAsked ({ path: [part, key, name = ''] }: Leaf, offerings: unknown): boolean {
  const asked = Array.isArray(offerings) ? allOfferings.filter(({ id }) => offerings.includes(id)) : []
  if (part !== 'options' || asked.length === 0) return true
  return asked.some(({ id, family, options }) => (id === key || family === key) && name in options.shape)
}

/** Where the fields of a question stand by their last names, of equal ones the first; `offerings` is what the question asks for, as it was written. */
export function placesOf (leaves: readonly Leaf[], offerings: unknown, called: (leaf: Leaf) => string): PlacesByName {
  // Deeper names are words such as cluster.
  const meant = leaves.filter(leaf => isShallow(leaf) && isOfAsked(leaf, offerings))
  return new Map(meant.reverse().map(leaf => [leaf.path.at(-1)!, called(leaf)]))
}
