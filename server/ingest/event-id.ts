import { randomBytes } from 'node:crypto'

/** A UUIDv7: ids that grow with time keep the index of events small and quick. https://www.rfc-editor.org/rfc/rfc9562#section-5.7 */
export function makeEventId(epochMs: number): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(epochMs, 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
