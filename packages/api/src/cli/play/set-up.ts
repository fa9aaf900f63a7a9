import { Trouble } from '../command.ts';
import { sampleSheet } from '../sample-sheet.ts';
import { friday, instantAt, monday, tuesday, zone } from './calendar.ts';
import type { Day, PlayedOffer } from './day.ts';
import { planNeighbours } from './neighbours.ts';
import { leaderSheets, sheetOf } from './sheets.ts';

/** How many goods of the price list are offered. */
const offerCount = 25;

const currency = 'CNY';

/** The shop, its goods, leaders and pickup points, all through the same doors that a merchant uses. */
export async function setUpShop(day: Day): Promise<void> {
  const { caller, options } = day;
  caller.now = instantAt(monday, '06:30');
  await findOrMakeShop(day);
  // Some of the neighbours pay when they fetch their goods, whoever ordered.
  await caller.ask('PATCH', '/shop', { body: { policies: { payAtPickup: 'allowed' } } });
  const { leaders, points, externalIds } = leaderSheets(options.leaders);
  await importSheet(day, 'priceList', sampleSheet('price-list'));
  await importSheet(day, 'leaders', leaders);
  await importSheet(day, 'pickupPoints', points);
  await learnLeaders(day, externalIds);
}

/** A target of the week in two steps, and two levels by what a leader sells in the month. */
async function spurLeaders(day: Day): Promise<void> {
  const { caller } = day;
  const sum = (amount: number) => ({ amount, currency });
  const target = await caller.ask<{ id: string }>('POST', '/commission-targets', {
    body: {
      name: '首周冲量',
      period: { kind: 'dates', from: monday, to: friday },
      steps: [
        { threshold: sum(5000), bonus: sum(500) },
        { threshold: sum(200_000), basisPoints: 100 },
      ],
    },
  });
  day.targetId = target.id;
  await caller.ask('PUT', '/leader-levels', {
    body: {
      graceMonths: 1,
      levels: [
        { name: '铜牌', reach: {} },
        { name: '银牌', reach: { sales: sum(100_000), buyers: 10 } },
      ],
    },
  });
}

async function findOrMakeShop(day: Day): Promise<void> {
  const { caller } = day;
  const found = await caller.try('GET', '/shop');
  const shop = found.ok
    ? found.body
    : await caller.ask('POST', '/shop', {
        body: { name: '幸福里鲜果店', zone, currency, locale: 'zh-CN' },
      });
  day.currency = String(shop.currency);
  if (day.currency !== currency || shop.zone !== zone)
    throw new Trouble({
      en: `The day is played in ${currency} and ${zone}; this shop keeps ${day.currency} and ${String(shop.zone)}. Play on another database.`,
      zh: `演练以 ${currency}、${zone} 进行，而该店为 ${day.currency}、${String(shop.zone)}。请换一个数据库。`,
    });
}

async function importSheet(day: Day, kind: string, csv: string): Promise<void> {
  const { caller } = day;
  const path = `/imports?kind=${kind}&fileName=${kind}.csv`;
  const preview = await caller.ask<{ id: string; problems: unknown[] }>('POST', path, { csv });
  if (preview.problems.length > 0)
    throw new Trouble({
      en: `The sample sheet ${kind} has problems: ${JSON.stringify(preview.problems)}`,
      zh: `示例表 ${kind} 有问题：${JSON.stringify(preview.problems)}`,
    });
  await caller.ask('POST', `/imports/${preview.id}/confirm`, { body: {} });
  day.step('setUp');
}

async function learnLeaders(day: Day, externalIds: readonly string[]): Promise<void> {
  const { caller } = day;
  const points = await caller.all<{ id: string; leaderId: string | null; retired?: boolean }>(
    '/pickup-points',
  );
  for (const externalId of externalIds) {
    const { id } = await caller.ask<{ id: string }>('GET', `/leaders/external:${externalId}`);
    const [community] = await caller.all<{ inviteCode: string }>(`/communities?leaderId=${id}`);
    const point = points.find(({ leaderId }) => leaderId === id);
    if (!community || !point)
      throw new Trouble({
        en: `The leader ${externalId} has no community or no pickup point.`,
        zh: `团长 ${externalId} 没有社群或自提点。`,
      });
    const token = await openSession(day, { leader: `external:${externalId}` });
    day.leaders.push({ id, externalId, pickupPointId: point.id, inviteCode: community.inviteCode, token });
    day.step('setUp');
  }
}

