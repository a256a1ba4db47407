import type { FormEvent } from 'react'
import type { OpportunityState } from '#shared/api/opportunities.ts'
import type { ChangeOpportunity, Opportunity } from '#shared/api/savings.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { TextField } from '../../components/field.tsx'
import { MOVE_NAMES } from './state-words.ts'

interface MoveDialogProps {
  to: OpportunityState
  opportunity: Opportunity
  pending: boolean
  onMove: (change: ChangeOpportunity) => void
  onClose: () => void
}

const WORDS: Partial<Record<OpportunityState, string>> = {
  accepted: 'Its numbers are frozen, and what it really saves is counted from now on for twelve months.',
  dismissed: 'It comes back at the date, when its saving doubles, or when the evidence changes.',
  failed: 'What it had promised counts as leaked. The ledger stays.',
}

/** Asks for what a move needs besides a click: a reason, or who sees to it until when. */
export function MoveDialog({ to, opportunity, pending, onMove, onClose }: MoveDialogProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    if (to === 'accepted')
      onMove({
        owner: text('owner') || null,
        targetDate: text('targetDate') || null,
        ...(text('oneOffUsd') && { oneOffUsd: text('oneOffUsd') }),
      })
    else
      onMove({
        reason: text('reason'),
        ...(text('until') && { dismissedUntil: `${text('until')}T00:00:00Z` }),
      })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${MOVE_NAMES[to]}: ${opportunity.title}`}
      description={WORDS[to]}
    >
      <form onSubmit={submit} className="mt-4 flex flex-col gap-3">
        {to === 'accepted' ? (
          <>
            <TextField label="Owner" name="owner" maxLength={200} defaultValue={opportunity.owner ?? ''} />
            <TextField
              label="Target date"
              name="targetDate"
              type="date"
              defaultValue={opportunity.targetDate ?? ''}
            />
            <TextField
              label="What the change itself costs, in USD"
              name="oneOffUsd"
              inputMode="decimal"
              pattern="\d{1,7}(\.\d{1,6})?"
              placeholder="0"
              hint="Taken off the saving, a twelfth each month"
            />
          </>
        ) : (
          <>
            <TextField label="Reason" name="reason" required maxLength={500} />
            {to === 'dismissed' && (
              <TextField label="Comes back on" name="until" type="date" hint="UTC; may stay empty" />
            )}
          </>
        )}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={pending}>
            {MOVE_NAMES[to]}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
