import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PriceOverride } from '#shared/api/prices.ts'
import type { Project } from '#shared/api/projects.ts'
import { api } from '../../api/client.ts'
import { fieldError, formError } from '../../api/field-error.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { TextField } from '../../components/field.tsx'
import { notify } from '../../components/notify.ts'
import { type RateDraft, RateFields } from './rate-fields.tsx'
import { toPublishedRates } from './rate-text.ts'
import { SCOPE_POINTERS, ScopeFields, toInstant } from './scope-fields.tsx'

/** What the form begins with: an entry that is replaced, or a model that has no price. */
export type OverrideDraft = Partial<
  Pick<PriceOverride, 'provider' | 'model' | 'projectId' | 'prices' | 'note'>
> & { replaces?: boolean; from?: string }

interface OverrideDialogProps {
  draft: OverrideDraft
  projects: readonly Project[]
  onClose: () => void
}

const POINTERS = ['/provider', '/model', '/prices', '/note', ...SCOPE_POINTERS]
const USUAL = ['input', 'cacheRead', 'cacheWrite', 'output'] as const
const MILLION = 1_000_000

function toDrafts(prices: OverrideDraft['prices']): RateDraft[] {
  const given = prices ? toPublishedRates(prices.rates) : []
  const usual = USUAL.map(
    (name) => given.find((rate) => rate.class === name) ?? { class: name, usd: '', per: MILLION },
  )
  return [...usual, ...given.filter((rate) => !USUAL.some((name) => name === rate.class))]
}

export function OverrideDialog({ draft, projects, onClose }: OverrideDialogProps) {
  const [rates, setRates] = useState(() => toDrafts(draft.prices))
  const [scope, setScope] = useState({
    projectId: draft.projectId ?? null,
    from: draft.from ?? '',
    until: '',
  })
  const queryClient = useQueryClient()
  const { longContext } = draft.prices ?? {}
  const add = useMutation({
    mutationFn: (texts: { provider: string; model: string; note: string }) =>
      api.addPriceOverride({
        ...texts,
        projectId: scope.projectId,
        effectiveFrom: toInstant(scope.from),
        effectiveUntil: toInstant(scope.until),
        prices: {
          rates: Object.fromEntries(
            rates
              .filter(({ usd }) => usd !== '')
              .map(({ class: name, usd, per }) => [name, per === MILLION ? usd : { usd, per }]),
          ),
          ...(longContext && { longContext }),
        },
      }),
    onSuccess: async () => {
      onClose()
      notify('success', 'Price added. Events without a cost are priced with it within a minute.')
      await queryClient.invalidateQueries({ queryKey: ['prices'] })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    add.mutate({ provider: text('provider'), model: text('model'), note: text('note') })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={draft.replaces ? 'Change own price' : 'Add own price'}
      description={
        draft.replaces
          ? 'It is kept as a new entry: from its day on it counts instead of the present one, which stays for the days before.'
          : 'It counts before the catalogue. Events that have a cost keep it; Re-price changes them.'
      }
    >
      <form onSubmit={submit} className="mt-4 flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label="Provider"
            name="provider"
            required
            defaultValue={draft.provider}
            placeholder="openai"
            error={fieldError(add.error, '/provider')}
          />
          <TextField
            label="Model"
            name="model"
            required
            defaultValue={draft.model}
            placeholder="gpt-4o"
            error={fieldError(add.error, '/model')}
          />
        </div>
        <RateFields rates={rates} error={add.error} onChange={setRates} />
        {longContext && (
          <p className="text-fg-3 text-xs">
            Its {longContext.length} prices for long prompts are kept as they are.
          </p>
        )}
        <ScopeFields
          scope={scope}
          projects={projects}
          error={add.error}
          onChange={(part) => setScope({ ...scope, ...part })}
        />
        <TextField
          label="Note"
          name="note"
          maxLength={500}
          defaultValue={draft.note}
          placeholder="Contract 2026-7"
          hint="Shown as the source of the price"
          error={fieldError(add.error, '/note')}
        />
        <p role="alert" className="text-bad text-xs empty:hidden">
          {formError(add.error, POINTERS)}
        </p>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={add.isPending}>
            Save price
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
