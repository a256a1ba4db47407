import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { meOptions, useMay } from '../../api/queries.ts'
import { RoleNote } from '../../components/role-note.tsx'
import { AuditCard } from '../../features/audit/audit-card.tsx'
import type { FlatSearch } from '../../lib/search-params.ts'

export function AuditPage() {
  const { actor = '', action = '' }: FlatSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  if (!useMay('readAudit')) return <RoleNote>Only an admin reads the audit log.</RoleNote>
  return (
    <AuditCard
      filter={{ actor, action }}
      timeZone={timeZone}
      onFilter={(filter) =>
        navigate({
          to: '/settings/audit',
          search: {
            ...(filter.actor && { actor: filter.actor }),
            ...(filter.action && { action: filter.action }),
          },
        })
      }
    />
  )
}
