/** The script of the driver's page: the stops in order, and one form at a time. Texts enter as text, never as HTML. */
export const driverScript = String.raw`
let drive = kept('drive', null);
let differences = [];
let invalid = false;
let open = null;
const main = document.getElementById('main');
const bar = document.getElementById('status');

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}
const button = (text, onclick, kind) => element('button', { type: 'button', class: kind, onclick }, text);
const w = () => words[language];
function clock(instant) {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: drive.zone }).format(new Date(instant));
}
const pathOf = (stop, verb) => 'runs/' + drive.run.id + '/stops/' + stop.id + '/' + verb;
const queuedFor = (stop) => queue.find((step) => step.stopId === stop.id && step.closes);

async function load() {
  try {
    drive = await call('run');
    keep('drive', drive);
    differences = (await call('changes?limit=100')).data;
    online = true;
  } catch (error) {
    if (error.status === 401) { invalid = true; if (queue.length === 0) { drive = null; keep('drive', null); } }
    else if (error.offline) { online = false; again(); }
    else throw error;
  }
  show();
}

function status() {
  const parts = [];
  if (problem) parts.push(element('p', { class: 'problem', role: 'alert' }, w().refused + problem.what + ' — ' + problem.text, ' ', button(w().drop, () => { problem = null; keep('problem', null); show(); })));
  if (!online) parts.push(element('p', { class: 'soon' }, w().offline));
  if (queue.length > 0) parts.push(element('p', { class: 'soon' }, w().waiting(queue.length)));
  bar.replaceChildren(...parts);
}

function goods(stop) {
  return element('ul', { class: 'goods' }, ...stop.lines.map((line) => element('li', {},
    element('span', {}, [line.title, line.specification].filter(Boolean).join(' ')),
    element('b', {}, String(stop.status === 'handedOver' ? line.delivered : line.loaded ?? line.expected) + ' ' + line.unit),
    line.loaded !== null && line.loaded !== line.expected ? element('small', {}, w().planned + ' ' + line.expected) : null)));
}

function changesOf(stop) {
  const list = drive.changes[stop.id] || [];
  return list.length === 0 ? null : element('p', { class: 'soon' }, w().changed + ': ' + list.map((one) => one.title + ' ' + w().planned + ' ' + one.planned + ' → ' + w().nowIs + ' ' + one.now).join(' · '));
}

function timeOf(stop) {
  if (stop.expectedAt) return w().told(clock(stop.expectedAt));
  return stop.plannedAt ? w().by(clock(stop.plannedAt)) : w().unknownTime;
}

function links(stop) {
  const contact = drive.contacts[stop.id];
  const address = stop.at ? stop.at.latitude + ',' + stop.at.longitude : '0,0';
  return element('div', { class: 'row' },
    element('a', { class: 'button', href: 'geo:' + address + '?q=' + (stop.at ? address + '(' + encodeURIComponent(stop.name) + ')' : encodeURIComponent(stop.address)) }, w().map),
    contact && contact.phone ? element('a', { class: 'button', href: 'tel:' + contact.phone }, w().call + ' ' + contact.name) : null);
}

const shownAs = new Map();
/** Pictures of a stop, read with the link itself; without a signal there is nothing to see. */
function picturesOf(stop) {
  return element('p', { class: 'pictures' }, ...stop.pictures.filter((id) => id.startsWith('pic_')).map((id) => {
    const image = element('img', { alt: w().photoTaken, loading: 'lazy' });
    if (!shownAs.has(id)) shownAs.set(id, fetch('driver/pictures/' + id, { headers: { authorization: 'Bearer ' + token } }).then(async (response) => response.ok ? URL.createObjectURL(await response.blob()) : ''));
    shownAs.get(id).then((address) => { if (address) image.src = address; else image.remove(); }, () => { shownAs.delete(id); image.remove(); });
    return image;
  }));
}

function card(stop, isNext) {
  const waiting = queuedFor(stop);
  const state = waiting ? w().queued : stop.status === 'handedOver' ? '✓ ' + w().done + ' ' + clock(stop.handedOverAt) + ' · ' + stop.signedBy : stop.status === 'failed' ? w().failed + ' · ' + stop.note : timeOf(stop);
  const pending = stop.status === 'pending' && !waiting;
  const made = element('li', { class: pending ? (isNext ? 'stop next' : 'stop') : 'stop over', 'data-stop': stop.id },
    element('h2', {}, element('span', { class: 'number' }, String(stop.position + 1)), stop.name),
    element('p', { class: 'quiet' }, stop.address),
    element('p', { class: stop.status === 'failed' ? 'problem' : 'time' }, state + ' · ' + w().crateCount(stop.loadedCrates ?? stop.crates)));
  if (stop.pictures && stop.pictures.length) made.append(picturesOf(stop));
  if (!pending) return made;
  made.append(links(stop), goods(stop), changesOf(stop) || '');
  if (open && open.stopId === stop.id) made.append(forms[open.form](stop));
  else if (underWay()) made.append(element('div', { class: 'row' },
    button(w().handOver, () => { open = { stopId: stop.id, form: 'handOver' }; show(); }, 'main'),
    button(w().late, () => { open = { stopId: stop.id, form: 'late' }; show(); }),
    button(w().fail, () => { open = { stopId: stop.id, form: 'fail' }; show(); })));
  return made;
}

const underWay = () => drive.run.status === 'underWay' || queue.some((step) => step.kind === 'start');
const isLoaded = () => drive.run.status !== 'planned' || queue.some((step) => step.kind === 'load');
const back = () => button(w().cancel, () => { open = null; show(); });
const number = (name, value, most, label) => element('label', {}, label, element('input', { type: 'number', inputmode: 'numeric', name, value: String(value), min: '0', max: String(most), step: '1' }));

const forms = {
  handOver(stop) {
    const lines = currentLines(stop);
    const rows = lines.map((line) => element('fieldset', {},
      element('legend', {}, line.title + ' · ' + line.now + ' ' + line.unit),
      number('missing ' + line.variantId, Math.max(0, Math.min(line.now, line.loaded === null ? 0 : line.planned - line.loaded)), line.now, w().missing),
      number('damaged ' + line.variantId, 0, line.now, w().damaged),
      element('label', { class: 'wide' }, w().why, element('input', { name: 'why ' + line.variantId, maxlength: '200' }))));
    const mark = signature();
    const contact = drive.contacts[stop.id];
    const form = element('form', { class: 'form', novalidate: true }, ...rows,
      element('label', {}, w().signedBy, element('input', { name: 'signedBy', maxlength: '120', value: (contact && contact.name) || '', autocomplete: 'off' })),
      mark.element,
      element('label', {}, w().note, element('input', { name: 'note', maxlength: '500' })),
      element('div', { class: 'row sticky' }, element('p', { class: 'problem wide', role: 'alert', hidden: true }), element('button', { type: 'submit', class: 'main' }, w().confirm), back()));
    for (const kind of ['input', 'pointerdown']) form.addEventListener(kind, () => { form.querySelector('.problem').hidden = true; });
    form.addEventListener('submit', (event) => { event.preventDefault(); handOver(stop, form, lines, mark); });
    return form;
  },
  late(stop) {
    const form = element('form', { class: 'form' }, number('minutes', 30, 1440, w().minutes),
      element('label', { class: 'check' }, element('input', { type: 'checkbox', name: 'following', checked: true }), w().following),
      element('div', { class: 'row' }, element('button', { type: 'submit', class: 'main' }, w().tell), back()));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const expectedAt = new Date(Math.ceil((Date.now() + Number(form.elements.minutes.value) * 60000) / 60000) * 60000).toISOString();
      open = null;
      add({ kind: 'late', what: stop.name + ' ' + w().late, stopId: stop.id, path: pathOf(stop, 'late'), body: { expectedAt, following: form.elements.following.checked } });
    });
    return form;
  },
  fail(stop) {
    const reasons = [w().noOne, w().closed, w().notFound, w().vehicle];
    const field = element('input', { name: 'why', maxlength: '500', list: 'reasons', value: reasons[0] });
    const form = element('form', { class: 'form' }, element('label', {}, w().failWhy, field),
      element('div', { class: 'row' }, ...reasons.map((text) => button(text, () => { field.value = text; }))),
      element('div', { class: 'row' }, element('button', { type: 'submit', class: 'main' }, w().sendFail), back()));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (field.value.trim() === '') { field.focus(); return; }
      open = null;
      add({ kind: 'fail', closes: true, what: stop.name + ' ' + w().fail, stopId: stop.id, path: pathOf(stop, 'fail'), body: { note: field.value.trim() } });
    });
    return form;
  },
};

/** What is to be handed over now: the manifest, with what has changed since. */
function currentLines(stop) {
  const changes = new Map((drive.changes[stop.id] || []).map((one) => [one.variantId, one]));
  const known = stop.lines.map((line) => ({ ...line, planned: line.expected, now: changes.has(line.variantId) ? changes.get(line.variantId).now : line.expected }));
  const more = [...changes.values()].filter((one) => !known.some((line) => line.variantId === one.variantId)).map((one) => ({ ...one, loaded: null }));
  return [...known, ...more].filter((line) => line.now > 0);
}

function handOver(stop, form, lines, mark) {
  const value = (name) => form.elements[name].value.trim();
  const wrong = (text, field) => { const note = form.querySelector('.problem'); note.hidden = false; note.textContent = text; if (field) field.focus(); };
  const counted = lines.map((line) => ({ variantId: line.variantId, missing: Number(value('missing ' + line.variantId)) || 0, damaged: Number(value('damaged ' + line.variantId)) || 0, reason: value('why ' + line.variantId), most: line.now }));
  const over = counted.find((line) => line.missing + line.damaged > line.most || line.missing < 0 || line.damaged < 0);
  if (over) return wrong(w().tooMany, form.elements['missing ' + over.variantId]);
  if (value('signedBy') === '') return wrong(w().needName, form.elements.signedBy);
  if (!mark.path() && !mark.photo()) return wrong(w().needMark);
  const body = { signedBy: value('signedBy'), handOverId: newId(), occurredAt: new Date().toISOString(),
    lines: counted.filter((line) => line.missing + line.damaged > 0).map(({ most, reason, ...line }) => (reason ? { ...line, reason } : line)) };
  if (value('note')) body.note = value('note');
  if (mark.path()) body.signature = mark.path();
  open = null;
  add({ kind: 'handOver', closes: true, what: stop.name + ' ' + w().handOver, stopId: stop.id, path: pathOf(stop, 'hand-over'), body, photo: mark.photo() });
}

/** A box of 300 × 120 to sign in; what is drawn is a path, a few hundred bytes that go through any signal. */
function signature() {
  const name = 'http:' + '//www.w3.org/2000/svg';
  const box = document.createElementNS(name, 'svg');
  const line = document.createElementNS(name, 'path');
  box.setAttribute('viewBox', '0 0 300 120');
  box.setAttribute('class', 'sign');
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', w().sign);
  box.append(line);
  let path = '';
  let photo;
  let drawing = false;
  const at = (event) => {
    const frame = box.getBoundingClientRect();
    const inside = (part, whole) => Math.max(0, Math.min(whole, Math.round(part * whole)));
    return inside((event.clientX - frame.left) / frame.width, 300) + ' ' + inside((event.clientY - frame.top) / frame.height, 120);
  };
  const draw = (mark) => { if (path.length < 19900) { path += mark; line.setAttribute('d', path); } };
  box.addEventListener('pointerdown', (event) => { event.preventDefault(); try { box.setPointerCapture(event.pointerId); } catch { /* a pointer that is gone already */ } drawing = true; draw('M' + at(event)); draw('L' + at(event)); });
  box.addEventListener('pointermove', (event) => { if (drawing) draw('L' + at(event)); });
  for (const end of ['pointerup', 'pointercancel']) box.addEventListener(end, () => { drawing = false; });
  const taken = element('span', { class: 'quiet' });
  const file = element('input', { type: 'file', accept: 'image/*', capture: 'environment' });
  file.addEventListener('change', async () => { photo = file.files[0] ? await smaller(file.files[0]) : undefined; taken.textContent = photo ? '✓ ' + w().photoTaken : ''; });
  const parts = element('div', { class: 'mark' }, element('span', {}, w().sign), box,
    element('div', { class: 'row' }, button(w().clear, () => { path = ''; line.setAttribute('d', ''); }), element('label', { class: 'button' }, w().photo, file), taken));
  return { element: parts, path: () => path, photo: () => photo };
}

/** A photo that goes through a weak signal, and fits where the page keeps it until then. */
async function smaller(file) {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, 1280 / Math.max(image.width, image.height));
  const canvas = element('canvas', { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', 0.7);
}

function loading() {
  const form = element('form', { class: 'form', 'data-form': 'load' }, element('h2', {}, w().loadTitle),
    ...drive.run.stops.map((stop) => element('fieldset', {}, element('legend', {}, (stop.position + 1) + ' ' + stop.name),
      number('crates ' + stop.id, stop.loadedCrates ?? stop.crates, 100000, w().crates),
      ...stop.lines.map((line) => number('line ' + stop.id + ' ' + line.variantId, line.loaded ?? line.expected, 1000000, line.title + ' (' + line.expected + ')')))),
    element('div', { class: 'row sticky' }, element('button', { type: 'submit', class: 'main' }, w().load), back()));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const value = (name) => Number(form.elements[name].value) || 0;
    const stops = drive.run.stops.map((stop) => ({ stopId: stop.id, crates: value('crates ' + stop.id),
      lines: stop.lines.map((line) => ({ variantId: line.variantId, loaded: value('line ' + stop.id + ' ' + line.variantId) })) }));
    open = null;
    add({ kind: 'load', what: w().load, path: 'runs/' + drive.run.id + '/load', body: { stops } });
  });
  return form;
}

function actions() {
  if (underWay() || drive.run.status === 'finished') return null;
  if (open && open.form === 'load') return loading();
  return element('div', { class: 'row' },
    button(w().load, () => { open = { form: 'load' }; show(); }, isLoaded() ? '' : 'main'),
    button(w().start, () => add({ kind: 'start', what: w().start, path: 'runs/' + drive.run.id + '/start', body: {} }), isLoaded() ? 'main' : ''));
}

function changed() {
  if (differences.length === 0) return null;
  return element('section', { class: 'soon' }, element('h2', {}, w().changes),
    element('ul', {}, ...differences.map((one) => element('li', {}, [one.pickupPointName, one.title, one.before + ' → ' + one.after, one.reason].filter(Boolean).join(' · ')))),
    button(w().noted, () => { const changeLineIds = differences.map(({ id }) => id); differences = []; add({ kind: 'note', what: w().noted, path: 'changes/acknowledge', body: { changeLineIds } }); }));
}

function show() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  if (invalid) { main.replaceChildren(element('p', { class: 'problem', role: 'alert' }, w().invalid)); return status(); }
  if (!drive) { main.replaceChildren(element('p', { class: 'quiet' }, w().loading)); return status(); }
  status();
  // What is being filled in stays, whatever arrives meanwhile.
  if (open && main.querySelector('.form') && main.dataset.open === JSON.stringify(open)) return;
  const stops = drive.run.stops;
  const pending = stops.filter((stop) => stop.status === 'pending' && !queuedFor(stop));
  const [before, count, behind] = w().left(pending.length, stops.length);
  const other = button(w().other, () => { language = language === 'zh' ? 'en' : 'zh'; keep('language', language); open = null; show(); });
  main.replaceChildren(...[
    element('header', {}, element('div', {}, element('h1', {}, drive.run.name), element('p', { class: 'quiet' }, [drive.shop, drive.pickupDate, drive.run.driver].filter(Boolean).join(' · '))), other),
    element('p', { class: 'count' }, before, element('b', {}, String(count)), behind + (drive.run.departsAt && !underWay() ? ' · ' + w().starts(clock(drive.run.departsAt)) : '')),
    actions(), changed(),
    pending.length === 0 ? element('p', { class: 'done' }, w().finished) : null,
    element('ol', {}, ...stops.map((stop) => card(stop, pending[0] === stop)))].filter(Boolean));
  main.dataset.open = JSON.stringify(open);
}

addEventListener('online', send);
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') send(); });
addEventListener('storage', () => { queue = kept('queue', []); show(); });
setInterval(() => { if (!open && document.visibilityState === 'visible') send(); }, 60000);
show();
send();
`;
