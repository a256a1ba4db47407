import type { AliasDraft } from './alias-dialog.tsx'
import type { OverrideDraft } from './override-dialog.tsx'

/** What is being added: an own price or an own name. */
export type Adding = { price: OverrideDraft } | { name: AliasDraft } | null
