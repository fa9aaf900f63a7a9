import type { NoticeRow } from '../notice-row.ts';
import { told, shop, leadersJoin, offerLeadersJoin, offerFacts } from '../notice-sources.ts';

/** What is told of rounds and their offers. */
export const roundNotices: readonly NoticeRow[] = [
  {
    topic: 'campaign.published',
    receiver: 'leader',
    made: {
      event: 'campaign.published',
      join: leadersJoin,
      receiver: `cl."leaderId"`,
      facts: `'campaignId', e."subject", 'closes', e."data" ->> 'closesAt'`,
    },
    zh: '新团「{campaign}」已发布，{closes} 截单，{pickupDate} 提货。',
    en: 'The round “{campaign}” is out: orders until {closes}, pickup on {pickupDate}.',
  },
  {
    topic: 'helpSelling.changed',
    receiver: 'leader',
    made: {
      event: 'campaign.changed',
      join: leadersJoin,
      receiver: `cl."leaderId"`,
      facts: `'campaignId', e."subject"`,
      // Nobody promoted what was changed before it was published.
      where: `EXISTS (SELECT 1 FROM json_each(e."data", '$.fields') AS f WHERE f.value = 'helpSelling')
        AND EXISTS (SELECT 1 FROM "events" p WHERE p."subject" = e."subject" AND p."type" = 'campaign.published'
          AND p."sequence" < e."sequence")`,
    },
    zh: '「{campaign}」的帮卖佣金有调整，之后的新订单按新的算，已下的不变。',
    en: 'The help-selling shares of “{campaign}” have changed: new orders earn the new ones, earlier orders keep theirs.',
  },
  {
    topic: 'campaign.cutoffSoon',
    receiver: 'leader',
    urgent: true,
    made: 'clock',
    zh: '「{campaign}」{closes} 截单，请提醒邻居下单。',
    en: '“{campaign}” closes at {closes}. Remind your neighbours.',
  },
  {
    topic: 'campaign.cancelled',
    receiver: 'leader',
    made: {
      event: 'campaign.cancelled',
      join: leadersJoin,
      receiver: `cl."leaderId"`,
      facts: `'campaignId', e."subject", ${told('reason')}`,
    },
    zh: '「{campaign}」已取消，已付的订单会退款。',
    en: '“{campaign}” is cancelled. Whoever has paid gets the money back.',
  },
  {
    topic: 'campaign.notBought',
    receiver: 'shop',
    urgent: true,
    made: 'verb',
    about: ['campaign.notBought'],
    zh: '「{campaign}」的采购单没有生成：{problem}。系统会再试，请检查。',
    en: 'The purchase orders of “{campaign}” could not be made: {problem}. It is tried again; please have a look.',
  },
  {
    topic: 'offer.extended',
    receiver: 'leader',
    made: {
      event: 'offer.extended',
      join: offerLeadersJoin,
      receiver: `cl."leaderId"`,
      facts: `${offerFacts}, 'closes', e."data" ->> 'closesAt'`,
    },
    zh: '「{goods}」还没成团，延长到 {closes}。',
    en: '“{goods}” has not reached its minimum and stays open until {closes}.',
  },
  {
    topic: 'offer.failed',
    receiver: 'leader',
    made: { event: 'offer.failed', join: offerLeadersJoin, receiver: `cl."leaderId"`, facts: offerFacts },
    zh: '「{goods}」没有成团，已付的会退款。',
    en: '“{goods}” missed its minimum. Whoever has paid for it gets the money back.',
  },
  {
    topic: 'campaign.supplierMissed',
    receiver: 'shop',
    made: {
      event: 'campaign.supplierMissed',
      join: '',
      receiver: shop,
      facts: `'campaignId', e."subject", 'supplierId', e."data" ->> 'supplierId', 'cases', e."data" -> 'cases', 'valueAmount', e."data" -> 'value'`,
    },
    zh: '「{campaign}」里 {supplier} 没到起订量（{valueAmount}，{cases} 件），已按约定处理。',
    en: '{supplier} stays below its minimum in “{campaign}” ({valueAmount}, {cases} cases); what was declared follows.',
  },
];
