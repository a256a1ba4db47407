import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../api/queries.ts'
import { CardQuery } from '../../components/card-query.tsx'
import { RoleNote } from '../../components/role-note.tsx'
import { CurrencyCard } from '../../features/settings/currency-card.tsx'
import { settingsOptions } from '../../features/settings/queries.ts'
import { RetentionCard } from '../../features/settings/retention-card.tsx'
import { TimeZoneCard } from '../../features/settings/time-zone-card.tsx'

export function GeneralPage() {
  const settings = useQuery(settingsOptions)
  const canEdit = useMay('changeSettings')
  return (
    <>
      {!canEdit && <RoleNote>Only an admin changes these.</RoleNote>}
      <CardQuery what="Settings" query={settings} height="h-[400px]">
        {(data) => (
          <>
            <TimeZoneCard settings={data} canEdit={canEdit} />
            <CurrencyCard settings={data} canEdit={canEdit} />
            <RetentionCard settings={data} canEdit={canEdit} />
          </>
        )}
      </CardQuery>
    </>
  )
}
