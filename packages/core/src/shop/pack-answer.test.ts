import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packAnswer, unpackAnswer } from './pack-answer.ts';

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const kept = (value: unknown) =>
  unpackAnswer(throughJson(packAnswer(value)) as ReturnType<typeof packAnswer>);

test('packed answers: any JSON comes back as it was, its keys in their order', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(kept(value)).toEqual(throughJson(value));
      expect(JSON.stringify(kept(value))).toBe(JSON.stringify(value));
    }),
  );
});

test('packed answers: objects with the same fields share their keys, and others do not', () => {
  const sum = (amount: number) => ({ amount, currency: 'CNY' });
  const answer = { id: 'ord_1', total: sum(300), lines: [{ net: sum(100) }, { net: sum(200) }], slot: null };
  expect(packAnswer(answer)).toEqual([
    [['amount', 'currency'], ['net'], ['id', 'total', 'lines', 'slot']],
    [2, 'ord_1', [0, 300, 'CNY'], [-1, [1, [0, 100, 'CNY']], [1, [0, 200, 'CNY']]], null],
  ]);
});

test('packed answers: a field that is not there stays away, as in JSON', () => {
  expect(kept({ id: 'a', note: undefined, parts: [{ at: 1 }, { at: undefined }] })).toEqual({
    id: 'a',
    parts: [{ at: 1 }, {}],
  });
  expect(kept([[], {}, [{}], ''])).toEqual([[], {}, [{}], '']);
});
