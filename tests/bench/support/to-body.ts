/** The body of a post, ready to send. One event goes as it is, not as a list. */
export function toBody(events: readonly object[]): Buffer {
  return Buffer.from(JSON.stringify(events.length === 1 ? events[0] : events))
}
