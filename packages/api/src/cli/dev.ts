export { play as dev } from './play.ts';
