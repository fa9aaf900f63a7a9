import { idSchema, instantSchema, instantText, Refusal } from '@opentuan/core';
import * as z from 'zod';
import { sessionSubject } from '../middleware/session-subject.ts';
import { sessionSecondsMax, signSession } from '../middleware/session-token.ts';
import { defineTask } from '../task.ts';

const openSessionSchema = z
  .strictObject({
    customer: idSchema.optional(),
    leader: idSchema.optional(),
    ttl: z
      .int()
      .min(60)
      .max(sessionSecondsMax)
      .default(3600)
      .describe('How long it lasts, in seconds; at most 12 hours.'),
  })
  .refine(({ customer, leader }) => (customer === undefined) !== (leader === undefined), {
    path: ['customer'],
    message: 'Name either a customer or a leader.',
  })
  .meta({ id: 'OpenSession', examples: [{ customer: 'external:C-1001', ttl: 3600 }] });

const sessionSchema = z
  .strictObject({
    token: z.string().describe('Give it to the page, which sends it as `Authorization: Bearer`.'),
    role: z.enum(['customer', 'leader']),
    subject: z.string().describe('The id of the customer or leader.'),
    expiresAt: instantSchema,
  })
  .meta({ id: 'Session', description: 'A short-lived proof of who is signed in at the host shop.' });

/** Signs a session for a customer or leader whom the host shop has signed in. Refuses: not_found, invalid_input. */
export const openSession = defineTask({
  name: 'sessions.open',
  summary: 'Open a session for a customer or leader',
  input: openSessionSchema,
  answer: sessionSchema,
  async run(tuan, { customer, leader, ttl }) {
    const role = customer === undefined ? ('leader' as const) : ('customer' as const);
    const reference = customer ?? leader ?? '';
    const [subject, [shop]] = await Promise.all([
      sessionSubject(tuan, role, reference),
      tuan.reader.rows<{ sessionSecret: string }>('SELECT "sessionSecret" FROM "shops"'),
    ]);
    if (!shop) throw new Refusal('shop_not_set_up');
    if (subject === undefined) throw new Refusal('not_found', { what: `${role}s`, key: reference });
    const now = tuan.clock();
    const token = await signSession({ role, subject }, shop.sessionSecret, now, ttl);
    return {
      token,
      role,
      subject,
      expiresAt: instantText(Math.floor(now / 1000) * 1000 + ttl * 1000),
    };
  },
});
