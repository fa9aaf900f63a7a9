/** What can be wrong with a request before any command of the core sees it. */
export const httpErrors = {
  malformed_json: {
    status: 400,
    en: 'The body is not valid JSON in UTF-8. Nothing was done.',
    zh: '请求正文不是有效的 UTF-8 JSON。什么都没有执行。',
  },
  malformed_form: {
    status: 400,
    en: 'The form cannot be read. Send multipart/form-data with the fields `file` and `kind`.',
    zh: '无法读取表单。请以 multipart/form-data 发送 `file` 与 `kind`。',
  },
  malformed_query: {
    status: 400,
    en: 'The address holds a character that cannot be decoded. Encode it as UTF-8 with percent signs.',
    zh: '地址中有无法解码的字符，请以 UTF-8 百分号编码。',
  },
  credential_required: {
    status: 401,
    en: 'This needs a credential: send `Authorization: Bearer …` with what `needs` names.',
    zh: '需要凭证：请发送 `Authorization: Bearer …`，内容见 `needs`。',
  },
  credential_unknown: {
    status: 401,
    en: 'This credential is not known here, has been revoked, or has expired. Ask for a new one.',
    zh: '这个凭证无效、已撤销或已过期。请换新的凭证。',
  },
  session_required: {
    status: 401,
    en: "This is personal: it needs a session, which the shop's server asks for at POST /v1/sessions.",
    zh: '这是个人内容，需要会话；由店铺的服务器通过 POST /v1/sessions 取得。',
  },
  secret_key_in_browser: {
    status: 403,
    en: "A secret key came from a browser, where everyone can read it. Revoke it, and call from the shop's server.",
    zh: '密钥从浏览器发出，任何人都能读到。请撤销它，并改由店铺的服务器调用。',
  },
  picture_link_over: {
    status: 403,
    en: 'This address of a picture is not genuine, or its time is over. Ask for a new one at POST /v1/…/picture-links.',
    zh: '这个图片地址无效或已过期。请通过 POST /v1/…/picture-links 重新取得。',
  },
  route_not_found: {
    status: 404,
    en: 'There is nothing at this path. `/v1/docs` shows what there is.',
    zh: '这个路径下没有内容，可用的接口见 `/v1/docs`。',
  },
  method_not_allowed: {
    status: 405,
    en: 'This path does not take this method; the Allow header names those it takes.',
    zh: '这个路径不支持该方法，支持的方法见 Allow 头。',
  },
  body_too_large: {
    status: 413,
    en: 'The body is too large; `maxBytes` is the most. Send less at a time.',
    zh: '请求正文太大，最多 `maxBytes` 字节。请分次提交。',
  },
  unsupported_media_type: {
    status: 415,
    en: 'Send the body as application/json.',
    zh: '请以 application/json 发送正文。',
  },
  rate_limited: {
    status: 429,
    en: 'Too many requests. Wait until `retryAfterSeconds` have passed.',
    zh: '请求过于频繁，请等待 `retryAfterSeconds` 秒。',
  },
  schema_behind: {
    status: 503,
    en: 'The database is older than this version. Run `opentuan migrate`; `missing` names the migrations.',
    zh: '数据库版本落后于程序。请运行 `opentuan migrate`；缺少的迁移见 `missing`。',
  },
  internal_error: {
    status: 500,
    en: 'Something went wrong on our side. Tell us `instance`; trying again with the same Idempotency-Key is safe.',
    zh: '我们这边出错了，请告知 `instance`。用同一个 Idempotency-Key 重试是安全的。',
  },
} as const satisfies Readonly<Record<string, { status: number; en: string; zh: string }>>;

export type HttpErrorCode = keyof typeof httpErrors;

/** A request that was refused before it reached a command. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly code: HttpErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: HttpErrorCode, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
