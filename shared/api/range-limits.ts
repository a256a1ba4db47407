/** Offsets of zones are multiples of 15 minutes only in living memory, and no event is older. */
export const EARLIEST_DAY = '2000-01-01'
export const LATEST_DAY = '2099-12-31'
/** Days that one question may cover. */
export const LONGEST_RANGE_DAYS = 1_100
