import { Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { SavedView, UpdateSavedView } from '#shared/api/saved-views.ts'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { useViewChange } from './queries.ts'

interface ViewRowProps {
  view: SavedView
  /** What is shown now. */
  params: string
}

export function ViewRow({ view, params }: ViewRowProps) {
  const [name, setName] = useState(view.name)
  const [shared, setShared] = useState(view.shared)
  const canShare = useMay('shareViews')
  const update = useViewChange((change: UpdateSavedView) => api.updateSavedView(view.id, change))
  const remove = useViewChange(() => api.deleteSavedView(view.id))
  const rename = (event: FormEvent) => {
    event.preventDefault()
    update.mutate({ name }, { onError: () => setName(view.name) })
  }
  const share = (next: boolean) => {
    setShared(next)
    update.mutate({ shared: next }, { onError: () => setShared(view.shared) })
  }
  return (
    <li className="flex flex-col gap-1">
      <form onSubmit={rename} className="flex items-center gap-2">
        <input
          aria-label={`Name of the view ${view.name}`}
          value={name}
          onChange={(event) => setName(event.target.value)}
          readOnly={!view.own}
          required
          maxLength={80}
          className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2.5"
        />
        {view.own && name.trim() !== view.name && (
          <Button type="submit" size="sm" disabled={update.isPending}>
            Rename
          </Button>
        )}
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Delete the view ${view.name}`}
          disabled={remove.isPending}
          onClick={() => remove.mutate(undefined)}
        >
          <Trash2 aria-hidden="true" />
        </Button>
      </form>
      <div className="flex items-center gap-4 pl-0.5 text-fg-3 text-xs">
        {view.own ? (
          <>
            {(canShare || view.shared) && (
              <label className="flex items-center gap-1.5">
                <input
                  type="checkbox"
                  className="size-3.5 accent-(--accent)"
                  checked={shared}
                  onChange={(event) => share(event.target.checked)}
                />
                Shared with everybody
              </label>
            )}
            {view.params !== params && (
              <button
                type="button"
                className="rounded-sm underline underline-offset-2 hover:text-fg"
                onClick={() => update.mutate({ params })}
              >
                Replace by what is shown
              </button>
            )}
          </>
        ) : (
          <span>Shared by {view.ownerName}</span>
        )}
      </div>
    </li>
  )
}
