import { Link2 } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { copyText } from '../../components/copy-button.tsx'
import { notify } from '../../components/notify.ts'

export function CopyLinkButton() {
  const copy = async () => {
    if (await copyText(window.location.href)) notify('success', 'Link copied')
  }
  return (
    <Button size="icon" aria-label="Copy link to this view" className="max-sm:hidden" onClick={copy}>
      <Link2 aria-hidden="true" />
    </Button>
  )
}
