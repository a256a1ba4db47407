import type { Role } from '#shared/api/people.ts'
import type { Project } from '#shared/api/projects.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { SelectField } from '../../components/field.tsx'

export interface Access {
  role: Role
  /** null is every project. */
  projectIds: string[] | null
}

const ROLE_HINTS: Record<Role, string> = {
  admin: 'Everything, in all projects',
  editor: 'Prices, budgets, API keys and annotations',
  viewer: 'Reads spend and events',
}

interface AccessFieldsProps {
  access: Access
  projects: readonly Project[]
  onChange: (access: Access) => void
}

/** What somebody may do, and in which projects. */
export function AccessFields({ access, projects, onChange }: AccessFieldsProps) {
  const { role, projectIds } = access
  const toggle = (id: string, on: boolean) => {
    const others = (projectIds ?? []).filter((other) => other !== id)
    onChange({ role, projectIds: on ? [...others, id] : others })
  }
  return (
    <>
      <SelectField
        label="Role"
        hint={ROLE_HINTS[role]}
        value={role}
        onChange={(event) => onChange({ role: event.target.value as Role, projectIds })}
      >
        <option value="viewer">Viewer</option>
        <option value="editor">Editor</option>
        <option value="admin">Admin</option>
      </SelectField>
      {role !== 'admin' && (
        <fieldset>
          <legend className="pb-1 font-medium">Projects</legend>
          <Checkbox
            checked={projectIds === null}
            onChange={(all) => onChange({ role, projectIds: all ? null : [] })}
          >
            All projects, also those to come
          </Checkbox>
          {projectIds !== null && (
            <div className="mt-1 ml-6 max-h-40 overflow-y-auto">
              {projects.map(({ id, name }) => (
                <Checkbox key={id} checked={projectIds.includes(id)} onChange={(on) => toggle(id, on)}>
                  {name}
                </Checkbox>
              ))}
            </div>
          )}
        </fieldset>
      )}
    </>
  )
}

/** `All projects`, `Shop, Search`, `No project yet`. */
export function accessText({ role, projectIds }: Access, projects: readonly Project[]): string {
  if (role === 'admin' || projectIds === null) return 'All projects'
  if (projectIds.length === 0) return 'No project yet'
  return projectIds.map((id) => projects.find((project) => project.id === id)?.name ?? `#${id}`).join(', ')
}
