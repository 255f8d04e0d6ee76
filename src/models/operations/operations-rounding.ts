const TIE_TOLERANCE = 1e-9
const HUNDREDTHS = 100

/** Rounds to a whole number, ties to even; what binary arithmetic moved less than 1e-9 off a tie is still a tie. */
export function roundTiesToEven (value: number): number {
  const floor = Math.floor(value)
  const fraction = value - floor
  if (Math.abs(fraction - 0.5) < TIE_TOLERANCE) return floor % 2 === 0 ? floor : floor + 1
  return fraction < 0.5 ? floor : floor + 1
}

/** Hours as a whole number of hundredths, so that sums of them are exact (model.md section 1). */
export function toHundredths (hours: number): number {
  return roundTiesToEven(hours * HUNDREDTHS)
}
