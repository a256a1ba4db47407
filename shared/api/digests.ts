/** Calendar periods of the digest's zone, weeks from Monday. */
export type DigestPeriod = 'week' | 'month'
