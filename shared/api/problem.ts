/** Body of every error answer: RFC 9457 `application/problem+json`. */
export interface Problem {
  type: 'about:blank'
  title: string
  status: number
  detail: string
  /** Stable, machine readable: `invalid_json`, `unauthorized`, ... */
  code: string
  requestId: string
  /** JSON pointer to what is wrong in the request body; '' is the whole body. */
  pointer?: string
  errors?: ItemError[]
}

/** What is wrong with one item of a batch. */
export interface ItemError {
  index: number
  id?: string
  code: string
  pointer: string
  detail: string
}
