export { play as doctor } from './play.ts';
