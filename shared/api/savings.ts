/** Mean scores under the old and the new model. */
export interface LedgerQuality {
  before: number | null
  after: number
  /** Requests with a score under the new one. */
  scored: number
}
