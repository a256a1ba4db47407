import { parseUsd } from '#shared/money.ts'

/** As `parseUsd`, also for an amount below 0, such as a change that costs money. @throws RangeError */
export const parseSignedUsd = (text: string): bigint =>
  text.startsWith('-') ? -parseUsd(text.slice(1)) : parseUsd(text)
