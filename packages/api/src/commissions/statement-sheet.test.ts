import { planted } from '@opentuan/core/testing';
import { expect, test } from 'vitest';
import { apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

test('statement lines as a file: what it was earned as, the rate with its boost, and what was declared before the cap', async () => {
  const shop = await apiShop();
  const round = new HttpRound(shop);
  await round.call('/commission-rules', { leaderId: 'external:L01', basisPoints: 2500 });
  await shop.tuan.shop.change({ policies: { launchBoostBasisPoints: 1500, launchBoostDays: 14 } });
  const order = {
    campaignId: planted.campaign,
    customer: planted.customer,
    lines: [{ offerId: planted.appleOffer, pieces: 3 }],
  };
  const { id } = await round.buy(order, yuan(3000), 'till-1');
  await round.bring(planted.campaign, '2026-11-23');
  await round.handOver(id);
  shop.at('2026-11-28T09:00:00+08:00');
  const { statementId } = await shop.tuan.statements.create({ leaderId: planted.leader, to: '2026-11-28' });
  const sheet = async (locale: string) => {
    const path = `/statements/${statementId ?? ''}/lines?format=csv&locale=${locale}`;
    const { body } = await shop.call(path, { token: shop.secretKey });
    return String(body.text).replace('\uFEFF', '').trimEnd().split('\r\n');
  };
  const [chinese, own] = await sheet('zh-CN');
  expect(chinese).toBe(
    '日期,类别,订单号,商品,数量,货款,本次退款,佣金类别,佣金率%,每件佣金,其中扶持%,封顶前佣金率%,封顶前每件佣金,金额,说明',
  );
  const [english, line] = await sheet('en');
  expect(english).toContain('Earned as,Rate %,Per piece,Boost %,Declared %,Declared per piece,Amount');
  expect(line).toContain(`,Earned,${id},苹果,3,30.00,,Sale,30,,11.25,40,,9.00,`);
  expect(own).toContain(`,所得,${id},苹果,3,30.00,,销售佣金,30,`);
  await shop.audit();
  await shop.close();
});
