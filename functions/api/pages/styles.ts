/** Styles of forms and of the private frame, on the tokens and plain elements of the public stylesheet. */
export const formStyles = `[hidden] { display: none !important; }
.private .site-head .wrap { align-items: center; gap: 0.5rem 1.1rem; }
.private .site-head nav { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.1rem; flex: 1 1 auto; }
.private .site-head nav > [hreflang] { margin-inline-start: auto; }
@media (min-width: 40em) { .private .site-head .person { margin-inline-start: auto; } }
.private .site-head nav a { display: inline-block; padding-block: 0.25rem; }
.person { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; margin: 0; color: var(--quiet); font-size: 0.9rem; }
.switch { margin: 0; }
.as-link { background: none; border: 0; border-radius: 0; min-height: 0; padding: 0.25rem 0; font: inherit; color: var(--accent); text-decoration: underline; cursor: pointer; }
.secondary { background: transparent; color: var(--accent); }
.person .secondary { min-height: 2.25rem; padding: 0.25rem 0.8rem; }
.hint { color: var(--quiet); font-size: 0.9rem; margin: 0 0 0.35rem; }
.private form { max-width: var(--measure); }
.private form.person { max-width: none; }
.field { margin: 0 0 1.5rem; }
.field > label { display: block; margin-bottom: 0.25rem; }
.field > label, .field > legend { font-weight: 600; }
.field > input, .field > textarea, .field > select { display: block; width: 100%; }
.field > input[type="date"], .field > select { width: auto; min-width: 12rem; }
.field > input.code { width: 14rem; font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 1.25rem; letter-spacing: 0.15em; text-transform: uppercase; }
fieldset.field { padding: 0.75rem 1rem 1rem; }
fieldset.field > legend { font-size: 1.05rem; }
fieldset.row { background: var(--surface); }
fieldset.row .field { margin-bottom: 0.9rem; }
.pair { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
.pair .field { margin-bottom: 0; }
.choice { display: grid; grid-template-columns: auto 1fr; column-gap: 0.7rem; align-items: center; padding-block: 0.5rem; }
.choice input { margin: 0; }
.choice label { font-weight: 600; min-height: 1.75rem; display: flex; align-items: center; cursor: pointer; }
.choice .hint { grid-column: 2; margin: 0; }
.has-error { border-inline-start: 4px solid var(--past); padding-inline-start: 1rem; }
.field-error { color: var(--past); font-weight: 600; margin: 0.15rem 0 0.35rem; }
[aria-invalid="true"] { border: 2px solid var(--past); }
.error-summary { border: 2px solid var(--past); border-radius: 4px; padding: 0.9rem 1.1rem 0.2rem; margin: 0 0 1.5rem; max-width: var(--measure); }
.error-summary h2 { font-size: 1.1rem; color: var(--past); }
.error-summary li { padding-block: 0.15rem; }
.error-summary a { color: var(--past); }
.saved { border: 2px solid var(--done); border-radius: 4px; padding: 0.9rem 1.1rem 0.2rem; margin: 0 0 1.5rem; max-width: var(--measure); }
.saved h2 { font-size: 1.1rem; color: var(--done); }
.quick { background: var(--sunken); border-radius: 4px; padding: 0.9rem 1.1rem; margin: 1.25rem 0; max-width: var(--measure); display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem 1.5rem; }
.quick h2 { font-size: 1.05rem; margin: 0; }
.quick p { margin: 0; }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem 1.5rem; margin-top: 1.25rem; }
.actions > a:not(.button) { display: inline-block; padding-block: 0.6rem; }
.cards { list-style: none; padding: 0; display: grid; gap: 1.25rem; max-width: 52rem; }
.card { background: var(--surface); border: 1px solid var(--rule); border-radius: 6px; padding: 1.1rem 1.25rem 0.6rem; }
.card h3 { font-size: 1.15rem; }
.card .facts { margin-block: 0.75rem 0; }
.as-published { background: var(--surface); border: 1px solid var(--strong-rule); border-radius: 6px; padding: 1.1rem 1.25rem 0.5rem; max-width: 52rem; }
.as-published .facts + .facts { border-top: 0; margin-top: -0.75rem; }
.both { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; margin-bottom: 2rem; }
.both > section { background: var(--surface); border: 1px solid var(--rule); border-radius: 6px; padding: 1.1rem 1.25rem 0.5rem; min-width: 0; }
.both .facts, .both .facts > div { display: block; }
.as-typed { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--surface); border: 1px solid var(--rule); border-radius: 4px; padding: 0.6rem 0.8rem; }
/* Forms of the record: rows of fields, dates as read, source lines. */
.private fieldset, .cards > .card { min-width: 0; }
.field:has(+ .field-reading) { margin-bottom: 0.25rem; }
.field-reading { margin-bottom: 1.5rem; }
.card blockquote { margin-top: 0.75rem; }
section.note, div.note { max-width: var(--measure); margin-bottom: 1.5rem; }
/* Plans: fields folded away. */
.more { margin: 0 0 1.5rem; border-block: 1px solid var(--rule); }
.more fieldset { min-width: 0; }
.more > summary { padding-block: 0.75rem; font-weight: 600; cursor: pointer; }
/* Headings: room before each part of a page. */
.private main > section:not([class]), .private main > * > h2:not(:first-child), .private main > h2 { margin-top: 2rem; }
.private h1 + section:not([class]) { margin-top: 1.25rem; }
@media (max-width: 46rem) {
  .private .site-head .brand { order: -2; }
  .private .site-head .switch { order: -1; margin-inline-start: auto; }
  .both { grid-template-columns: 1fr; }
  .card, .as-published, .both > section { padding-inline: 0.9rem; }
  .actions > button, .actions > .button { width: 100%; text-align: center; }
}
@media (forced-colors: active) {
  button, .button { border-color: ButtonBorder; }
  .has-error, .error-summary, .saved { border-color: CanvasText; }
}
`;
