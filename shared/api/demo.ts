/** A line of the answer to `POST /v1/demo`: how many of its days are loaded, and how many events were new. */
export interface DemoProgress {
  day: number
  days: number
  events: number
}
