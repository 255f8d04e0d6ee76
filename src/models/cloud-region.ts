import { z } from 'zod'
import { optional } from './defaults.ts'

/** The option of an offering whose prices are those of another cloud's regions; each cloud has its own names, so no family has it. */
export const regionOption = {
  region: optional(z.string().min(3).max(40), 'region', "The cloud's own region; the nearest to workload.region where left out")
}
