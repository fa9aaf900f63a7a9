import type { OpenTuan } from '@opentuan/core';
import { readSheet } from '@opentuan/core/sheets';
import { Trouble } from './command.ts';

export type SheetKind = 'priceList' | 'leaders' | 'pickupPoints';

/** A file to import: its bytes, and the name to show. */
export interface SheetFile {
  readonly kind: SheetKind;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface Seeded {
  readonly kind: SheetKind;
  readonly fileName: string;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface NewShop {
  readonly name: string;
  readonly zone: string;
  readonly currency: string;
  readonly locale: string;
}

/** Whether this database has its shop already. */
export async function hasShop(tuan: OpenTuan): Promise<boolean> {
  return (await tuan.reader.rows('SELECT "id" FROM "shops"')).length > 0;
}

/** Makes the shop where there is none, then imports the sheets by the import verbs: all rows of a sheet or none. */
export async function seedShop(
  tuan: OpenTuan,
  shop: NewShop,
  files: readonly SheetFile[],
): Promise<Seeded[]> {
  if (!(await hasShop(tuan))) await tuan.shop.create({ ...shop });
  const seeded: Seeded[] = [];
  for (const file of files) seeded.push(await importSheet(tuan, file));
  return seeded;
}

async function importSheet(tuan: OpenTuan, { kind, fileName, bytes }: SheetFile): Promise<Seeded> {
  const sheet = await readSheet(bytes);
  const preview = await tuan.imports.preview({ kind, fileName, sheet: sheet as never });
  if (preview.problems.length > 0) throw problemsOf(fileName, preview.problems);
  const { created, updated, unchanged } = await tuan.imports.confirm({ importId: preview.id });
  return { kind, fileName, created, updated, unchanged };
}

const shownMax = 20;

function problemsOf(
  fileName: string,
  problems: readonly { readonly row: number; readonly column: string; readonly message: string }[],
): Trouble {
  const lines = problems
    .slice(0, shownMax)
    .map(({ row, column, message }) => `  ${String(row)} ${column}: ${message}`);
  const rest = problems.length > shownMax ? [`  … ${String(problems.length - shownMax)}`] : [];
  const list = [...lines, ...rest].join('\n');
  return new Trouble({
    en: `${fileName} has ${String(problems.length)} problems, so nothing was imported. Correct these rows and run it again:\n${list}`,
    zh: `${fileName} 有 ${String(problems.length)} 处问题，未导入任何内容。请改正后重试：\n${list}`,
  });
}
