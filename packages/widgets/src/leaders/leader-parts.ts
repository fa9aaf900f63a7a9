/** What the leader's page needs once it is used: fetched when it opens, so that a neighbour's page is small. */
export { leaderTexts } from '../locales/leader.ts';
export { dayOf, isLate } from './round.ts';
export { arrivalView, bagsView, goodsView, roundView } from './round-view.ts';
