import { Flag, type LucideIcon, Tag, Triangle } from 'lucide-react'
import type { AnnotationKind } from '#shared/api/annotations.ts'

type MarkerKind = 'price' | 'anomaly' | AnnotationKind

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
  anomaly: Triangle,
  deploy: Flag,
  note: Flag,
  incident: Flag,
  experiment: Flag,
}

export const MARKER_WORDS: Record<MarkerKind, string> = {
  price: 'Price change',
  anomaly: 'Unusual day',
  deploy: 'Deploy',
  note: 'Note',
  incident: 'Incident',
  experiment: 'Experiment',
}

/** A triangle in the colour of warnings stands for what nobody planned. */
export const markerColour = (icon: LucideIcon) =>
  icon === Triangle
    ? { color: 'var(--warn-fill)', fill: 'var(--warn-fill)' }
    : { color: 'var(--fg-2)', fill: 'none' }
