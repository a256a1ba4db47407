import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { meOptions, openAlertsOptions } from '../api/queries.ts'
import { Badge } from '../components/badge.tsx'
import { IngestRow } from '../features/ingest/ingest-row.tsx'
import { SavingsBadge } from '../features/savings/savings-badge.tsx'
import { useSignOut } from '../features/session/session.ts'
import { DESTINATIONS } from '../features/shell/destinations.ts'
import { MobileBar } from '../features/shell/mobile-bar.tsx'
import { Sidebar, SidebarContent } from '../features/shell/sidebar.tsx'
import { ThemeMenu } from '../features/shell/theme-menu.tsx'
import { useGoTo } from '../features/shell/use-go-to.ts'
import { UserMenu } from '../features/shell/user-menu.tsx'
import { plural } from '../lib/format.ts'
import { useHotkeys } from '../lib/hotkeys.ts'
import type { RangeText } from '../lib/range.ts'
import type { FlatSearch } from '../lib/search-params.ts'

const CommandPalette = lazy(async () => {
  const { CommandPalette } = await import('../features/shell/command-palette.tsx')
  return { default: CommandPalette }
})
const ChangePasswordDialog = lazy(async () => {
  const { ChangePasswordDialog } = await import('../features/session/change-password-dialog.tsx')
  return { default: ChangePasswordDialog }
})
const ShortcutSheet = lazy(async () => {
  const { ShortcutSheet } = await import('../features/shell/shortcut-sheet.tsx')
  return { default: ShortcutSheet }
})
const Drawer = lazy(async () => {
  const { Drawer } = await import('../features/shell/drawer.tsx')
  return { default: Drawer }
})

type Overlay = 'palette' | 'shortcuts' | 'drawer' | 'password' | null

const showsRange = (pathname: string) =>
  DESTINATIONS.some(
    ({ to, takes }) => takes !== 'nothing' && (pathname === to || pathname.startsWith(`${to}/`)),
  )

/** Frame of the pages that need a session. */
export function AppLayout() {
  const [overlay, setOverlay] = useState<Overlay>(null)
  const { data: me } = useSuspenseQuery(meOptions)
  const openAlerts = useQuery(openAlertsOptions).data?.open ?? 0
  const signOut = useSignOut()
  const navigate = useNavigate()
  const goTo = useGoTo()
  const { pathname, search: shown } = useLocation()
  const close = () => setOverlay(null)
  // A page that shows a range changes it; from any other the way leads to Overview.
  const setRange = (range: RangeText) =>
    showsRange(pathname)
      ? navigate({ to: '.', search: { ...(shown as FlatSearch), range } })
      : navigate({ to: '/', search: { range } })
  const search = () => setOverlay('palette')
  useHotkeys({
    'mod+k': search,
    '?': () => setOverlay('shortcuts'),
    ...Object.fromEntries(
      DESTINATIONS.flatMap((destination) =>
        destination.key ? [[`g ${destination.key.toLowerCase()}`, () => goTo(destination)]] : [],
      ),
    ),
  })

  const footer = (
    <div className="flex items-center gap-1">
      <UserMenu me={me} onPassword={() => setOverlay('password')} onSignOut={() => signOut.mutate()} />
      <ThemeMenu />
    </div>
  )
  const badges = {
    '/savings': <SavingsBadge />,
    ...(openAlerts > 0 && { '/budgets': <OpenCount count={openAlerts} /> }),
  }
  return (
    <div className="lg:flex">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-fg px-3 py-1.5 text-bg focus:translate-y-0"
      >
        Skip to content
      </a>
      <Sidebar onSearch={search} badges={badges} status={<IngestRow />} footer={footer} />
      <MobileBar onMenu={() => setOverlay('drawer')} onSearch={search} />
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
        <Outlet />
      </main>
      <Suspense>
        {overlay === 'palette' && (
          <CommandPalette onClose={close} onRange={setRange} onSignOut={() => signOut.mutate()} />
        )}
        {overlay === 'password' && <ChangePasswordDialog onClose={close} />}
        {overlay === 'shortcuts' && <ShortcutSheet onClose={close} />}
        {overlay === 'drawer' && (
          <Drawer onClose={close}>
            <SidebarContent
              badges={badges}
              onSearch={search}
              onNavigate={close}
              status={<IngestRow onNavigate={close} />}
              footer={footer}
            />
          </Drawer>
        )}
      </Suspense>
    </div>
  )
}

function OpenCount({ count }: { count: number }) {
  return (
    <Badge tone="warn">
      {count}
      <span className="sr-only"> open {plural(count, 'alert')}</span>
    </Badge>
  )
}
