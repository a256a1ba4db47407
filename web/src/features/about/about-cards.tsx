import { useQuery } from '@tanstack/react-query'
import type { About } from '#shared/api/about.ts'
import { Badge } from '../../components/badge.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { CardQuery } from '../../components/card-query.tsx'
import { bytes } from '../../lib/format.ts'
import { aboutOptions } from './queries.ts'

const TONES = { ok: 'good', warning: 'warn', failed: 'bad' } as const
const WORDS = { ok: 'OK', warning: 'Warning', failed: 'Failed' }

/** What an operator looks at; for admins. */
export function AboutCards() {
  const about = useQuery(aboutOptions)
  return (
    <CardQuery what="Health" query={about} height="h-[420px]">
      {(data) => (
        <>
          <Checks checks={data.checks} />
          <Storage about={data} />
        </>
      )}
    </CardQuery>
  )
}

function Checks({ checks }: Pick<About, 'checks'>) {
  return (
    <Card aria-labelledby="health">
      <CardHead id="health" title="Health" sub="As the command spendscope doctor tells it." />
      <ul className="pb-2 [&>li+li]:border-t">
        {checks.map(({ name, state, detail }) => (
          <li key={name} className="mx-4 flex min-h-10 items-center gap-3 py-1.5">
            <span className="w-20 shrink-0 font-medium first-letter:capitalize">{name}</span>
            <span className="min-w-0 flex-1 text-fg-2">{detail}</span>
            <Badge tone={TONES[state]}>{WORDS[state]}</Badge>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Storage({ about: { database, partitions, catalogue } }: { about: About }) {
  const rows = [
    ['Database', `Postgres ${database.version}${database.embedded ? ', embedded' : ''}`],
    ['Size', bytes(database.bytes)],
    ['Price catalogue', `${catalogue.version}, checked ${catalogue.checkedOn}`],
  ]
  return (
    <Card aria-labelledby="storage">
      <CardHead id="storage" title="Storage" sub="Single events lie in one partition for each month." />
      <dl className="px-4 pb-3">
        {rows.map(([name, value]) => (
          <div key={name} className="flex min-h-8 items-center gap-3">
            <dt className="w-32 shrink-0 text-fg-3">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul
        aria-label="Partitions"
        className="grid grid-cols-[repeat(auto-fill,minmax(150px,1fr))] gap-x-6 border-t px-4 py-3"
      >
        {partitions.map(({ month, bytes: size }) => (
          <li key={month ?? 'default'} className="num flex min-h-7 justify-between">
            <span className="text-fg-2">{month ?? 'Other months'}</span>
            {bytes(size)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
