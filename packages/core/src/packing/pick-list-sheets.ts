import { emptyPickListText } from '../delivery/empty-pick-list.ts';
import type { PickList } from '../delivery/pick-list-schemas.ts';
import type { SheetValue } from '../imports/write-sheet.ts';
import { languageOf, type SheetTable } from '../purchasing/purchase-order-sheet.ts';

type Language = 'zh' | 'en';
type Point = PickList['points'][number];
type Basket = Point['baskets'][number];
type Line = Basket['lines'][number];

/** A column of the list by basket: its header in both languages, and what stands in it. */
interface BasketColumn {
  readonly zh: string;
  readonly en: string;
  readonly value: (line: Line, basket: Basket, language: Language) => SheetValue;
}

const basketColumns: readonly BasketColumn[] = [
  { zh: '篮号', en: 'Basket', value: (_, { number }) => number },
  { zh: '顾客', en: 'Customer', value: (_, { customer }) => customer },
  { zh: '商品', en: 'Product', value: ({ title }) => title },
  { zh: '数量', en: 'Pieces', value: ({ pieces }) => pieces },
  { zh: '单位', en: 'Unit', value: ({ unit }) => unit },
  { zh: '已分拣', en: 'Packed', value: ({ packed }) => packed },
  { zh: '标准克重', en: 'Nominal grams', value: ({ nominalGrams }) => nominalGrams },
  { zh: '实重（克）', en: 'Packed grams', value: ({ grams }) => grams },
  { zh: '赠品', en: 'Gift', value: ({ gift }, _, language) => (gift ? giftWord[language] : '') },
  { zh: '备注', en: 'Note', value: ({ note }) => note },
  { zh: '订单备注', en: 'Order note', value: (_, { note }) => note },
  {
    zh: '取货时段',
    en: 'Slot',
    value: (_, { slot }) => (slot === null ? '' : `${slot.opens}–${slot.closes}`),
  },
  { zh: '订单号', en: 'Order', value: ({ orderId }) => orderId },
  { zh: '订单行号', en: 'Order line', value: ({ orderLineId }) => orderLineId },
];
const giftWord = { zh: '赠', en: 'gift' } as const;

const words = {
  zh: {
    point: '自提点',
    address: '地址',
    product: '商品',
    pieces: '数量',
    unit: '单位',
    packed: '已分拣',
    baskets: '篮数',
    complete: '已完成篮数',
    toWeigh: '待称重',
    total: '合计',
    byBasket: '分拣',
    byPoint: '装箱',
    byProduct: '按商品',
    overview: '汇总',
    weighing: '称重',
  },
  en: {
    point: 'Pickup point',
    address: 'Address',
    product: 'Product',
    pieces: 'Pieces',
    unit: 'Unit',
    packed: 'Packed',
    baskets: 'Baskets',
    complete: 'Complete',
    toWeigh: 'To weigh',
    total: 'Total',
    byBasket: 'Baskets',
    byPoint: 'Crates',
    byProduct: 'Products',
    overview: 'Summary',
    weighing: 'Weighing',
  },
} as const;

/**
 * The pick list by household, basket after basket. A workbook has a summary, the goods by product, and a sheet for each
 * pickup point; a CSV has all baskets with their point in front. Names are masked as in the list.
 */
export function sheetOfPickList(list: PickList, locale: string): SheetTable {
  const language = languageOf(locale);
  const { point, byBasket, overview, byProduct } = words[language];
  const headers = basketColumns.map((column) => column[language]);
  return {
    name: nameOf(list, byBasket),
    headers: [point, ...headers],
    rows: orWhy(
      list,
      language,
      list.points.flatMap((one) => rowsOfPoint(one, language).map((row) => [one.name, ...row])),
    ),
    sheets: [
      { ...overviewOf(list, language), name: overview },
      { ...goodsOf(list, language), name: byProduct },
      ...list.points.map((one) => ({ name: one.name, headers, rows: rowsOfPoint(one, language) })),
    ],
  };
}

