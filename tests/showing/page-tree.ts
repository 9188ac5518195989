import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

const parser = unified().use(rehypeParse);
export type Root = ReturnType<typeof parser.parse>;
export type Node = Root['children'][number];
export type Element = Extract<Node, { type: 'element' }>;

/** A page as a browser would read it. */
export function treeOf(html: string): Root {
  return parser.parse(html);
}

/** Every element with this name, in order. */
export function elements(tree: Root, name: string): Element[] {
  const found: Element[] = [];
  visit(tree, 'element', (element: Element) => {
    if (element.tagName === name) found.push(element);
  });
  return found;
}

export function textIn(node: Root | Node): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map((child) => textIn(child)).join('') : '';
}

/** An attribute as text, or null. */
export function attribute(element: Element, name: string): string | null {
  const value = element.properties[name];
  return value === undefined || value === null ? null : Array.isArray(value) ? value.join(' ') : String(value);
}

/** Names of elements and attributes in order, without their values: what no text may change. */
export function structureOf(html: string): string[] {
  const found: string[] = [];
  visit(treeOf(html), (node) => {
    if (node.type === 'element') found.push(`${node.tagName} ${Object.keys(node.properties).sort().join(' ')}`);
    else if (node.type === 'comment' || node.type === 'doctype') found.push(node.type);
  });
  return found;
}
