import { Outlet } from '@tanstack/react-router'
import { PageBar } from '../../components/page-bar.tsx'
import { SettingsNav } from '../../features/shell/settings-nav.tsx'

export function SettingsLayout() {
  return (
    <>
      <PageBar title="Settings" />
      <div className="page-gutter flex w-full max-w-[1100px] gap-x-8 gap-y-4 pt-5 pb-8 max-md:flex-col">
        <SettingsNav />
        <div className="flex min-w-0 flex-1 flex-col gap-4">
          <Outlet />
        </div>
      </div>
    </>
  )
}
