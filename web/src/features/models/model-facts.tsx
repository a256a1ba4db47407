import { Link } from '@tanstack/react-router'
import type { ModelMeasures } from '#shared/api/models.ts'
import { Card, CardHead } from '../../components/card.tsx'
import { LifecycleBadge } from '../../components/lifecycle-badge.tsx'
import { ListedFacts } from '../../components/listed-facts.tsx'
import type { Day } from '../../lib/dates.ts'

/** What the catalogue knows of the model itself. */
export function ModelFacts({ row, today }: { row: ModelMeasures; today: Day }) {
  const { listed } = row
  return (
    <Card aria-labelledby="facts">
      <CardHead
        id="facts"
        title="About this model"
        sub={row.provider}
        actions={<LifecycleBadge listed={listed} today={today} />}
      />
      {listed ? (
        <ListedFacts listed={listed} />
      ) : (
        <p className="border-t px-4 py-3 text-fg-2">
          The catalogue does not know it.{' '}
          {row.coverage.unpriced > 0 && (
            <Link
              to="/prices"
              search={{ tab: 'unpriced' }}
              className="text-accent underline underline-offset-2"
            >
              Add a price or say what it stands for
            </Link>
          )}
        </p>
      )}
    </Card>
  )
}
