/** Class names of data tables: head 32 high, rows 44, numbers right. */
export const headCellClass = 'h-8 whitespace-nowrap px-2 text-left font-medium text-2xs text-fg-3'
export const cellClass = 'h-11 px-2 py-1'
export const numberClass = 'num text-right'
/** The first and last cell that are on screen keep the padding of the card. */
export const edgeClass = 'table-edge'
