import { readShared, writeShared } from '../../lib/shared-search.ts'
import { useView } from './use-view.ts'

/** The view of the page of one model. */
export const useModelView = () =>
  useView({ path: '/models/$provider/$model', read: readShared, write: writeShared })
