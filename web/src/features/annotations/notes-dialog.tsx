import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import type { Annotation, AnnotationKind } from '#shared/api/annotations.ts'
import type { Project } from '#shared/api/projects.ts'
import { meOptions } from '../../api/queries.ts'
import { Button } from '../../components/button.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { fullDay, instantOf, localMinute, timeOfDay } from '../../lib/dates.ts'
import { useChangeNotes } from './use-change-notes.ts'

export interface NotesDialogProps {
  /** Those of the range that is shown. */
  notes: readonly Annotation[]
  projects: readonly Project[]
  timeZone: string
  onClose: () => void
}

const KINDS: Record<AnnotationKind, string> = {
  note: 'Note',
  deploy: 'Deploy',
  incident: 'Incident',
  experiment: 'Experiment',
}

export function NotesDialog({ notes, projects, timeZone, onClose }: NotesDialogProps) {
  const { add } = useChangeNotes()
  const seesAll = useQuery(meOptions).data?.allProjects ?? false
  const submit = (form: FormData) => {
    const text = (name: string) => String(form.get(name)).trim()
    const note = {
      title: text('title'),
      kind: text('kind') as AnnotationKind,
      at: instantOf(text('at'), timeZone),
      projectId: text('project') || null,
    }
    add.mutate(note, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title="Notes on the chart"
      description="What happened and may explain a change of spend. Deploys can add theirs with POST /v1/annotations."
      action="Add note"
      isPending={add.isPending}
      onSubmit={submit}
      onClose={onClose}
      more={<NotesList notes={notes} timeZone={timeZone} />}
    >
      <TextField
        label="What happened"
        name="title"
        maxLength={120}
        placeholder="Release 4.2"
        required
        autoFocus
        error={add.error?.message}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField label="Kind" name="kind">
          {Object.entries(KINDS).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={`When (${timeZone})`}
          name="at"
          type="datetime-local"
          required
          defaultValue={localMinute(Date.now(), timeZone)}
        />
      </div>
      <SelectField label="Project" name="project">
        {seesAll && <option value="">All projects</option>}
        {projects.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  )
}

function NotesList({ notes, timeZone }: Pick<NotesDialogProps, 'notes' | 'timeZone'>) {
  const { remove } = useChangeNotes()
  if (notes.length === 0) return null
  return (
    <ul aria-label="Notes in this range" className="mt-5 flex flex-col border-t pt-2">
      {notes.map(({ id, title, kind, at }) => (
        <li key={id} className="flex min-h-9 items-center gap-2">
          <span className="min-w-0 flex-1 truncate" title={title}>
            {title}
          </span>
          <span className="num whitespace-nowrap text-fg-3 text-xs">
            {KINDS[kind]}, {fullDay(at, timeZone)} {timeOfDay(at, timeZone)}
          </span>
          <Button
            size="sm"
            variant="ghost"
            aria-label={`Delete ${title}`}
            disabled={remove.isPending}
            onClick={() => remove.mutate(id)}
          >
            <X aria-hidden="true" />
          </Button>
        </li>
      ))}
    </ul>
  )
}
