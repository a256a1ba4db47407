import { useQuery } from '@tanstack/react-query'
import { meOptions, projectsOptions, useMay } from '../../api/queries.ts'
import { CardQuery } from '../../components/card-query.tsx'
import { RoleNote } from '../../components/role-note.tsx'
import { TagsCard } from '../../features/settings/tags-card.tsx'

export function TagsPage() {
  const projects = useQuery(projectsOptions)
  const canEdit = useMay('manageProjects')
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  return (
    <>
      <p className="text-fg-2">
        Spend by a declared tag key is there at once, like spend by team. Other tags are read from single
        events, which takes longer.
      </p>
      {!canEdit && <RoleNote>Only an admin declares tags.</RoleNote>}
      <CardQuery what="Tags" query={projects} height="h-[220px]">
        {(data) =>
          data
            .filter(({ archivedAt }) => archivedAt === null)
            .map((project) => (
              <TagsCard key={project.id} project={project} timeZone={timeZone} canEdit={canEdit} />
            ))
        }
      </CardQuery>
    </>
  )
}
