/** What the reference page does, as a browser reads it: plain JavaScript, no library. Texts enter as text, never as HTML. */
export const referenceScript = String.raw`'use strict';
const words = {
  en: { search: 'Search', key: 'Key or session', keyHint: 'Stays on this page only. A secret key works from a browser only where the server allows this origin, as on a developer machine.', path: 'In the path', query: 'In the query', body: 'Body', answer: 'Answer', problems: 'Problems', send: 'Send', required: 'required', example: 'Example', curl: 'From a shell', none: 'Nothing found.', try: 'Try it', one: 'one of', list: 'list of',
    who: { shop: 'secret key', storefront: 'publishable key or customer session', customer: 'customer session', leader: 'leader session', driver: 'driver link', supplier: 'supplier link', public: 'anyone' } },
  zh: { search: '搜索', key: '密钥或会话', keyHint: '只留在本页。只有服务器允许本页来源时（例如开发机），密钥才能在浏览器中使用。', path: '路径参数', query: '查询参数', body: '请求正文', answer: '回答', problems: '可能的问题', send: '发送', required: '必填', example: '示例', curl: '命令行', none: '没有找到。', try: '试一试', one: '其中之一', list: '列表', 
    who: { shop: '店铺密钥', storefront: '公开密钥或顾客会话', customer: '顾客会话', leader: '团长会话', driver: '司机链接', supplier: '供应商链接', public: '任何人' } },
};
let language = /^zh/i.test(navigator.language) ? 'zh' : 'en';
let spec;
let credential = '';
const byId = (id) => document.getElementById(id);

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

const follow = (part) => (part && part.$ref ? part.$ref.split('/').slice(1).reduce((place, name) => place[name], spec) : part);
// What stands between backticks is code, as in the descriptions of the document.
const rich = (text) => text.split(String.fromCharCode(96)).map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));
const kindOf = (schema) => {
  if (schema.$ref) return schema.$ref.split('/').at(-1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const options = schema.anyOf || schema.oneOf;
  if (options) return options.map(kindOf).join(' | ');
  if (schema.type === 'array') return words[language].list + ' ' + kindOf(schema.items || {});
  return [].concat(schema.type || 'any').join(' | ') + (schema.format ? ' (' + schema.format + ')' : '');
};

function fields(given, depth, seen) {
  const schema = follow(given) || {};
  if (schema.type === 'array') return fields(schema.items || {}, depth, seen);
  const options = schema.anyOf || schema.oneOf;
  if (options) return element('div', {}, ...options.map((one) => fields(one, depth, seen)).filter(Boolean));
  if (!schema.properties || depth > 4) return null;
  const list = element('ul', { class: 'fields' });
  for (const [name, property] of Object.entries(schema.properties)) {
    const target = follow(property) || {};
    const must = (schema.required || []).includes(name);
    const about = property.description || target.description;
    const inner = seen.has(property.$ref) || /\/Money$/.test(property.$ref || '') ? null : fields(property, depth + 1, new Set([...seen, property.$ref].filter(Boolean)));
    list.append(element('li', {}, element('code', {}, name), ' ', element('span', { class: 'kind' }, kindOf(property)),
      must ? element('span', { class: 'must' }, ' ' + words[language].required) : null,
      about && about !== follow({ $ref: '#/components/schemas/Money' }).description ? element('div', { class: 'quiet' }, ...rich(about)) : null, inner));
  }
  return list;
}

const exampleOf = (schema) => (schema.examples || (follow(schema) || {}).examples || [''])[0];

const bodySchema = (operation) => operation.requestBody && operation.requestBody.content['application/json'].schema;
const base = () => spec.servers[0].url.replace(/\/$/, '');

function tryIt(method, path, operation) {
  const text = words[language];
  const parameters = (operation.parameters || []).map(follow).filter((one) => one.in !== 'header');
  const inputs = parameters.map((one) => {
    const input = element('input', { 'data-name': one.name, placeholder: one.in === 'path' ? String(exampleOf(one.schema)) : '' });
    return { one, input, label: element('label', {}, element('span', {}, element('code', {}, one.name), one.description ? ' ' + one.description : ''), input) };
  });
  const schema = bodySchema(operation);
  const area = schema ? element('textarea', { spellcheck: 'false', 'aria-label': text.body }) : null;
  if (area) area.value = JSON.stringify(operation.requestBody.content['application/json'].example, null, 2);
  const answer = element('div', { class: 'answer', role: 'status' });
  const address = () => {
    const query = new URLSearchParams();
    let filled = path;
    for (const { one, input } of inputs) {
      if (one.in === 'path') filled = filled.replace('{' + one.name + '}', encodeURIComponent(input.value || input.placeholder));
      else if (input.value !== '') query.append(one.name, input.value);
    }
    return base() + filled + (query.size > 0 ? '?' + query : '');
  };
  const headers = () => ({ 'accept-language': language, ...(credential ? { authorization: 'Bearer ' + credential } : {}), ...(area ? { 'content-type': 'application/json' } : {}) });
  const send = async () => {
    answer.replaceChildren('…');
    try {
      const response = await fetch(address(), { method: method.toUpperCase(), headers: headers(), ...(area ? { body: area.value } : {}) });
      const body = await response.text();
      let shown = body;
      try { shown = JSON.stringify(JSON.parse(body), null, 2); } catch { /* not JSON: shown as it is */ }
      answer.dataset.good = String(response.ok);
      answer.replaceChildren(element('p', {}, element('strong', {}, String(response.status)), ' ' + (response.headers.get('content-type') || '')), element('pre', {}, shown));
    } catch (error) { answer.replaceChildren(String(error)); }
  };
  const quote = (value) => "'" + value.replaceAll("'", "'\\''") + "'";
  const shell = () => ['curl', method === 'get' ? '' : '-X ' + method.toUpperCase(), quote(new URL(address(), location.href).href),
    ...Object.entries({ ...headers(), authorization: 'Bearer ' + (credential || '$TUAN_KEY') }).map(([name, value]) => '-H ' + (value.includes('$TUAN_KEY') ? '"' + name + ': ' + value + '"' : quote(name + ': ' + value))),
    area ? '--data ' + quote(JSON.stringify(safeJson(area.value))) : ''].filter(Boolean).join(' \\\n  ');
  const command = element('pre');
  const update = () => { command.textContent = shell(); };
  const form = element('div', { class: 'try', oninput: update }, element('h3', {}, text.try), ...inputs.map(({ label }) => label), area,
    element('p', {}, element('button', { type: 'button', class: 'send', onclick: send }, text.send)), answer, element('h3', {}, text.curl), command);
  update();
  return form;
}

function safeJson(text) { try { return JSON.parse(text); } catch { return text; } }

function inside(method, path, operation) {
  const text = words[language];
  const schema = bodySchema(operation);
  const good = Object.entries(operation.responses).find(([status]) => status < 300);
  const answer = good && good[1].content && good[1].content['application/json'].schema;
  const parameters = (operation.parameters || []).map(follow);
  const table = (place, title) => {
    const some = parameters.filter((one) => one.in === place);
    const list = some.map((one) => element('li', {}, element('code', {}, one.name), ' ', element('span', { class: 'kind' }, kindOf(one.schema)), one.required ? element('span', { class: 'must' }, ' ' + text.required) : null, one.description ? element('div', { class: 'quiet' }, ...rich(one.description)) : null));
    return some.length === 0 ? [] : [element('h3', {}, title), element('ul', { class: 'fields' }, ...list)];
  };
  const codes = Object.entries(operation.responses).filter(([status]) => status >= 400).map(([status]) => status).join(', ');
  return element('div', {}, ...table('path', text.path), ...table('query', text.query),
    ...(schema ? [element('h3', {}, text.body + ' · ' + kindOf(schema)), fields(schema, 0, new Set())] : []),
    ...(answer ? [element('h3', {}, text.answer + ' ' + good[0] + ' · ' + kindOf(answer)), fields(answer, 0, new Set())] : []),
    element('h3', {}, text.problems), element('p', { class: 'quiet' }, codes), tryIt(method, path, operation));
}

const summaryOf = (operation) => (language === 'zh' && operation['x-summary-zh']) || operation.summary;

function operationElement(method, path, operation) {
  const made = element('details', { class: 'operation', id: operation.operationId },
    element('summary', {}, element('span', { class: 'method ' + method }, method), element('code', { class: 'path' }, path), element('span', {}, summaryOf(operation)),
      element('span', { class: 'who' }, words[language].who[operation['x-audience'] || 'public'])));
  made.dataset.words = [method, path, operation.summary, operation['x-summary-zh'], operation.operationId].join(' ').toLowerCase();
  // What is inside is made when it is first opened: a hundred forms at once would be slow.
  made.addEventListener('toggle', () => { if (made.open && made.childElementCount === 1) made.append(inside(method, path, operation)); });
  return made;
}

function show() {
  const text = words[language];
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  byId('language').textContent = language === 'zh' ? 'English' : '中文';
  byId('search').placeholder = text.search;
  byId('search').setAttribute('aria-label', text.search);
  const all = Object.entries(spec.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
  const key = element('input', { type: 'password', autocomplete: 'off', id: 'credential', placeholder: 'sk_… pk_… eyJ…', oninput: (event) => { credential = event.target.value.trim(); } });
  key.value = credential;
  const title = (tag) => tag['x-title'][language];
  const sections = spec.tags.map((tag) => element('section', { id: 'tag-' + tag.name }, element('h2', {}, title(tag)),
    ...all.filter(({ operation }) => operation.tags[0] === tag.name).map(({ method, path, operation }) => operationElement(method, path, operation))));
  byId('tags').replaceChildren(...spec.tags.map((tag) => element('a', { href: '#tag-' + tag.name }, title(tag))));
  byId('main').replaceChildren(element('h1', {}, 'OpenTuan API'), ...(language === 'zh' ? spec.info['x-description-zh'] : spec.info.description).split('\n').map((line) => element('p', { class: 'quiet' }, ...rich(line))),
    element('p', {}, element('a', { href: 'openapi.json' }, 'openapi.json')),
    element('label', { class: 'credential' }, element('strong', {}, text.key), key, element('small', { class: 'quiet' }, text.keyHint)),
    ...sections, element('p', { id: 'none', hidden: true }, text.none));
  search();
  openFromAddress();
}

function search() {
  const wanted = byId('search').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const section of document.querySelectorAll('main section')) {
    let here = 0;
    for (const one of section.querySelectorAll('details.operation')) {
      one.hidden = !wanted.every((word) => one.dataset.words.includes(word));
      if (!one.hidden) here += 1;
    }
    section.hidden = here === 0;
    found += here;
  }
  const none = byId('none');
  if (none) none.hidden = found > 0;
}

function openFromAddress() {
  const target = location.hash.length > 1 && byId(decodeURIComponent(location.hash.slice(1)));
  if (target && target.tagName === 'DETAILS') { target.open = true; target.scrollIntoView(); }
}

byId('language').addEventListener('click', () => { language = language === 'zh' ? 'en' : 'zh'; show(); });
byId('search').addEventListener('input', search);
addEventListener('hashchange', openFromAddress);
fetch('openapi.json').then((response) => response.json()).then((document) => { spec = document; show(); });
`;
