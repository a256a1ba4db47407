import { clsx } from 'clsx'
import { lazy, Suspense, useState } from 'react'
import type { ApiKey } from '#shared/api/api-keys.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { cellClass, edgeClass } from '../../components/table.ts'
import { TableHead } from '../../components/table-head.tsx'
import { ago, fullDay } from '../../lib/dates.ts'

const RevokeDialog = lazy(async () => {
  const { RevokeDialog } = await import('./revoke-dialog.tsx')
  return { default: RevokeDialog }
})

interface KeysTableProps {
  keys: readonly ApiKey[]
  timeZone: string
}

const COLUMNS = [
  ['Name', ''],
  ['Project', 'max-sm:hidden'],
  ['Key', 'max-md:hidden'],
  ['Scopes', 'max-md:hidden'],
  ['Created', 'max-lg:hidden'],
  ['Last used', 'max-xs:hidden'],
  ['Status', ''],
] as const

export function KeysTable({ keys, timeZone }: KeysTableProps) {
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  return (
    <>
      <table className="w-full">
        <TableHead columns={COLUMNS} hasActions />
        <tbody className="[&>tr+tr]:border-t">
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} timeZone={timeZone} onRevoke={() => setRevoking(key)} />
          ))}
        </tbody>
      </table>
      {revoking && (
        <Suspense>
          <RevokeDialog apiKey={revoking} onClose={() => setRevoking(null)} />
        </Suspense>
      )}
    </>
  )
}

interface KeyRowProps {
  apiKey: ApiKey
  timeZone: string
  onRevoke: () => void
}

function KeyRow({ apiKey, timeZone, onRevoke }: KeyRowProps) {
  const { name, projectName, prefix, scopes, createdAt, lastUsedAt, revokedAt } = apiKey
  const cell = clsx(cellClass, edgeClass, revokedAt ? 'text-fg-3' : 'text-fg-2')
  return (
    <tr>
      <th scope="row" className={clsx(cell, 'text-left font-medium', !revokedAt && 'text-fg!')}>
        {name}
        <span className="block font-normal text-2xs text-fg-3 sm:hidden">{projectName}</span>
      </th>
      <td className={clsx(cell, 'max-sm:hidden')}>{projectName}</td>
      <td className={clsx(cell, 'font-mono text-xs max-md:hidden')}>{prefix}…</td>
      <td className={clsx(cell, 'max-md:hidden')}>{scopes.join(', ')}</td>
      <td className={clsx(cell, 'num max-lg:hidden')}>{fullDay(createdAt, timeZone)}</td>
      <td className={clsx(cell, 'num max-xs:hidden')}>
        {lastUsedAt ? ago(lastUsedAt, Date.now(), timeZone) : 'Never'}
      </td>
      <td className={cell}>
        {revokedAt ? <Badge tone="plain">Revoked</Badge> : <Badge tone="good">Active</Badge>}
      </td>
      <td className={clsx(cell, 'text-right')}>
        {!revokedAt && (
          <Button size="sm" variant="ghost" onClick={onRevoke} aria-label={`Revoke ${name}`}>
            Revoke
          </Button>
        )}
      </td>
    </tr>
  )
}
