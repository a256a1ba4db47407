import { readExploreView, writeExploreView } from '../../lib/explore-params.ts'
import { useView } from './use-view.ts'

export const useExploreView = () =>
  useView({ path: '/explore', read: readExploreView, write: writeExploreView })
