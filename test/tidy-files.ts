import { parseSync, type Program, type Statement } from 'oxc-parser';
import { isGenerated, isTest, lineAt, type Finding, type Source } from './sources.ts';

const longestFile = 300;
const emptyNames = /^(utils?|helpers?|common|misc|types|services?|managers?)$/i;

/** A file of more than 300 lines. */
export function lengthFindings({ path, source }: Source): Finding[] {
  const length = source.replace(/\n$/, '').split('\n').length;
  if (length <= longestFile) return [];
  return [{ path, line: longestFile + 1, message: `${length} lines; at most ${longestFile}` }];
}

/** A file or folder whose name, or the last word of it, says nothing: `utils.ts`, `money-helpers/`. */
export function nameFindings({ path }: Source): Finding[] {
  const parts = path.split('/').map((part) => part.replace(/\..*$/, ''));
  const empty = parts.filter((part) => emptyNames.test(part.split('-').at(-1) ?? ''));
  return empty.map((part) => ({ path, line: 1, message: `the name "${part}" says nothing` }));
}

/** Verbs without a test beside them, and verbs whose file has another name than they have. */
export function verbFindings(sources: readonly Source[]): Finding[] {
  const paths = new Set(sources.map((source) => source.path));
  return sources
    .filter(({ path }) => path.includes('/src/') && !path.includes('/testing/') && !isTest(path))
    .flatMap(({ path, source }) =>
      [...source.matchAll(/^export const (\w+)[^=\n]*= defineVerb\(/gm)].flatMap((match) => {
        const verb = match[1] ?? '';
        const line = lineAt(source, match.index);
        const tested = paths.has(path.replace(/\.ts$/, '.test.ts'));
        const named = path.endsWith(`/${kebab(verb)}.ts`);
        return [
          ...(tested ? [] : [{ path, line, message: `the verb ${verb} has no test beside it` }]),
          ...(named ? [] : [{ path, line, message: `the verb ${verb} belongs into ${kebab(verb)}.ts` }]),
        ];
      }),
    );
}

/** An index.ts that does more than pass on what its neighbours export. */
export function indexFindings({ path, source }: Source): Finding[] {
  if (!/(^|\/)src\/(.*\/)?index\.ts$/.test(path)) return [];
  const { program } = parseSync(path, source);
  const own = program.body.filter((statement) => !passesOn(statement));
  return own.map((statement) => ({
    path,
    line: lineAt(source, statement.start),
    message: 'an index only re-exports',
  }));
}

/** Imports, re-exports, and one object that lists imported names: `export const orders = { place: placeOrder }`. */
function passesOn(statement: Program['body'][number]): boolean {
  if (statement.type === 'ImportDeclaration' || statement.type === 'ExportAllDeclaration') return true;
  if (statement.type !== 'ExportNamedDeclaration') return false;
  return statement.declaration === null || listsNames(statement.declaration);
}

function listsNames(declaration: Statement): boolean {
  if (declaration.type !== 'VariableDeclaration') return false;
  return declaration.declarations.every(({ init }) => {
    const value = init?.type === 'TSAsExpression' ? init.expression : init;
    if (value?.type !== 'ObjectExpression') return false;
    return value.properties.every((entry) => entry.type === 'Property' && entry.value.type === 'Identifier');
  });
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Paths of one machine and addresses of package registries have no business in a repository. */
export function leakFindings({ path, source }: Source): Finding[] {
  return source.split('\n').flatMap((text, index) => {
    const leak = /(?<![\w.])\/(work|root)\/|\bregistry\.[a-z]+\.(org|com)\b/.exec(text)?.[0];
    return leak === undefined
      ? []
      : [{ path, line: index + 1, message: `names a machine or a registry: ${leak}` }];
  });
}

/** The sources that people write. */
export function handWritten(sources: readonly Source[]): Source[] {
  return sources.filter(({ path }) => !isGenerated(path));
}
