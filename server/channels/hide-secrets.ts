/** Shorter parts are words such as "services", and nobody could send with them. */
const SHORTEST_TOKEN = 10

/** What a receiver said, without the secrets that it was sent, should it say them back. */
export function hideSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  const hidden = secrets.flatMap((secret) => (secret ? partsOf(secret) : []))
  // The longest first, so that no part of one is left.
  const inOrder = [...new Set(hidden)].sort((a, b) => b.length - a.length)
  return inOrder.reduce((clean, one) => clean.replaceAll(one, '***'), text)
}

/** Of an address that is a secret, servers like to repeat the path, or the end of it. */
function partsOf(secret: string): string[] {
  if (!/^https?:/.test(secret)) return [secret, decoded(secret)]
  const { href, pathname, search, searchParams } = new URL(secret)
  const tokens = [...pathname.split('/'), ...searchParams.values()].filter(
    (part) => part.length >= SHORTEST_TOKEN,
  )
  const paths = [pathname + search, pathname].filter((path) => path.length > 1)
  return [secret, href, ...paths, ...tokens]
}

/** A password stands escaped in an address; one that is no escaped text is what it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
