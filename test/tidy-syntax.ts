import { parseSync, Visitor, type Expression, type Node, type Program } from 'oxc-parser';
import { isTest, lineAt, type Finding, type Source } from './sources.ts';

const longestFunction = 60;
const marks = /\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck)|\b(eslint|oxlint)-disable/;
/** One rule, one line, and the reason why: the only way to switch a rule off. */
const reasoned = /^ oxlint-disable-next-line [\w/-]+ -- \S/;

/** What the shape of a file's code shows: long functions, and words that switch the checks off. */
export function syntaxFindings({ path, source }: Source): Finding[] {
  const { program, comments, errors } = parseSync(path, source);
  const found: Finding[] = errors.map((error) => ({
    path,
    line: 1,
    message: `does not parse: ${error.message}`,
  }));
  const report = (node: { start: number }, message: string): void => {
    found.push({ path, line: lineAt(source, node.start), message });
  };
  for (const comment of comments) {
    const mark = marks.exec(comment.value)?.[0];
    if (mark !== undefined && !reasoned.test(comment.value)) report(comment, `${mark} in a comment`);
  }
  visitFunctions(program, source, report);
  visitWords(program, path, report);
  return found.toSorted((one, other) => one.line - other.line);
}

type Report = (node: { start: number }, message: string) => void;

function visitFunctions(program: Program, source: string, report: Report): void {
  const suites = new Set<Node>();
  const measure = (node: Node): void => {
    const length = lineAt(source, node.end) - lineAt(source, node.start) + 1;
    if (length > longestFunction && !suites.has(node)) {
      report(node, `a function of ${length} lines; at most ${longestFunction}`);
    }
  };
  new Visitor({
    // The body of a describe is a list of tests, not a function that one has to follow.
    CallExpression: (node) => {
      if (rootName(node.callee) === 'describe') for (const argument of node.arguments) suites.add(argument);
    },
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(program);
}

function visitWords(program: Program, path: string, report: Report): void {
  new Visitor({
    TSAnyKeyword: (node) => report(node, 'any: name the type, or unknown'),
    TSEnumDeclaration: (node) => report(node, 'enum: a union of literals'),
    TSNonNullExpression: (node) => report(node, 'non-null !: say what happens when it is missing'),
    ExportDefaultDeclaration: (node) => {
      if (!mayExportDefault(path)) report(node, 'default export: export it by its name');
    },
    MemberExpression: (node) => {
      if (node.computed || node.property.type !== 'Identifier') return;
      const { name } = node.property;
      const suite = ['test', 'it', 'describe'].includes(rootName(node.object));
      if (suite && (name === 'only' || name === 'skip')) report(node, `.${name}: a test that hides tests`);
      if (mustNotReadTheClock(path)) reportClock(node.object, name, (message) => report(node, message));
    },
    NewExpression: (node) => {
      if (!mustNotReadTheClock(path) || node.arguments.length > 0) return;
      if (rootName(node.callee) === 'Date') report(node, 'new Date(): the clock is passed in');
    },
  }).visit(program);
}

function reportClock(object: Expression, property: string, report: (message: string) => void): void {
  const name = `${rootName(object)}.${property}`;
  if (name === 'Math.random') report('Math.random: randomness is passed in');
  if (name === 'Date.now' || name === 'Temporal.Now') report(`${name}: the clock is passed in`);
}

/** The first name of `describe.each(…)(…)` or `Date`. */
function rootName(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return rootName(node.object);
  if (node.type === 'CallExpression') return rootName(node.callee);
  return '';
}

/** Tools read the default export of their configuration, and workerd that of the Worker. */
function mayExportDefault(path: string): boolean {
  return (
    path.endsWith('.config.ts') || /^(?:examples\/[^/]+\/src\/|bench\/servers\/d1-)worker\.ts$/.test(path)
  );
}

function mustNotReadTheClock(path: string): boolean {
  return (
    path.startsWith('packages/core/src/') && !path.startsWith('packages/core/src/testing/') && !isTest(path)
  );
}
