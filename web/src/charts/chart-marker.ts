import { Flag, type LucideIcon, Tag } from 'lucide-react'
import type { AnnotationKind } from '#shared/api/annotations.ts'

type MarkerKind = 'price' | AnnotationKind

/** Something that happened in a bucket. */
export interface ChartMarker {
  id: string
  kind: MarkerKind
  /** Start of the bucket. */
  start: string
  text: string
}

/** Pins are told apart by their shape and by words, not by colour. */
export const MARKER_ICONS: Record<MarkerKind, LucideIcon> = {
  price: Tag,
  deploy: Flag,
  note: Flag,
  incident: Flag,
  experiment: Flag,
}

export const MARKER_WORDS: Record<MarkerKind, string> = {
  price: 'Price change',
  deploy: 'Deploy',
  note: 'Note',
  incident: 'Incident',
  experiment: 'Experiment',
}
