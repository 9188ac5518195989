import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

const parser = unified().use(rehypeParse);
type Tree = ReturnType<typeof parser.parse>;
type Properties = { [name: string]: unknown };

function textOf(node: unknown): string {
  const { type, value, children } = node as { type: string; value?: string; children?: unknown[] };
  return type === 'text' ? (value ?? '') : (children ?? []).map(textOf).join('');
}

export type FormOnPage = {
  action: string;
  fields: Map<string, string>;
  buttons: { name: string; value: string; text: string }[];
};

/** A page as a browser reads it: its text, and its forms with what they would send. */
export function readPage(html: string) {
  const tree = parser.parse(html);
  const forms: FormOnPage[] = [];
  const hrefs: string[] = [];
  let title = '';
  visit(tree, 'element', (node) => {
    if (node.tagName === 'title') title = textOf(node);
    if (node.tagName === 'a') hrefs.push(String(node.properties['href']));
    if (node.tagName === 'form') forms.push(readForm({ type: 'root', children: [node] }, String(node.properties['action'])));
  });
  const text = textOf(tree).replace(/\s+/gu, ' ');
  const formFor = (action: string): FormOnPage => {
    const form = forms.find((one) => one.action === action);
    if (form === undefined) throw new Error(`no form for ${action} in: ${text}`);
    return form;
  };
  return { title, text, hrefs, forms, formFor };
}

function readForm(form: Tree, action: string): FormOnPage {
  const fields = new Map<string, string>();
  const buttons: FormOnPage['buttons'] = [];
  visit(form, 'element', (node) => {
    const { name, value, type, checked } = node.properties as Properties;
    const key = String(name ?? '');
    if (node.tagName === 'textarea') fields.set(key, textOf(node));
    if (node.tagName === 'button') buttons.push({ name: key, value: String(value ?? ''), text: textOf(node) });
    if (node.tagName === 'select') fields.set(key, selected(node));
    const isSent = (type !== 'radio' && type !== 'checkbox') || checked === true;
    if (node.tagName === 'input' && isSent) fields.set(key, String(value ?? ''));
  });
  return { action, fields, buttons };
}

function selected(select: Parameters<typeof visit>[0]): string {
  let value = '';
  visit(select, 'element', (node) => {
    const { properties } = node as unknown as { properties: Properties };
    if (properties['selected'] === true) value = String(properties['value'] ?? '');
  });
  return value;
}
