import { useQuery } from '@tanstack/react-query'
import { meOptions, useMay } from '../../api/queries.ts'
import { RoleNote } from '../../components/role-note.tsx'
import { ProjectsCard } from '../../features/projects/projects-card.tsx'

export function ProjectsPage() {
  const canEdit = useMay('manageProjects')
  const timeZone = useQuery(meOptions).data?.timeZone ?? 'UTC'
  return (
    <>
      {!canEdit && <RoleNote>Only an admin makes, renames and archives projects.</RoleNote>}
      <ProjectsCard timeZone={timeZone} canEdit={canEdit} />
    </>
  )
}
