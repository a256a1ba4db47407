export type AnnotationKind = 'deploy' | 'note' | 'incident' | 'experiment'
