/** Plain elements, so that a page without a single class is readable; the private pages stand on these too. */
export const base = `*, *::before, *::after { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink); font-family: var(--text); line-height: 1.6; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: var(--title); letter-spacing: -0.015em; margin: 1.5rem 0 0.75rem; max-width: 50rem; }
h2 { font-size: var(--section); letter-spacing: -0.005em; margin: 0 0 0.75rem; }
h3 { font-size: 1.02rem; margin: 0; }
p, ul, ol, dl, blockquote { margin: 0 0 0.75rem; }
p, blockquote { max-width: var(--measure); }
p { text-wrap: pretty; }
ul, ol { padding-inline-start: 1.25rem; }
a { color: var(--link); text-underline-offset: 0.18em; text-decoration-thickness: 0.06em; }
a:hover { text-decoration-thickness: 0.14em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
sup { font-size: 0.7em; line-height: 0; }
code { font-family: var(--fixed); font-size: 0.85em; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; margin: 0 0 0.75rem; padding: 0.75rem 1rem; background: var(--sunken); border-radius: var(--corner); overflow-x: auto; }
td code, th code { overflow-wrap: break-word; }
dt code, th code { font-weight: 400; background: var(--sunken); border-radius: var(--corner); padding: 0.1em 0.35em; }
dt { font-weight: 600; }
dd { margin: 0 0 0.5rem; }
caption { text-align: start; font-weight: 600; padding-bottom: 0.4rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 0.75rem; font-variant-numeric: tabular-nums; }
th, td { text-align: start; vertical-align: top; padding: 0.7rem 1rem 0.7rem 0; border-bottom: 1px solid var(--rule); }
thead th { font-size: var(--small); font-weight: 600; color: var(--quiet); border-bottom: 2px solid var(--strong-rule); padding-block: 0.4rem; vertical-align: bottom; }
tbody th { font-weight: 600; min-width: 8.5rem; }
tbody > tr:last-child > * { border-bottom: 0; }
th:last-child, td:last-child { padding-inline-end: 0; }
td p, dd p { margin-bottom: 0.25rem; }
td p:last-child, dd p:last-child { margin-bottom: 0; }
summary { cursor: pointer; padding-block: 0.25rem; }
input, textarea, select, button { font: inherit; color: inherit; max-width: 100%; }
button, .button {
  display: inline-block;
  min-height: 2.75rem;
  padding: 0.5rem 1.1rem;
  border: 1px solid var(--accent);
  border-radius: var(--corner);
  background: var(--accent);
  color: var(--ground);
  font-weight: 600;
  text-decoration: none;
  cursor: pointer;
}
input, textarea, select { background: var(--surface); border: 1px solid var(--strong-rule); border-radius: var(--corner); padding: 0.5rem 0.6rem; min-height: 2.75rem; }
input[type="radio"], input[type="checkbox"] { min-height: 0; width: 1.2rem; height: 1.2rem; padding: 0; accent-color: var(--accent); }
fieldset { border: 1px solid var(--rule); border-radius: var(--corner); padding: 0.75rem 1rem; margin: 0 0 1rem; }
legend { font-weight: 600; padding-inline: 0.3rem; }
main { flex: 1 0 auto; }
.wrap { width: 100%; max-width: var(--page); margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2rem); }
.quiet { color: var(--quiet); font-size: 0.9rem; }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
.skip { position: absolute; inset-inline-start: 1rem; top: -4rem; background: var(--surface); color: var(--link); padding: 0.6rem 1rem; border: 2px solid var(--focus); z-index: 2; }
.skip:focus { top: 0.5rem; }
`;
