import { expect, test } from 'vitest';
import { findBrowser } from './browsers.ts';

test('find browser: a path that was named comes before the PATH', () => {
  const named = { CHROMIUM_PATH: process.execPath, PATH: '/usr/bin' };
  expect(findBrowser('chromium', named)).toBe(process.execPath);
});

test('find browser: a file that cannot be run is not a browser', () => {
  const environment = { FIREFOX_PATH: import.meta.filename, PATH: '' };
  expect(findBrowser('firefox', environment)).not.toBe(import.meta.filename);
});
