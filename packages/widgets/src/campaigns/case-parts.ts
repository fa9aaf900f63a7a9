/** The part of a campaign that is fetched where an offer is bought by the case, or from a minimum order on. */
export { caseStyles as styles } from './case.styles.ts';
export { caseTexts } from '../locales/case.ts';
export { caseView, isFilling, spareView } from './case-view.ts';