/** What goes into the crate of each pickup point, summed by product; in a workbook a summary and a sheet for each point. */
export function sheetOfCrates(list: PickList, locale: string): SheetTable {
  const language = languageOf(locale);
  const { point, address, product, pieces, unit, packed, overview, byPoint } = words[language];
  const goods = [product, pieces, unit, packed];
  const rowsOf = ({ totals }: Point) =>
    totals.map((total): SheetValue[] => [total.title, total.pieces, total.unit, total.packed]);
  return {
    name: nameOf(list, byPoint),
    headers: [point, address, ...goods],
    rows: orWhy(
      list,
      language,
      list.points.flatMap((one) => rowsOf(one).map((row) => [one.name, one.address, ...row])),
    ),
    sheets: [
      { ...overviewOf(list, language), name: overview },
      ...list.points.map((one) => ({ name: one.name, headers: goods, rows: rowsOf(one) })),
    ],
  };
}

/** By product: how many of it go to which point. */
export function sheetOfProducts(list: PickList, locale: string): SheetTable {
  const language = languageOf(locale);
  return { ...goodsOf(list, language), name: nameOf(list, words[language].byProduct) };
}

/**
 * The lines to be weighed, to be filled in and handed back: `imports` with the kind `weighings` reads the packed grams
 * beside the number of the line in the last column.
 */
export function sheetOfWeighing(list: PickList, locale: string): SheetTable {
  const language = languageOf(locale);
  const wanted = new Set([
    '篮号',
    '顾客',
    '商品',
    '数量',
    '单位',
    '标准克重',
    '实重（克）',
    '备注',
    '订单行号',
  ]);
  const columns = basketColumns.filter(({ zh }) => wanted.has(zh));
  const rows = list.points.flatMap((point) =>
    point.baskets.flatMap((basket) =>
      basket.lines
        .filter(({ nominalGrams }) => nominalGrams !== null)
        .map((line) => [point.name, ...columns.map(({ value }) => value(line, basket, language))]),
    ),
  );
  const headers = [words[language].point, ...columns.map((column) => column[language])];
  return { name: nameOf(list, words[language].weighing), headers, rows };
}

/** The rows, or why there are none. */
function orWhy({ empty }: PickList, language: Language, rows: SheetValue[][]): SheetValue[][] {
  return rows.length === 0 && empty !== null ? [[emptyPickListText(empty, language)]] : rows;
}

function rowsOfPoint({ baskets }: Point, language: Language): SheetValue[][] {
  return baskets.flatMap((basket) =>
    basket.lines.map((line) => basketColumns.map(({ value }) => value(line, basket, language))),
  );
}

function overviewOf(list: PickList, language: Language): Pick<SheetTable, 'headers' | 'rows'> {
  const { points } = list;
  const { point, address, baskets, complete, toWeigh, total, packed, ...other } = words[language];
  const rows = points.map((one): SheetValue[] => [
    one.name,
    one.address,
    one.baskets.length,
    one.complete,
    one.pieces,
    one.packed,
    one.toWeigh,
  ]);
  const sum = (of: (one: Point) => number) => points.reduce((all, one) => all + of(one), 0);
  const last = [
    total,
    '',
    sum((one) => one.baskets.length),
    sum((one) => one.complete),
    sum((one) => one.pieces),
    sum((one) => one.packed),
    sum((one) => one.toWeigh),
  ];
  return {
    headers: [point, address, baskets, complete, other.pieces, packed, toWeigh],
    rows: orWhy(list, language, rows.length === 0 ? [] : [...rows, last]),
  };
}

function goodsOf(list: PickList, language: Language): Pick<SheetTable, 'headers' | 'rows'> {
  const { product, unit, total, packed, point, pieces } = words[language];
  const rows = list.products.flatMap((one) => [
    ...one.points.map(({ name, pieces: there }): SheetValue[] => [one.title, name, there, one.unit, null]),
    [one.title, total, one.pieces, one.unit, one.packed],
  ]);
  return { headers: [product, point, pieces, unit, packed], rows: orWhy(list, language, rows) };
}

function nameOf({ title, pickupDate }: PickList, kind: string): string {
  return `${kind} ${pickupDate} ${title}`;
}
