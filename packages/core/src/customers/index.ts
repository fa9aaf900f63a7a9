import { eraseCustomer } from './erase-customer.ts';
import { linkCustomer } from './link-customer.ts';
import { getCustomer, listCustomers } from './queries.ts';
import { upsertCustomers } from './upsert-customers.ts';

export const customerOperations = {
  upsert: upsertCustomers,
  get: getCustomer,
  list: listCustomers,
  link: linkCustomer,
  erase: eraseCustomer,
} as const;
