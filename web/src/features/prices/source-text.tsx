/** Where a price comes from; an address is a link. */
export function SourceText({ source }: { source: string }) {
  const address = /https:\/\/\S+/.exec(source)?.[0]
  if (!address) return <span className="[overflow-wrap:anywhere]">{source}</span>
  return (
    <a
      href={address}
      target="_blank"
      rel="noreferrer"
      className="text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
    >
      {source}
    </a>
  )
}
