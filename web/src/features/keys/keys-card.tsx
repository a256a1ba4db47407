import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { CardQuery } from '../../components/card-query.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { KeysTable } from './keys-table.tsx'
import { apiKeysOptions } from './queries.ts'

interface KeysCardProps {
  timeZone: string
  onCreate: () => void
}

export function KeysCard({ timeZone, onCreate }: KeysCardProps) {
  const keys = useQuery(apiKeysOptions)
  return (
    <CardQuery what="API keys" query={keys} height="h-[250px]">
      {(data) => (
        <Card aria-labelledby="api-keys">
          <CardHead
            id="api-keys"
            title="API keys"
            sub="An app sends its events with a key. Each belongs to one project."
            actions={
              <Button variant="primary" onClick={onCreate}>
                <Plus aria-hidden="true" />
                Create key
              </Button>
            }
          />
          {data.length > 0 ? (
            <KeysTable keys={data} timeZone={timeZone} />
          ) : (
            <EmptyState icon={KeyRound} title="No API keys yet">
              <p className="max-w-sm text-fg-3 text-xs">
                A key is shown once and can be revoked at any time.
              </p>
            </EmptyState>
          )}
        </Card>
      )}
    </CardQuery>
  )
}
