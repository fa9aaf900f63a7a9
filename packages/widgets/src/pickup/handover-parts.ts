/** What the handover element needs once it is used: fetched when a station opens, so that a neighbour's page is small. */
export { handoverTexts } from '../locales/handover.ts';
export { cashView, takeCash } from './cash-view.ts';
export { codeEntryView } from './code-entry-view.ts';
export { doneView } from './done-view.ts';
export { piecesView } from './pieces-view.ts';
export { queueView } from './queue-view.ts';
export { piecesOf, Station } from './station/station.ts';
export { isProved, takenBy, takerView } from './taker-view.ts';
