import { extname } from 'node:path'
import { Piscina } from 'piscina'

// Small heaps: a piece is a few megabytes at most, and what is left of it is nothing. Measured on two threads and 15,000 rows:
// 347 MiB resident with the defaults of V8, 228 with these, at the same speed.
const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 128 }
// Threads that nobody needs give their memory back.
const IDLE_MILLISECONDS = 30_000

/** Threads that answer pieces; they start when the first piece comes. */
export interface AnswerPool<Task, Answer> {
  readonly threads: number
  /** Moves the memory of `bytes`, which belongs to the task, instead of copying it. */
  readonly answer: (task: Task, bytes: Uint8Array<ArrayBuffer>) => Promise<Answer>
  readonly close: () => Promise<void>
}

/** A module of ours, as it is built or as it stands in `src/`. */
export const besideThisModule = (name: string, moduleUrl: string): URL => new URL(`./${name}${extname(moduleUrl)}`, moduleUrl)

/** Opens a pool of threads that run the default function of a module. */
export function openAnswerPool<Task, Answer> (module: URL, workerData: unknown, threads: number): AnswerPool<Task, Answer> {
  const pool = new Piscina<Task, Answer>({
    filename: module.href,
    workerData,
    minThreads: 0,
    maxThreads: threads,
    resourceLimits,
    idleTimeout: IDLE_MILLISECONDS,
    // Node 20 reads no TypeScript by itself.
    execArgv: extname(module.href) === '.ts' ? ['--import', 'tsx'] : []
  })
  return {
    threads,
    answer: (task, bytes) => pool.run(task, { transferList: [bytes.buffer] }),
    close: () => pool.destroy()
  }
}
