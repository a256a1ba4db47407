/** Whether events come in, of the projects that are seen. */
export interface IngestStatus {
  /** Events that happened within the last minute. */
  eventsLastMinute: number
  /** There are more, and only so many were counted. */
  isMore: boolean
  /** When the newest event happened, RFC 3339 UTC; null when there is none. */
  lastEventAt: string | null
}
