/*
 * Vendure as it starts out, on SQLite, for the load of `npm run bench -- --peers`. It runs inside the folder into which
 * the peer was installed, by the Node of the system. No job queue, no search index, no mail: what it has to do is the order.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// What is installed lies beside the working folder, not beside this file.
const installed = createRequire(join(process.cwd(), 'package.json'));
const { bootstrap, DefaultLogger, LanguageCode, LogLevel, PaymentMethodHandler, mergeConfig, defaultConfig } =
  installed('@vendure/core');
const { populate } = installed('@vendure/core/cli');

const folder = process.cwd();
const database = process.argv[2];

const paid = new PaymentMethodHandler({
  code: 'paid',
  description: [{ languageCode: LanguageCode.en, value: 'Paid at once' }],
  args: {},
  createPayment: (ctx, order, amount) => ({
    amount,
    state: 'Settled',
    transactionId: order.code,
    metadata: {},
  }),
  settlePayment: () => ({ success: true }),
});

const config = {
  apiOptions: { port: 0, hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: {
    tokenMethod: 'bearer',
    superadminCredentials: { identifier: 'superadmin', password: 'superadmin' },
    cookieOptions: { secret: 'bench' },
  },
  dbConnectionOptions: {
    type: 'better-sqlite3',
    synchronize: true,
    logging: false,
    database,
    enableWAL: true,
  },
  paymentOptions: { paymentMethodHandlers: [paid] },
  importExportOptions: { importAssetsDir: folder },
  logger: new DefaultLogger({ level: LogLevel.Error }),
  plugins: [],
};

const initialData = {
  defaultLanguage: LanguageCode.en,
  defaultZone: 'Asia',
  countries: [{ name: 'China', code: 'CN', zone: 'Asia' }],
  taxRates: [{ name: 'Standard Tax', percentage: 9 }],
  shippingMethods: [{ name: 'Pickup', price: 0 }],
  paymentMethods: [{ name: 'Paid', handler: { code: 'paid', arguments: [] } }],
  collections: [],
};

const head =
  'name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory,variantAssets,variantFacets';
const products = Array.from({ length: 30 }, (_, index) => {
  const number = String(index + 1);
  return `Goods ${number},goods-${number},,,,,,SKU-${number},10.00,standard,1000000000,true,,`;
});
const sheet = join(folder, 'products.csv');
writeFileSync(sheet, [head, ...products].join('\n'));

const merged = mergeConfig(defaultConfig, config);
const app = await populate(() => bootstrap(merged), initialData, sheet);
const server = app.getHttpServer();
// With Node's five seconds, connections are closed while the others have their round.
server.keepAliveTimeout = 300_000;
process.send({ port: server.address().port });
process.on('message', () => process.send({ memory: process.memoryUsage.rss() / 2 ** 20 }));
