export { interleave } from './interleave.ts';
export { patience, runsOf } from './runs.ts';
export { testShop, type TestShop, type TestShopOptions } from './test-shop.ts';
export { heic, jpegWithPlace, png } from '../pictures/testing/sample-pictures.ts';
export { planted, plantOffer } from './neighbourhood.ts';
export { arrive } from './ready-orders.ts';
