import * as z from 'zod';

/** How customers come back, of campaigns collected in the period. */
export const buyerFields = {
  customers: z
    .int()
    .describe('Customers with a completed line in a campaign collected in the period; guests too.'),
  repurchasing: z.int().describe('Those of them in two campaigns or more.'),
  repurchaseBasisPoints: z
    .int()
    .nullable()
    .describe('repurchasing ÷ customers; 8000 is 80 %. Null without customers.'),
  orders: z.int(),
};
