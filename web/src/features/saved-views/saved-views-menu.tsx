import { Menu } from '@base-ui/react/menu'
import { useQuery } from '@tanstack/react-query'
import { Bookmark, BookmarkPlus, Check, ChevronDown, Settings2, Users } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { SavedView } from '#shared/api/saved-views.ts'
import { buttonClass } from '../../components/button.tsx'
import { MenuPopup, menuItemClass } from '../../components/menu.tsx'
import { savedViewsOptions } from './queries.ts'

const SaveViewDialog = lazy(async () => {
  const { SaveViewDialog } = await import('./save-view-dialog.tsx')
  return { default: SaveViewDialog }
})
const ManageViewsDialog = lazy(async () => {
  const { ManageViewsDialog } = await import('./manage-views-dialog.tsx')
  return { default: ManageViewsDialog }
})

interface SavedViewsMenuProps {
  /** The query of the page's address, which is what is saved. */
  params: string
  onOpen: (params: string) => void
}

export function SavedViewsMenu({ params, onOpen }: SavedViewsMenuProps) {
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null)
  const views = useQuery(savedViewsOptions).data ?? []
  const close = () => setDialog(null)
  const shown = views.find((view) => view.params === params)
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className={buttonClass()}>
          <Bookmark aria-hidden="true" className="text-fg-3" />
          <span className="sr-only">Saved views: </span>
          <span className="max-w-36 truncate max-sm:hidden">{shown?.name ?? 'Views'}</span>
          <ChevronDown aria-hidden="true" className="text-fg-3 max-sm:hidden" />
        </Menu.Trigger>
        <MenuPopup className="max-h-[min(28rem,70vh)] w-64 overflow-y-auto">
          <Views name="Yours" views={views.filter(({ own }) => own)} shown={shown} onOpen={onOpen} />
          <Views
            name="Shared by others"
            views={views.filter(({ own }) => !own)}
            shown={shown}
            onOpen={onOpen}
          />
          <Menu.Item className={menuItemClass} onClick={() => setDialog('save')}>
            <BookmarkPlus aria-hidden="true" strokeWidth={1.85} />
            Save this view…
          </Menu.Item>
          {views.length > 0 && (
            <Menu.Item className={menuItemClass} onClick={() => setDialog('manage')}>
              <Settings2 aria-hidden="true" strokeWidth={1.85} />
              Manage views…
            </Menu.Item>
          )}
        </MenuPopup>
      </Menu.Root>
      <Suspense>
        {dialog === 'save' && <SaveViewDialog params={params} onClose={close} />}
        {dialog === 'manage' && <ManageViewsDialog views={views} params={params} onClose={close} />}
      </Suspense>
    </>
  )
}

interface ViewsProps {
  name: string
  views: readonly SavedView[]
  shown: SavedView | undefined
  onOpen: (params: string) => void
}

function Views({ name, views, shown, onOpen }: ViewsProps) {
  if (views.length === 0) return null
  return (
    <Menu.Group className="mb-1 border-b pb-1">
      <Menu.GroupLabel className="px-2 pt-1 pb-1 font-medium text-2xs text-fg-3">{name}</Menu.GroupLabel>
      {views.map((view) => (
        <Menu.Item key={view.id} className={menuItemClass} onClick={() => onOpen(view.params)}>
          <span className="w-4">{view.id === shown?.id && <Check aria-label="Shown" />}</span>
          <span className="min-w-0 flex-1 truncate">{view.name}</span>
          {view.shared && view.own && <Users aria-label="Shared" className="size-3.5! text-fg-3" />}
          {!view.own && <span className="max-w-24 truncate text-fg-3 text-xs">{view.ownerName}</span>}
        </Menu.Item>
      ))}
    </Menu.Group>
  )
}
