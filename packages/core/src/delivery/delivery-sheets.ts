import { languageOf, type SheetTable } from '../purchasing/purchase-order-sheet.ts';
import { instantOf, localText } from '../shared/time.ts';
import type { DeliveryRunView } from './schemas.ts';

type Stop = DeliveryRunView['stops'][number];

const headers = {
  zh: [
    '顺序',
    '自提点',
    '地址',
    '预计到达',
    '状态',
    '筐（计划）',
    '筐（实装）',
    '货号',
    '商品',
    '规格',
    '应交',
    '单位',
    '装车',
    '实交',
    '缺少',
    '破损',
    '原因',
    '团长清点',
    '签收人',
    '签收时间',
    '备注',
  ],
  en: [
    'Stop',
    'Pickup point',
    'Address',
    'Expected at',
    'Status',
    'Crates planned',
    'Crates loaded',
    'Number',
    'Product',
    'Specification',
    'Expected',
    'Unit',
    'Loaded',
    'Delivered',
    'Missing',
    'Damaged',
    'Reason',
    'Counted by leader',
    'Signed by',
    'Signed at',
    'Note',
  ],
} as const;

const statuses = {
  zh: { pending: '未到', handedOver: '已交接', failed: '未送达' },
  en: { pending: 'to come', handedOver: 'handed over', failed: 'not delivered' },
} as const;

/**
 * The manifest of a run (配送单), stop by stop: what was planned, counted into the vehicle, signed for and counted by
 * the leader. Crates stand on the first line of a stop, so that their column can be summed.
 */
export function sheetOfDeliveryRun(run: DeliveryRunView, locale: string): SheetTable {
  const language = languageOf(locale);
  const timeOf = (instant: string | null) =>
    instant === null ? '' : localText(instantOf(instant), run.zone);
  const rows = run.stops.flatMap((stop) => {
    const about = [
      stop.position + 1,
      stop.name,
      stop.address,
      timeOf(stop.expectedAt ?? stop.plannedAt),
      statuses[language][stop.status],
    ];
    const end = [stop.signedBy ?? '', timeOf(stop.handedOverAt), stop.note];
    return stop.lines.map((line, index) => {
      const crates = index === 0 ? [stop.crates, stop.loadedCrates] : [null, null];
      return [...about, ...crates, ...goodsOf(stop, line), ...end];
    });
  });
  return { name: run.name, headers: headers[language], rows };
}

function goodsOf({ status }: Stop, line: Stop['lines'][number]) {
  const { externalId, title, specification, expected, unit, loaded, counted, reason } = line;
  const isSigned = status === 'handedOver';
  const signed = isSigned ? [line.delivered, line.missing, line.damaged] : [null, null, null];
  return [externalId, title, specification, expected, unit, loaded, ...signed, reason, counted];
}
