import { type ErrorCode, errorSentences, errorSentencesZh, type FieldProblem, Refusal } from '@opentuan/core';
import { fieldInChinese } from './field-sentences-zh.ts';
import { type HttpErrorCode, httpErrors, HttpRefusal } from './http-errors.ts';
import type { Language } from './language.ts';
import { statusOf } from './status.ts';

export type ProblemCode = ErrorCode | HttpErrorCode;

/** What an `application/problem+json` answer says (RFC 9457), with the facts of the refusal beside it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  /** What is wrong and what to do, in the language that was asked for. */
  readonly detail: string;
  /** The request, to be found again in the log. */
  readonly instance: string;
  readonly fields?: readonly FieldProblem[];
  readonly [fact: string]: unknown;
}

export interface ProblemKind {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: Readonly<Record<Language, string>>;
}

/** Every problem there is; the reference lists them. */
export const problemKinds: Readonly<Record<ProblemCode, ProblemKind>> = Object.fromEntries(
  [...coreKinds(), ...httpKinds()].map((kind) => [kind.code, kind]),
) as Record<ProblemCode, ProblemKind>;

function coreKinds(): ProblemKind[] {
  return (Object.keys(errorSentences) as ErrorCode[]).map((code) => ({
    code,
    status: statusOf[code],
    title: titleOf(code),
    detail: { en: withoutClash(errorSentences[code]), zh: withoutClash(errorSentencesZh[code]) },
  }));
}

function httpKinds(): ProblemKind[] {
  return (Object.keys(httpErrors) as HttpErrorCode[]).map((code) => {
    const { status, en, zh } = httpErrors[code];
    return { code, status, title: titleOf(code), detail: { en, zh } };
  });
}

function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `status` is the HTTP status in a problem, so the state of an order or claim is told as `currentStatus`. */
function withoutClash(sentence: string): string {
  return sentence.replaceAll('`status`', '`currentStatus`');
}

/** The problem of anything that was thrown. Of an unexpected error it tells nothing: database errors hold values. */
export function problemOf(error: unknown, instance: string, language: Language): Problem {
  const refused = error instanceof Refusal || error instanceof HttpRefusal;
  const code: ProblemCode = refused ? error.code : 'internal_error';
  const {
    fields,
    status: currentStatus,
    ...facts
  } = refused ? (error.details as Record<string, unknown>) : {};
  const kind = problemKinds[code];
  return {
    ...facts,
    ...(currentStatus === undefined ? {} : { currentStatus }),
    type: `/problems/${code}`,
    title: kind.title,
    status: kind.status,
    code,
    detail: kind.detail[language],
    instance,
    ...(fields === undefined ? {} : { fields: fieldsIn(language, fields as readonly FieldProblem[]) }),
  };
}

function fieldsIn(language: Language, fields: readonly FieldProblem[]): readonly FieldProblem[] {
  return language === 'zh' ? fields.map(fieldInChinese) : fields;
}

/** The answer of a problem, with the headers that belong to its status. */
export function problemResponse(
  problem: Problem,
  language: Language,
  headers: Readonly<Record<string, string>>,
): Response {
  const { retryAfterSeconds, allow } = problem;
  const all: Record<string, string> = {
    ...headers,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': language,
    'cache-control': 'no-store',
  };
  if (problem.status === 401) all['www-authenticate'] = 'Bearer';
  if (problem.status === 429 || problem.status === 503)
    all['retry-after'] = String(Number(retryAfterSeconds ?? 1));
  if (typeof allow === 'string') all.allow = allow;
  return new Response(JSON.stringify(problem), { status: problem.status, headers: all });
}
