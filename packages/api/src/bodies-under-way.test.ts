import { expect, test } from 'vitest';
import { BodiesUnderWay } from './bodies-under-way.ts';

function sent(length: number, announced = true): Request {
  const headers = announced ? { 'content-length': String(length) } : {};
  return new Request('https://shop.example/', { method: 'POST', body: 'x'.repeat(length), headers });
}

/** Work that goes on until it is let go. */
function waiting() {
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  return { go, work: () => gate };
}

const refused = { code: 'overloaded', details: { retryAfterSeconds: 1 } };

test('back-pressure: bodies that wait are counted in bytes, and one more is refused until there is room', async () => {
  const bodies = new BodiesUnderWay(100);
  const { go, work } = waiting();
  const first = bodies.during(sent(60), work);
  const second = bodies.during(sent(40), work);
  await expect(bodies.during(sent(1), work)).rejects.toMatchObject(refused);
  go();
  await Promise.all([first, second]);
  expect(await bodies.during(sent(100), () => Promise.resolve('done'))).toBe('done');
});

test('back-pressure: what has no body waits for none, and a large one goes when it is alone', async () => {
  const bodies = new BodiesUnderWay(100);
  const { go, work } = waiting();
  const large = bodies.during(sent(500), work);
  expect(await bodies.during(new Request('https://shop.example/'), () => Promise.resolve('page'))).toBe(
    'page',
  );
  await expect(bodies.during(sent(1), work)).rejects.toMatchObject(refused);
  go();
  await large;
});

test('back-pressure: a body of untold length counts as a large order; work that fails gives its room back', async () => {
  const bodies = new BodiesUnderWay(16 * 1024);
  const { go, work } = waiting();
  const untold = bodies.during(sent(5, false), work);
  await expect(bodies.during(sent(1), work)).rejects.toMatchObject(refused);
  go();
  await untold;
  await expect(bodies.during(sent(60), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await bodies.during(sent(16 * 1024), () => Promise.resolve('done'))).toBe('done');
});
