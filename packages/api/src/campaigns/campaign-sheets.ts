import type { OpenTuan, SheetTable } from '@opentuan/core';
import type { SheetValue } from '@opentuan/core/sheets';
import type { Language } from '../language.ts';
import { type SheetColumn, sumOf, tableOf } from '../sheet.ts';
import { problemText, wordFor, yesOrNo } from '../sheet-words.ts';

type Dates = Awaited<ReturnType<OpenTuan['campaignSeries']['dates']>>;
type PickupDates = Awaited<ReturnType<OpenTuan['campaigns']['pickupDates']>>;
type Progress = Awaited<ReturnType<OpenTuan['campaigns']['progress']>>;

const dateColumns: readonly SheetColumn<Dates['data'][number]>[] = [
  { zh: '自提日', en: 'Pickup date', value: ({ date }) => date },
  { zh: '状态', en: 'State', value: ({ state }, language) => wordFor('plannedDate', state, language) },
  { zh: '原因', en: 'Reason', value: ({ reason }) => reason },
  { zh: '开团', en: 'Opens', value: ({ opensAt }) => opensAt },
  { zh: '截单', en: 'Closes', value: ({ closesAt }) => closesAt },
  { zh: '自提起', en: 'Pickup from', value: ({ pickupStartsAt }) => pickupStartsAt },
  { zh: '自提止', en: 'Pickup to', value: ({ pickupEndsAt }) => pickupEndsAt },
  { zh: '团编号', en: 'Round', value: ({ campaignId }) => campaignId },
];

/** The next dates of a series, one a row. */
export function sheetOfSeriesDates({ data }: Dates, locale: string): SheetTable {
  return tableOf({ zh: '开团日期', en: 'Dates' }, dateColumns, data, locale);
}

/** Offers by rows, dates by columns: what can be collected when. */
export function sheetOfPickupDates({ offers, dates }: PickupDates, locale: string): SheetTable {
  const columns: readonly SheetColumn<PickupDates['offers'][number]>[] = [
    { zh: '商品', en: 'Product', value: ({ title }) => title },
    { zh: '备货天数', en: 'Lead days', value: ({ leadDays }) => leadDays },
    { zh: '截单', en: 'Cutoff', value: ({ closesAt }) => closesAt },
    {
      zh: '截单来源',
      en: 'Cutoff from',
      value: ({ cutoffFrom }, language) => wordFor('cutoffFrom', cutoffFrom, language),
    },
    { zh: '最早自提日', en: 'Earliest pickup', value: ({ earliestPickup }) => earliestPickup },
    { zh: '最晚截单', en: 'Latest cutoff', value: ({ latestCutoff }) => latestCutoff },
    { zh: '赶得上', en: 'In time', value: ({ inTime }, language) => yesOrNo(inTime, language) },
    ...dates.map(({ date, offerIds }) => ({
      zh: date,
      en: date,
      value: ({ offerId }: PickupDates['offers'][number], language: Language) =>
        yesOrNo(offerIds.includes(offerId), language),
    })),
  ];
  return tableOf({ zh: '可自提日期', en: 'Pickup dates' }, columns, offers, locale);
}

type Texts = readonly [zh: string, en: string];
interface Part {
  readonly name: Texts;
  readonly headers: readonly Texts[];
  readonly rows: (progress: Progress, language: Language) => readonly (readonly SheetValue[])[];
}

const cutoffs: Part = {
  name: ['截单', 'Cutoffs'],
  headers: [
    ['截单时间', 'Cutoff'],
    ['状态', 'State'],
    ['商品数', 'Offers'],
    ['件数', 'Pieces'],
    ['采购单', 'Purchase orders'],
    ['问题', 'Problem'],
  ],
  rows: (progress, language) =>
    progress.cutoffs.map((one) => [
      one.cutoff,
      wordFor('cutoffState', one.state, language),
      one.offers,
      one.pieces,
      one.purchaseOrders,
      one.problem === null ? null : problemText(one.problem, language),
    ]),
};

const offers: Part = {
  name: ['商品', 'Offers'],
  headers: [
    ['商品', 'Product'],
    ['状态', 'Status'],
    ['已订', 'Sold'],
    ['已确认', 'Firm'],
    ['剩余', 'Left'],
    ['成团数', 'Minimum'],
    ['计入', 'Counted'],
    ['金额', 'Net'],
  ],
  rows: (progress, language) =>
    progress.offers.map(({ title, status, sold, firm, left, minimum, counted, net }) => [
      title,
      wordFor('offerStatus', status, language),
      sold,
      firm,
      left,
      minimum,
      counted,
      sumOf(net),
    ]),
};

const suppliers: Part = {
  name: ['供应商起订', 'Minimums'],
  headers: [
    ['供应商', 'Supplier'],
    ['截单时间', 'Cutoff'],
    ['采购额', 'Value'],
    ['箱数', 'Cases'],
    ['还差金额', 'Missing value'],
    ['还差箱数', 'Missing cases'],
    ['已达到', 'Reached'],
    ['未达到时', 'If missed'],
  ],
  rows: (progress, language) =>
    progress.suppliers.map((one) => [
      one.name,
      one.cutoff,
      sumOf(one.value),
      one.cases,
      sumOf(one.missingValue),
      one.missingCases,
      yesOrNo(one.reached, language),
      wordFor('belowMinimum', one.onMiss, language),
    ]),
};

const leaders: Part = {
  name: ['团长', 'Leaders'],
  headers: [
    ['团长', 'Leader'],
    ['订单', 'Orders'],
    ['件数', 'Pieces'],
    ['金额', 'Net'],
  ],
  rows: (progress) =>
    progress.leaders.map(({ name, orders, pieces, net }) => [name, orders, pieces, sumOf(net)]),
};

/**
 * How a round stands. A workbook has a sheet for each part; as CSV they follow one another, each row led by its part.
 * A cutoff of which nothing was ordered says so, and one whose purchase orders could not be made says why.
 */
export function sheetOfProgress(progress: Progress, locale: string): SheetTable {
  const language: Language = locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  const at = language === 'zh' ? 0 : 1;
  const parts = [cutoffs, offers, suppliers, leaders].map(({ name, headers, rows }) => ({
    name: name[at],
    headers: headers.map((header) => header[at]),
    rows: rows(progress, language),
  }));
  const width = Math.max(...parts.map(({ headers }) => headers.length));
  const padded = (row: readonly SheetValue[]): readonly SheetValue[] => [
    ...row,
    ...Array.from({ length: width - row.length }, () => null),
  ];
  const rows = parts
    .filter((part) => part.rows.length > 0)
    .flatMap((part) => [part.headers, ...part.rows].map((row) => [part.name, ...padded(row)]));
  const state = wordFor('phase', progress.phase, language);
  return {
    name: language === 'zh' ? '进度' : 'Progress',
    headers: [language === 'zh' ? '部分' : 'Part', state, ...Array.from({ length: width - 1 }, () => '')],
    rows,
    sheets: parts.filter((part) => part.rows.length > 0),
  };
}
