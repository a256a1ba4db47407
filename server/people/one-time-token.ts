import { createHash, randomBytes } from 'node:crypto'

/** The token of a link that works once: 192 random bits, of which only the hash is kept. */
export function createToken(): { token: string; hash: string } {
  const token = randomBytes(24).toString('base64url')
  return { token, hash: hashToken(token) }
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
