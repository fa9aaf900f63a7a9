import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { phoneNumber } from '../shared/phone.ts';
import { demandShop, isShop } from '../shop/demand-shop.ts';
import { customerView, original } from './customer.ts';
import { customerIdSchema, customerPageSchema, customerSchema, listCustomersSchema } from './schemas.ts';
import { customers } from './tables.ts';

/** One customer; an id that was merged gives the one who stands for it. Customers see themselves only. */
export const getCustomer = defineQuery({
  name: 'customers.get',
  summary: 'Read a customer',
  input: customerIdSchema,
  answer: customerSchema,
  read: (reader, { customerId }, { actor }) =>
    reader.decide((work) => {
      const details = { what: 'customers', key: customerId };
      demand(isShop({ actor }) || actor.kind === 'customer', 'not_found', details);
      const customer = original(work, work.resolve(customers, customerId));
      if (actor.kind === 'customer') {
        const own = original(work, work.get(customers, actor.customerId));
        demand(own.id === customer.id && own.erasedAt === null, 'not_found', details);
      }
      return customerView(customer);
    }),
});

/** Customers, newest first, without those who were merged into others. For the shop alone. */
export const listCustomers = defineQuery({
  name: 'customers.list',
  summary: 'List customers',
  input: listCustomersSchema,
  answer: customerPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ phone: input.phone === undefined ? undefined : phoneNumber(input.phone) });
    const where = `t."mergedIntoId" IS NULL AND ${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(customers, where, [...page.params, ...filter.params]);
    return pageOf(rows, input, 'createdAt', customerView);
  },
});
