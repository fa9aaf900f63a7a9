/** The part of a campaign that is fetched where an offer has tiers, flash windows or a minimum. */
export { dealStyles as styles } from './deal.styles.ts';
export { bar } from './bar.ts';
export { dealView, usualPriceView } from './deal-view.ts';
export { offerPrice, sumOf, turnsOf } from './offer-price.ts';
