export { play as seed } from './play.ts';
