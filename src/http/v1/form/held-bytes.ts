/** Counts the bytes that forms hold in memory, over all forms that are being answered. */
export class HeldBytes {
  readonly #most: number
  #held = 0

  constructor (most: number) {
    this.#most = most
  }

  /** The share of one form. */
  open (): HeldShare {
    let own = 0
    return {
      hold: bytes => {
        if (this.#held + bytes > this.#most) return false
        this.#held += bytes
        own += bytes
        return true
      },
      release: () => {
        this.#held -= own
        own = 0
      }
    }
  }
}

/** What one form holds. */
export interface HeldShare {
  /** Whether there is room for more bytes, which are counted then. */
  readonly hold: (bytes: number) => boolean
  /** Gives everything back; once more changes nothing. */
  readonly release: () => void
}
