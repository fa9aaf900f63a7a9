import { reset } from 'cloudflare:test';
import { afterAll } from 'vitest';

// What the last test of a file has written is gone only with a second reset, and another file follows.
afterAll(() => reset());
