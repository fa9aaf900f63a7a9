/** What a form needs to take pictures along: fetched when one opens. */
export { Picking } from './picking.ts';
export { pickingStyles, pickingView } from './picking-view.ts';
