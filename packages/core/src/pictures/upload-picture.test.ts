import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryPictures } from './picture-store.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';
import { gif, heic, jpegWithPlace, png } from './testing/sample-pictures.ts';
import { uploadPicture } from './upload-picture.ts';

let shop: TestShop;
let files: ReturnType<typeof memoryPictures>;
beforeEach(async () => {
  files = memoryPictures();
  shop = await testShop({ pictureStore: files });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const otherCustomer = { actor: { kind: 'customer', customerId: planted.otherCustomer } } as const;
const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const otherLeader = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
const byShop = { actor: { kind: 'shop', keyId: 'key_1', scopes: ['*'] } } as const;
const digest = async () => '0'.repeat(64);
type Options = Parameters<typeof uploadPicture>[3];
const upload = (bytes: Uint8Array, options: Options = customer) =>
  uploadPicture(shop.tuan, bytes, digest, options);

async function eatenLine(): Promise<string> {
  const order = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
  return order.lines[0]?.id ?? '';
}

test('upload picture: the place is taken out, the size is told, the id cannot be guessed', async () => {
  const picture = await upload(jpegWithPlace());
  expect(picture).toMatchObject({ mediaType: 'image/jpeg', width: 2, height: 1, used: false });
  expect(picture.id).toMatch(/^pic_[0-9A-Z]{26}$/);
  const kept = await files.get(picture.id);
  expect(new TextDecoder('latin1').decode(kept)).not.toContain('52 deg');
  expect(kept).toHaveLength(picture.bytes);
});

test('upload picture: what is no picture is refused and named; nothing is kept', async () => {
  const wrong: readonly (readonly [Uint8Array, object])[] = [
    [heic(), { code: 'picture_format', details: { found: 'HEIC' } }],
    [gif(), { code: 'picture_format', details: { found: 'GIF' } }],
    [new TextEncoder().encode('<svg onload="alert(1)">'), { code: 'picture_format' }],
    [new Uint8Array(), { code: 'picture_format', details: { found: 'nothing' } }],
    [jpegWithPlace().subarray(0, 40), { code: 'picture_broken' }],
    [png().subarray(0, 30), { code: 'picture_broken' }],
    [new Uint8Array(8_388_609), { code: 'picture_too_large' }],
  ];
  for (const [bytes, refusal] of wrong) await expect(upload(bytes)).rejects.toMatchObject(refusal);
  expect(files.keys()).toEqual([]);
});

test('upload picture: once again with the same key is the same picture', async () => {
  const options = { ...customer, idempotencyKey: 'photo-1' };
  const { id } = await upload(png(), options);
  expect(await upload(png(), options)).toMatchObject({ id });
  await expect(upload(jpegWithPlace(), options)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});

test('upload picture: thirty may wait, a shopper without a session sends none', async () => {
  for (let count = 0; count < 30; count += 1) await upload(png());
  await expect(upload(png())).rejects.toMatchObject({ code: 'picture_too_many', details: { max: 30 } });
  await upload(png(), leader);
  const storefront = { actor: { kind: 'storefront', keyId: 'key_2' } } as const;
  await expect(upload(png(), storefront)).rejects.toMatchObject({ code: 'not_allowed' });
});

test('a picture of a claim is seen by its customer, its leader and the shop, by nobody else', async () => {
  const orderLineId = await eatenLine();
  const { id: pictureId } = await upload(png());
  await expect(shop.tuan.pictures.get({ pictureId }, leader)).rejects.toMatchObject({ code: 'not_found' });
  const claim = { orderLineId, reason: '不新鲜', pieces: 1, pictures: [pictureId] };
  await shop.tuan.claims.open(claim, customer);
  for (const actor of [customer, leader, byShop])
    expect(await shop.tuan.pictures.get({ pictureId }, actor)).toMatchObject({ used: true });
  for (const actor of [otherCustomer, otherLeader])
    await expect(shop.tuan.pictures.get({ pictureId }, actor)).rejects.toMatchObject({ code: 'not_found' });
});

test("nobody uses somebody else's picture, nor one for two things", async () => {
  const orderLineId = await eatenLine();
  const open = (pictures: readonly string[]) =>
    shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1, pictures: [...pictures] }, customer);
  const { id: foreign } = await upload(png(), otherCustomer);
  for (const unknown of [foreign, `pic_${'0'.repeat(26)}`])
    await expect(open([unknown])).rejects.toMatchObject({ code: 'picture_unknown' });
  const { id: own } = await upload(png());
  const { id: claimId } = await open([own]);
  await shop.tuan.claims.withdraw({ claimId }, customer);
  await expect(open([own])).rejects.toMatchObject({ code: 'picture_used', details: { picture: own } });
});

test('what nothing uses is gone after a day, file and row; what is used stays', async () => {
  const orderLineId = await eatenLine();
  const { id: used } = await upload(png());
  await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1, pictures: [used] }, customer);
  const { id: loose } = await upload(png());
  const now = shop.now;
  shop.now = now + 24 * 3_600_000 - 1;
  await shop.tuan.tick();
  expect(files.keys()).toEqual([used, loose]);
  shop.now = now + 24 * 3_600_000;
  await expect(shop.tuan.pictures.get({ pictureId: loose }, customer)).rejects.toMatchObject({
    code: 'not_found',
  });
  await shop.tuan.tick();
  await shop.tuan.tick();
  expect(files.keys()).toEqual([used]);
  const { data } = await shop.tuan.events.list({ types: ['picture.removed'] });
  expect(data).toMatchObject([{ subject: loose, data: { cause: 'unused' } }]);
});

test('pictures of a person who is erased are seen by nobody, and their files go', async () => {
  const orderLineId = await eatenLine();
  const { id: pictureId } = await upload(png());
  const claim = { orderLineId, reason: '不新鲜', pieces: 1, pictures: [pictureId] };
  const { id: claimId } = await shop.tuan.claims.open(claim, customer);
  await shop.tuan.claims.withdraw({ claimId }, customer);
  await shop.tuan.customers.erase({ customerId: planted.customer });
  await expect(shop.tuan.pictures.get({ pictureId }, byShop)).rejects.toMatchObject({ code: 'not_found' });
  await shop.tuan.tick();
  expect(files.keys()).toEqual([]);
  expect(await shop.tuan.reader.rows('SELECT "id" FROM "pictures"')).toEqual([]);
});
