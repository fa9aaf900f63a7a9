import { currenciesBesideTwoDigits } from '@opentuan/core';

/** The script of the supplier's page: reads the order by the token behind #, confirms it or corrects lines. */
export const supplierScript = `const words = {
  zh: { order: '采购单', bring: '送达日（提货日）', total: '合计', pack: '件', packs: '件', each: '每件', loose: '散', confirm: '确认，按此供货', correct: '提交更正', pieces: '能供数量', cost: '单价', day: '送达日', reason: '原因（必填）', confirmed: '已确认，谢谢。', corrected: '更正已提交，等待采购方答复。', over: '此单已收货，不再更改。', invalid: '链接无效、已过期或已收回。请向采购方索取新链接。', problem: '没有成功：', changed: '变更', noted: '已知悉', status: { proposed: '待答复', accepted: '已接受', refused: '已拒绝', replaced: '已被新的更正取代' }, came: '实收', rejected: '拒收', needReason: '请填写原因：', empty: '没有填写任何更正。', photo: '照片', photos: (n) => n + ' 张照片', link: '图片', other: 'English', kind: { ordered: '数量', unitCost: '单价', promisedOn: '送达日' } },
  en: { order: 'Purchase order', bring: 'Needed for pickup on', total: 'Total', pack: 'pack', packs: 'packs', each: 'of', loose: 'loose', confirm: 'Confirm as it stands', correct: 'Send corrections', pieces: 'Can bring', cost: 'Unit cost', day: 'Day', reason: 'Reason (needed)', confirmed: 'Confirmed. Thank you.', corrected: 'Your corrections wait for an answer.', over: 'Goods of this order have come; it is not changed any more.', invalid: 'This link is not valid, has ended or was taken back. Ask for a new one.', problem: 'That did not work: ', changed: 'Changes', noted: 'Noted', status: { proposed: 'waiting', accepted: 'accepted', refused: 'refused', replaced: 'replaced by a newer one' }, came: 'Accepted', rejected: 'Rejected', needReason: 'Give a reason: ', empty: 'Nothing was corrected.', photo: 'Pictures', photos: (n) => n + (n === 1 ? ' picture' : ' pictures'), link: 'Picture', other: '中文', kind: { ordered: 'Pieces', unitCost: 'Unit cost', promisedOn: 'Day' } },
};
let language = /^zh/i.test(navigator.language) ? 'zh' : 'en';
const token = location.hash.slice(1);
const main = document.getElementById('main');
let order;
let differences = [];
let message;

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'onclick') made.addEventListener('click', value);
    else if (key === 'onchange') made.addEventListener('change', value);
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

async function ask(path, body, type) {
  const headers = { authorization: 'Bearer ' + token, 'accept-language': language === 'zh' ? 'zh-CN' : 'en' };
  if (body !== undefined) { headers['content-type'] = type; headers['idempotency-key'] = crypto.randomUUID(); }
  return fetch('supplier/' + path, { method: body === undefined ? 'GET' : 'POST', headers, body, cache: 'no-store' });
}

async function call(path, body) {
  const response = await (body instanceof Blob ? ask(path, body, body.type) : ask(path, body === undefined ? undefined : JSON.stringify(body), 'application/json'));
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.detail || answer.title || response.status), { status: response.status });
  return answer;
}

const digits = ${JSON.stringify(currenciesBesideTwoDigits)};
function digitsOf(currency) {
  return digits[currency] ?? 2;
}
function shown(money) {
  return (money.amount / 10 ** digitsOf(money.currency)).toFixed(digitsOf(money.currency)) + ' ' + money.currency;
}

function told(difference, value) {
  if (value === null) return order.bringOn;
  return difference.kind === 'unitCost' ? shown({ amount: value, currency: order.expectedTotal.currency }) : String(value);
}

function field(line, name, label, type, value) {
  const input = element('input', { type, name, 'data-line': line.id, value, ...(type === 'number' ? { min: '0', step: name === 'ordered' ? '1' : 'any', inputmode: 'decimal' } : {}) });
  return element('label', {}, label, input);
}

/** What was chosen to show a correction, by line: kept until it is sent. */
const chosen = new Map();

function picker(line) {
  const w = words[language];
  const count = element('span', { class: 'quiet' });
  const told = () => { const n = (chosen.get(line.id) || []).length; count.textContent = n ? w.photos(n) : ''; };
  const input = element('input', { type: 'file', accept: 'image/*', multiple: '', onchange: () => { chosen.set(line.id, [...input.files].slice(0, 10)); told(); } });
  told();
  return element('label', {}, w.photo, input, count);
}

/** A picture that goes through a weak signal, in a format that every browser shows. */
async function smaller(file) {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, 1600 / Math.max(image.width, image.height));
  const canvas = element('canvas', { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error(file.name)), 'image/jpeg', 0.8));
}

/** Uploads what was chosen; a picture that went through once is not sent again. */
async function uploaded(line) {
  const files = chosen.get(line.id) || [];
  for (const [at, file] of files.entries())
    if (file instanceof Blob) files[at] = (await call('pictures', await smaller(file))).id;
  return files;
}

const shownAs = new Map();
/** Uploaded pictures are read with the link itself and shown; the shop's own addresses are links, since this page loads nothing from elsewhere. */
function picturesOf(references) {
  if (!references.length) return undefined;
  return element('p', { class: 'pictures' }, ...references.map((reference) => {
    if (!reference.startsWith('pic_')) return element('a', { href: reference, rel: 'noreferrer noopener', target: '_blank' }, words[language].link);
    const image = element('img', { alt: words[language].link, loading: 'lazy' });
    if (!shownAs.has(reference)) shownAs.set(reference, ask('pictures/' + reference).then(async (response) => response.ok ? URL.createObjectURL(await response.blob()) : ''));
    shownAs.get(reference).then((address) => { if (address) image.src = address; else image.remove(); }, () => image.remove());
    return image;
  }));
}

function lineItem(line) {
  const w = words[language];
  const packs = line.packSize > 1 ? ' (' + line.cases + ' ' + (line.cases === 1 ? w.pack : w.packs) + ' ' + w.each + ' ' + line.packSize + (line.loose ? ', ' + w.loose + ' ' + line.loose : '') + ')' : '';
  const item = element('li', { class: 'line' },
    element('b', {}, [line.title, line.specification].filter(Boolean).join(' ')),
    element('span', {}, line.ordered + ' ' + line.unit + packs + ' · ' + shown(line.unitCost)));
  if (order.status === 'sent') {
    item.append(element('fieldset', {},
      field(line, 'ordered', w.pieces, 'number', String(line.ordered)),
      field(line, 'unitCost', w.cost, 'number', shown(line.unitCost).split(' ')[0]),
      field(line, 'promisedOn', w.day, 'date', line.promisedOn || order.bringOn),
      field(line, 'reason', w.reason, 'text', ''), picker(line)));
  } else item.append(element('p', { class: 'quiet' }, w.came + ' ' + line.accepted + ', ' + w.rejected + ' ' + line.rejected));
  for (const part of line.receipts.filter((one) => one.reason || one.pictures.length))
    item.append(element('p', { class: 'quiet' }, [w.came + ' ' + part.accepted, w.rejected + ' ' + part.rejected, part.reason].filter(Boolean).join(' · ')), ...[picturesOf(part.pictures)].filter(Boolean));
  for (const one of order.corrections.filter((c) => c.purchaseLineId === line.id)) {
    const parts = Object.keys(w.kind).filter((k) => one[k]).map((k) => w.kind[k] + ' ' + (k === 'unitCost' ? shown(one[k].after) : one[k].after));
    item.append(element('p', { class: 'quiet' }, parts.join(', ') + ' · ' + one.reason + ' · ' + w.status[one.status] + (one.note ? ': ' + one.note : '')), ...[picturesOf(one.pictures)].filter(Boolean));
  }
  return item;
}

function valueOf(line, name) {
  return document.querySelector('input[name="' + name + '"][data-line="' + line.id + '"]').value.trim();
}

async function corrections() {
  const list = correctedLines();
  for (const one of list) {
    const pictures = await uploaded({ id: one.purchaseLineId });
    if (pictures.length) one.pictures = pictures;
  }
  return list;
}

function correctedLines() {
  return order.lines.flatMap((line) => {
    const decimals = digitsOf(line.unitCost.currency);
    const one = { purchaseLineId: line.id, reason: valueOf(line, 'reason') };
    if (Number(valueOf(line, 'ordered')) !== line.ordered) one.ordered = Number(valueOf(line, 'ordered'));
    const cost = Math.round(Number(valueOf(line, 'unitCost')) * 10 ** decimals);
    if (cost !== line.unitCost.amount) one.unitCost = { amount: cost, currency: line.unitCost.currency };
    const day = valueOf(line, 'promisedOn');
    if (day && day !== (line.promisedOn || order.bringOn)) one.promisedOn = day;
    if (Object.keys(one).length === 2) return [];
    if (!one.reason) throw new Error(words[language].needReason + line.title);
    return [one];
  });
}

async function attempt(action) {
  try { message = { class: 'done', text: await action() }; await load(); } catch (error) { message = { class: 'problem', text: words[language].problem + error.message }; show(true); }
}

function show(keep) {
  const w = words[language];
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  const note = message ? element('p', { class: message.class, role: 'status' }, message.text) : undefined;
  if (keep && document.getElementById('note')) { document.getElementById('note').replaceChildren(note); return; }
  const other = element('button', { type: 'button', onclick: () => { language = language === 'zh' ? 'en' : 'zh'; message = undefined; show(); } }, w.other);
  const state = { confirmed: w.confirmed, corrected: w.corrected, none: '' }[order.answer];
  const list = element('ul', {}, ...order.lines.map(lineItem));
  const actions = order.status === 'sent' ? element('div', { class: 'actions' },
    element('button', { type: 'button', class: 'main', onclick: () => attempt(async () => { await call('answer', { corrections: [] }); return w.confirmed; }) }, w.confirm),
    element('button', { type: 'button', onclick: () => attempt(async () => { const list = await corrections(); if (!list.length) throw new Error(w.empty); await call('answer', { corrections: list }); chosen.clear(); return w.corrected; }) }, w.correct)) : element('p', { class: 'quiet' }, w.over);
  const changed = differences.length ? element('section', {}, element('h2', {}, w.changed),
    element('ul', {}, ...differences.map((d) => element('li', {}, d.title + ' · ' + w.kind[d.kind] + ': ' + told(d, d.before) + ' → ' + told(d, d.after) + ' · ' + d.reason))),
    element('button', { type: 'button', onclick: () => attempt(async () => { await call('changes/acknowledge', { changeLineIds: differences.map((d) => d.id) }); return w.noted; }) }, w.noted)) : undefined;
  main.replaceChildren(...[
    element('div', { class: 'bar' }, element('h1', {}, w.order + ' · ' + order.supplierName), other),
    element('p', { class: 'quiet' }, order.shopName + ' · ' + order.id),
    element('p', {}, w.bring + ' ' + order.bringOn + ' · ' + w.total + ' ' + shown(order.expectedTotal)),
    state ? element('p', { class: 'quiet' }, state) : undefined,
    element('div', { id: 'note' }, ...(note ? [note] : [])), changed, list, actions].filter(Boolean));
}

async function load() {
  order = await call('order');
  differences = (await call('changes?limit=100')).data;
  show();
}

load().catch(() => main.replaceChildren(element('p', { class: 'problem', role: 'alert' }, words[language].invalid)));
`;
