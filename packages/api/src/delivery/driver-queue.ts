/**
 * Steps that wait for a signal. Each has an id of its own, made once: the server counts a step with the same id once,
 * however often it is sent. Order is kept, since a stop is handed over after its run has left.
 */
export const driverQueue = String.raw`
const token = location.hash.slice(1);
/** A driver with two links on one phone has two of everything; the key is no part of the secret. */
const place = 'tuan-driver ' + token.slice(3, 15);
const memory = {};
function kept(name, fallback) {
  try { return JSON.parse(localStorage.getItem(place + ' ' + name)) ?? fallback; } catch { return memory[name] ?? fallback; }
}
function keep(name, value) {
  memory[name] = value;
  try { localStorage.setItem(place + ' ' + name, JSON.stringify(value)); return true; } catch { return false; }
}
let language = kept('language', /^zh/i.test(navigator.language) ? 'zh' : 'en');
let queue = kept('queue', []);
let problem = kept('problem', null);
let online = true;
let running = false;
let wait = 1000;
let timer;

/** A page without TLS, as in a shop's own network, has no randomUUID. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function call(path, body, id, type) {
  const headers = { authorization: 'Bearer ' + token, 'accept-language': language === 'zh' ? 'zh-CN' : 'en' };
  if (body !== undefined) { headers['content-type'] = type || 'application/json'; headers['idempotency-key'] = id; }
  const control = new AbortController();
  const end = setTimeout(() => control.abort(), 20000);
  let response;
  try {
    const sent = body === undefined ? undefined : type ? body : JSON.stringify(body);
    response = await fetch('driver/' + path, { method: body === undefined ? 'GET' : 'POST', headers, body: sent, cache: 'no-store', signal: control.signal });
  } catch { throw Object.assign(new Error('offline'), { offline: true }); } finally { clearTimeout(end); }
  const answer = await response.json().catch(() => ({}));
  const busy = response.status >= 500 || response.status === 429 || response.status === 408;
  // What stands between backticks in a sentence is a fact beside it.
  const said = String(answer.detail || answer.title || response.status).replace(/\x60(\w+)\x60/g, (_, name) => String(answer[name] ?? name));
  if (!response.ok) throw Object.assign(new Error(said), { status: response.status, code: answer.code, offline: busy });
  return answer;
}

function add(step) {
  queue = [...queue, { id: newId(), ...step }];
  keep('queue', queue);
  show();
  send();
}

async function blobOf(address) {
  const [head, data] = address.split(',');
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: head.slice(5).split(';')[0] });
}

async function sendStep(step) {
  let body = step.body;
  if (step.photo) {
    const picture = step.picture || (await call('pictures', await blobOf(step.photo), step.id + '-photo', 'image/jpeg')).id;
    step.picture = picture;
    keep('queue', queue);
    body = { ...body, pictures: [picture] };
  }
  const answer = await call(step.path, body, step.id);
  // The signal may be gone before the run can be read again: what the step answered is the newest there is.
  if (drive && step.path.startsWith('runs/')) { drive = { ...drive, run: answer }; keep('drive', drive); }
}

async function send() {
  if (running) return;
  running = true;
  clearTimeout(timer);
  try {
    while (queue.length > 0) {
      const [step] = queue;
      try { await sendStep(step); online = true; wait = 1000; }
      catch (error) {
        if (error.offline) { online = false; again(); break; }
        if (error.status === 401) { invalid = true; break; }
        problem = { what: step.what, text: error.message };
        keep('problem', problem);
      }
      queue = queue.filter(({ id }) => id !== step.id);
      keep('queue', queue);
      status();
    }
    if (queue.length === 0 && !invalid) await load();
  } finally { running = false; show(); }
}

/** Later and later, up to a minute; at once when the phone says that there is a signal again. */
function again() {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
  wait = Math.min(60000, wait * 2);
}
`;
