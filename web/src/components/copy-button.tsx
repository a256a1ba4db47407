import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button.tsx'
import { notify } from './notify.ts'

const CONFIRM_MS = 1600

/** Browsers offer the clipboard in secure contexts only; a tool on a plain http address is common at home. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    notify('error', 'The browser did not allow copying. Select the text and copy it by hand.')
    return false
  }
}

interface CopyButtonProps {
  text: string
  label: string
  variant?: 'outline' | 'ghost' | 'primary'
}

export function CopyButton({ text, label, variant = 'outline' }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    if (!(await copyText(text))) return
    setCopied(true)
    setTimeout(() => setCopied(false), CONFIRM_MS)
  }
  return (
    <Button size="sm" variant={variant} onClick={copy}>
      {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      <span aria-live="polite">{copied ? 'Copied' : label}</span>
    </Button>
  )
}
