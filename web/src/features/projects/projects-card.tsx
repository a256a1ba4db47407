import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { projectsOptions } from '../../api/queries.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card, CardHead } from '../../components/card.tsx'
import { CardQuery } from '../../components/card-query.tsx'
import { notify } from '../../components/notify.ts'
import { cellClass, edgeClass } from '../../components/table.ts'
import { TableHead } from '../../components/table-head.tsx'
import { ago, fullDay } from '../../lib/dates.ts'

const ProjectDialog = lazy(async () => ({ default: (await import('./project-dialog.tsx')).ProjectDialog }))

const COLUMNS = [
  ['Name', ''],
  ['Created', 'max-md:hidden'],
  ['Last event', 'max-sm:hidden'],
] as const

interface ProjectsCardProps {
  timeZone: string
  canEdit: boolean
}

export function ProjectsCard({ timeZone, canEdit }: ProjectsCardProps) {
  const projects = useQuery(projectsOptions)
  const queryClient = useQueryClient()
  const [editing, setEditing] = useState<{ project?: Project } | null>(null)
  const archive = useMutation({
    mutationFn: ({ id, archivedAt }: Project) => api.updateProject(id, { archived: archivedAt === null }),
    onError: (error) => notify('error', error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: projectsOptions.queryKey }),
  })
  return (
    <CardQuery what="Projects" query={projects} height="h-[220px]">
      {(data) => (
        <Card aria-labelledby="projects">
          <CardHead
            id="projects"
            title="Projects"
            sub="Apps that send events. An archived one takes none; what it spent stays."
            actions={
              canEdit && (
                <Button variant="primary" onClick={() => setEditing({})}>
                  <Plus aria-hidden="true" />
                  New project
                </Button>
              )
            }
          />
          <table className="w-full">
            <TableHead columns={COLUMNS} hasActions />
            <tbody className="[&>tr+tr]:border-t">
              {data.map((project) => (
                <ProjectRow
                  key={project.id}
                  project={project}
                  timeZone={timeZone}
                  onRename={canEdit ? () => setEditing({ project }) : undefined}
                  onArchive={() => archive.mutate(project)}
                />
              ))}
            </tbody>
          </table>
          {data.length === 0 && <p className="px-4 py-8 text-center text-fg-3">No projects yet.</p>}
          {editing && (
            <Suspense>
              <ProjectDialog project={editing.project} onClose={() => setEditing(null)} />
            </Suspense>
          )}
        </Card>
      )}
    </CardQuery>
  )
}

interface ProjectRowProps {
  project: Project
  timeZone: string
  onRename: (() => void) | undefined
  onArchive: () => void
}

function ProjectRow({ project, timeZone, onRename, onArchive }: ProjectRowProps) {
  const { name, demo, createdAt, archivedAt, lastEventAt } = project
  const cell = clsx(cellClass, 'text-fg-2')
  return (
    <tr>
      <th scope="row" className={clsx(cell, edgeClass, 'text-left font-medium text-fg!')}>
        {name} {demo && <Badge tone="plain">Demo</Badge>} {archivedAt && <Badge tone="warn">Archived</Badge>}
      </th>
      <td className={clsx(cell, 'num max-md:hidden')}>{fullDay(createdAt, timeZone)}</td>
      <td className={clsx(cell, 'num max-sm:hidden')}>
        {lastEventAt ? ago(lastEventAt, Date.now(), timeZone) : 'None yet'}
      </td>
      <td className={clsx(cell, edgeClass, 'whitespace-nowrap text-right')}>
        {onRename && (
          <>
            <Button size="sm" variant="ghost" onClick={onRename} aria-label={`Rename ${name}`}>
              Rename
            </Button>
            <Button
              size="sm"
              variant="ghost"
              onClick={onArchive}
              aria-label={`${archivedAt ? 'Restore' : 'Archive'} ${name}`}
            >
              {archivedAt ? 'Restore' : 'Archive'}
            </Button>
          </>
        )}
      </td>
    </tr>
  )
}
