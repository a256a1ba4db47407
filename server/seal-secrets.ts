import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

const VERSION = 'v1'
const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12

/** Where a sealed text stands, `table:column:row`: moved to another place it cannot be opened. */
type SealPlace = `${string}:${string}:${string}`

export interface Sealer {
  /** As `v1.keyId.iv.tag.text`, each part base64url. */
  seal(text: string, place: SealPlace): string
  /** @throws SealError for what another key sealed, or what was changed or moved. */
  open(sealed: string, place: SealPlace): string
  /** For a link that opens without signing in: nobody else can make it. */
  sign(text: string): string
  isSigned(text: string, signature: string): boolean
}

export class SealError extends Error {
  constructor(detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.name = 'SealError'
  }
}

/** Keeps secrets in the database unreadable without the secret key of the installation. */
export function createSealer(secretKey: string): Sealer {
  // A key of its own: what signs sessions never encrypts.
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'spendscope sealed secrets', 32))
  const signingKey = Buffer.from(hkdfSync('sha256', secretKey, '', 'spendscope signed links', 32))
  const sign = (text: string) => createHmac('sha256', signingKey).update(text).digest('base64url')
  const keyId = createHash('sha256').update(key).digest('base64url').slice(0, 8)
  return {
    sign,
    isSigned(text, signature) {
      const [mine, given] = [Buffer.from(sign(text)), Buffer.from(signature)]
      return mine.length === given.length && timingSafeEqual(mine, given)
    },
    seal(text, place) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const parts = [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))
      return [VERSION, keyId, ...parts].join('.')
    },
    open(sealed, place) {
      const [version, sealedBy, ...parts] = sealed.split('.')
      if (version !== VERSION || parts.length !== 3) throw new SealError('it is not a sealed secret')
      if (sealedBy !== keyId) throw new SealError('it was sealed with another SECRET_KEY')
      const [iv, tag, text] = parts.map((part) => Buffer.from(part, 'base64url'))
      try {
        const decipher = createDecipheriv(CIPHER, key, iv!, { authTagLength: 16 })
        decipher.setAAD(Buffer.from(place)).setAuthTag(tag!)
        return Buffer.concat([decipher.update(text!), decipher.final()]).toString('utf8')
      } catch (error) {
        throw new SealError('it was changed, or belongs elsewhere', { cause: error })
      }
    },
  }
}
