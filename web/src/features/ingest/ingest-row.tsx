import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { useMay } from '../../api/queries.ts'
import { ingestWords } from './ingest-words.ts'
import { ingestStatusOptions } from './queries.ts'

const DOTS = { good: 'bg-good', plain: 'bg-fg-3', warn: 'bg-warn-fill' }

/** Whether events come in, with a way to what to check. Nothing until it is known. */
export function IngestRow({ onNavigate }: { onNavigate?: (() => void) | undefined }) {
  const status = useQuery(ingestStatusOptions)
  const canReadHealth = useMay('readHealth')
  if (!status.data) return <div className="h-8" />
  const { tone, text } = ingestWords(status.data, Date.now())
  return (
    <Link
      to={canReadHealth && status.data.lastEventAt !== null ? '/settings/about' : '/integrations'}
      onClick={onNavigate}
      className={clsx(
        'flex h-8 items-center gap-2.5 rounded-md px-2 text-xs transition-colors duration-75 hover:bg-hover',
        tone === 'warn' ? 'text-warn' : 'text-fg-2',
      )}
    >
      <span aria-hidden="true" className="flex size-4 items-center justify-center">
        <span className={clsx('size-2 rounded-full', DOTS[tone])} />
      </span>
      <span className="num truncate">{text}</span>
    </Link>
  )
}
