import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/button.tsx'
import { notify } from '../../components/notify.ts'

const ConfirmDialog = lazy(async () => {
  const { ConfirmDialog } = await import('../../components/confirm-dialog.tsx')
  return { default: ConfirmDialog }
})

interface DemoBannerProps {
  project: Project
  canRemove: boolean
}

/** Says that the figures are invented, and takes them away as a whole. */
export function DemoBanner({ project, canRemove }: DemoBannerProps) {
  const [asking, setAsking] = useState(false)
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: () => api.deleteProject(project.id),
    onSuccess: async () => {
      setAsking(false)
      notify('success', 'Demo data removed')
      await queryClient.invalidateQueries()
    },
    onError: (error) => notify('error', error.message),
  })
  const button = (
    <Button size="sm" onClick={() => setAsking(true)}>
      Remove
    </Button>
  )
  return (
    <>
      <Banner icon={FlaskConical} tone="plain" action={canRemove ? button : undefined}>
        <strong className="font-semibold">Demo data:</strong>{' '}
        <span className="text-fg-2">invented events of the project “{project.name}”, not your spend.</span>
      </Banner>
      {asking && (
        <Suspense>
          <ConfirmDialog
            title="Remove the demo data?"
            action="Remove demo data"
            pending={remove.isPending}
            onConfirm={() => remove.mutate()}
            onClose={() => setAsking(false)}
          >
            The project “{project.name}” goes away with all its invented events. Your own projects stay as
            they are.
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  )
}
