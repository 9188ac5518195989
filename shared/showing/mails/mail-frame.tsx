import type { Child } from 'hono/jsx';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';

/** No quote, ampersand or angle bracket in here: JSX escapes them, and a style sheet would not be read any more. */
const style = [
  'body{margin:0;padding:0;background:#f3f4f6;color:#1b2430;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif}',
  '.page{max-width:600px;margin:0 auto;padding:24px 16px}',
  '.card{background:#ffffff;border:1px solid #d5dae1;border-radius:8px;padding:24px}',
  'p{margin:0 0 12px}',
  'h1,h2{font-size:20px;line-height:1.3;margin:0 0 10px;color:#1b2430}',
  'h2{margin-top:28px}',
  '.note{color:#4a5565;margin:0 0 16px}',
  '.item{border-left:4px solid #24527a;padding:2px 0 2px 14px;margin:0 0 20px}',
  '.past{border-left-color:#9a4a00}',
  '.title{font-size:17px;font-weight:600;margin:0 0 2px}',
  '.of{color:#4a5565;font-size:14px;margin:0 0 6px}',
  '.facts{margin:0;padding:0;list-style:none}',
  '.facts li{margin:0 0 2px}',
  '.heads{margin:6px 0 0}',
  '.parts{margin:2px 0 0;padding:0 0 0 20px}',
  '.why{color:#4a5565;font-size:14px;margin:6px 0 0}',
  '.more{margin:0 0 20px}',
  '.repeat{border:1px solid #9a4a00;border-radius:6px;padding:8px 12px;margin:0 0 16px}',
  // A cell of its own: programs that know no inline blocks still show a button.
  '.act{border-collapse:separate;border-spacing:0;margin:20px 0 0}',
  '.act td{background:#1d4568;border-radius:6px;padding:0;mso-padding-alt:13px 22px}',
  '.button{display:block;color:#ffffff;font-weight:600;text-decoration:none;padding:13px 22px;border-radius:6px}',
  '.under{color:#4a5565;font-size:14px;margin:12px 0 24px}.under:last-child{margin-bottom:0}',
  '.foot{color:#4a5565;font-size:13px;padding:20px 8px 0}',
  '.foot p{margin:0 0 8px}',
  'a{color:#1d4568}',
  '.links a{display:inline-block;padding:5px 0;margin-right:14px;white-space:nowrap}',
  '.code{font:700 32px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:5px;margin:16px 0}',
  '@media (prefers-color-scheme:dark){body{background:#14181d;color:#e8ebef}.card{background:#1d232a;border-color:#3a444f}',
  'h1,h2,.title{color:#f2f4f7}.note,.of,.why,.under,.foot{color:#b4bdc8}.item{border-left-color:#7fb2dd}.past{border-left-color:#f0a860}.repeat{border-color:#f0a860}',
  'a{color:#8ec1ec}.act td{background:#8ec1ec}.button{color:#10202e}}',
  '@media (max-width:480px){.page{padding:12px 8px}.card{padding:18px 14px}.act{width:100%}.button{text-align:center}}',
].join('');

/** The frame of every mail: one column, readable without images, in the dark and on a phone. */
export function MailFrame(props: { language: InterfaceLanguage; title: string; children: Child; foot: Child }) {
  return (
    <html lang={props.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{props.title}</title>
        <style>{style}</style>
      </head>
      <body>
        <div class="page">
          <div class="card">{props.children}</div>
          <div class="foot">{props.foot}</div>
        </div>
      </body>
    </html>
  );
}

/** A whole document as a string. */
export function htmlDocument(page: { toString(): string }): string {
  return `<!DOCTYPE html>\n${page.toString()}`;
}
