import { expect, test } from 'vitest';
import { safeHtml } from './html.ts';

test('a name stays a name in a page: as text, and as an attribute in either quotes', () => {
  expect(safeHtml('<img src=x onerror="alert(1)">')).toBe('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
  expect(safeHtml("O'Neil & 张")).toBe('O&#39;Neil &amp; 张');
  expect(safeHtml('&lt;')).toBe('&amp;lt;');
});
