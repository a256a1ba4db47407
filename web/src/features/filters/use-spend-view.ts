import { readSpendView, writeSpendView } from '../../lib/search-params.ts'
import { useView } from './use-view.ts'

export const useSpendView = () => useView({ path: '/', read: readSpendView, write: writeSpendView })
