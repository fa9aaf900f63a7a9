import { parseSync, Visitor, type Node } from 'oxc-parser';
import { lineAt } from './sources.ts';

/** One import, re-export or `import(…)` of a file. */
export interface Import {
  specifier: string;
  /** Erased when the file is compiled, so that nothing of it is left at run time. */
  typeOnly: boolean;
  /** Asked for by `import(…)`, so that it comes when it is needed. */
  late: boolean;
  line: number;
}

export function importsOf(path: string, source: string): Import[] {
  const found: Import[] = [];
  const add = (node: Node, literal: Node | null, typeOnly: boolean, late = false): void => {
    if (literal === null) return;
    const specifier =
      literal.type === 'Literal' && typeof literal.value === 'string' ? literal.value : '(computed)';
    found.push({ specifier, typeOnly, late, line: lineAt(source, node.start) });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node, node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => add(node, node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node, node.source, node.exportKind === 'type'),
    ImportExpression: (node) => add(node, node.source, false, true),
    TSImportType: (node) => add(node, node.source, true),
  }).visit(parseSync(path, source).program);
  return found;
}
