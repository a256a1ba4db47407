import { toCatalogue } from '../../../scripts/savings/case-catalogue.ts'
import { openCaseFolder } from '../../../scripts/savings/case-folder.ts'

/** The prices and capabilities of the cases, with a surcharge for a region and a flex tier. */
export const caseCatalogue = () => toCatalogue(openCaseFolder('tests/fixtures/savings/made').catalog)
