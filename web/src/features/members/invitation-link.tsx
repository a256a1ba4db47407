import type { CreatedInvitation } from '#shared/api/members.ts'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Dialog, DialogActions } from '../../components/dialog.tsx'
import { fullDay } from '../../lib/dates.ts'

interface InvitationLinkProps {
  invitation: CreatedInvitation
  onClose: () => void
}

/** The link is shown once: only the hash of its token is kept. */
export function InvitationLink({ invitation, onClose }: InvitationLinkProps) {
  const { email, role, token, expiresAt } = invitation
  const link = `${window.location.origin}/invitation?token=${token}`
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Pass this link on"
      description={`To ${email}, who becomes ${role} with it. It works once, until ${fullDay(expiresAt, 'UTC')}, and is shown only this once.`}
    >
      <div className="mt-4 flex items-center gap-2 rounded-lg border bg-surface p-2 pl-3">
        <code className="min-w-0 flex-1 break-all font-mono text-xs">{link}</code>
        <CopyButton text={link} label="Copy" />
      </div>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  )
}