async function openSession(
  { caller }: Day,
  who: { readonly customer: string } | { readonly leader: string },
): Promise<string> {
  const session = await caller.ask<{ token: string }>('POST', '/sessions', {
    body: { ...who, ttl: 12 * 3600 },
  });
  return session.token;
}

interface Goods {
  readonly sku: string;
}

/** Tonight's campaign: 25 goods that can be had by tomorrow, some with a cap, a limit or a minimum. */
export async function openCampaign(day: Day): Promise<void> {
  const { caller, options, leaders } = day;
  const externalId = `play-${String(options.seed)}`;
  const known = await caller.try('GET', `/campaigns/external:${externalId}`);
  if (known.ok)
    throw new Trouble({
      en: `The day with seed ${String(options.seed)} was played on this server before. Take another --seed, or an empty database.`,
      zh: `种子 ${String(options.seed)} 的一天已在此服务器演练过。请换 --seed，或换空数据库。`,
    });
  const draft = await caller.ask<{ id: string; offers: PlayedOffer[] }>('POST', '/campaigns', {
    body: {
      externalId,
      title: '周二自提团',
      opensAt: new Date(instantAt(monday, '08:00')).toISOString(),
      closesAt: new Date(instantAt(monday, '22:00')).toISOString(),
      pickupDate: tuesday,
      pickupWindows: [{ opens: '16:00', closes: '20:30' }],
      leaderIds: leaders.map(({ id }) => id),
      pickupPointIds: leaders.map(({ pickupPointId }) => pickupPointId),
      offers: chooseGoods(day).map(({ sku }, position) => ({
        variantId: `external:${sku}`,
        position,
        ...termsOf(position, options.customers),
      })),
    },
  });
  day.campaignId = draft.id;
  day.offers.push(...draft.offers.toSorted((one, other) => positionOf(one) - positionOf(other)));
  caller.now = instantAt(monday, '07:00');
  await caller.ask('POST', `/campaigns/${draft.id}/publish`);
  await spurLeaders(day);
  day.step('setUp');
}

function positionOf(offer: PlayedOffer & { readonly position?: number }): number {
  return offer.position ?? 0;
}

function chooseGoods({ chance }: Day): Goods[] {
  const { headers, rows } = sheetOf(sampleSheet('price-list'));
  const [sku, lead] = [headers.indexOf('货号'), headers.indexOf('备货天数')];
  const tomorrow = rows.filter((cells) => cells[lead] === '1').map((cells) => ({ sku: cells[sku] ?? '' }));
  return chance.shuffled(tomorrow).slice(0, offerCount);
}

/** The first two sell out, the third has a limit, the last needs more buyers than there are. */
function termsOf(position: number, customers: number): object {
  if (position < 2) return { cap: Math.max(3, Math.round(customers * 0.15)) };
  if (position === 2) return { limitPerCustomer: 4 };
  if (position === 3) return { minimum: 1, minimumOf: 'customers', onMiss: 'cancel' };
  if (position === offerCount - 1) return { minimum: customers * 100, onMiss: 'cancel' };
  return position % 5 === 0 ? { cap: customers * 3, limitPerCustomer: 20 } : {};
}

/** The host shop tells who its customers are; those with a phone in hand sign in and join their leader's group. */
export async function gatherNeighbours(day: Day): Promise<void> {
  const { caller, chance, options, leaders } = day;
  day.neighbours.push(...planNeighbours(options, offerCount, chance));
  const known = day.neighbours.filter(({ manner }) => manner !== 'behalf');
  for (let from = 0; from < known.length; from += 500) {
    const customers = known
      .slice(from, from + 500)
      .map(({ externalId, name, phone }) => ({ externalId, name, phone }));
    await caller.ask('PUT', '/customers', { body: { customers } });
  }
  for (const neighbour of known.filter(({ manner }) => manner !== 'till')) {
    const token = await openSession(day, { customer: `external:${neighbour.externalId}` });
    const code = leaders[neighbour.leader]?.inviteCode ?? '';
    await caller.ask('POST', `/storefront/communities/${code}/join`, { token, body: {} });
    day.sessions.set(neighbour, token);
    day.step('setUp');
  }
}
