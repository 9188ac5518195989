/** A table as a list of its rows, each cell under its label. */
const stacked = (
  table: string,
): string => `  ${table} thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  ${table}, ${table} tbody, ${table} tr, ${table} th, ${table} td { display: block; width: 100%; }
  ${table} tr { border-top: 2px solid var(--strong-rule); padding-block: 0.6rem; }
  ${table} th, ${table} td { border: 0; padding: 0.3rem 0; }
  ${table} .numeric { text-align: start; }
  ${table} td[data-label]::before { content: attr(data-label); display: block; color: var(--quiet); font-size: 0.85rem; }
`;

/** Labels of a stacked table beside their cells, where they are short enough. */
const beside = (
  table: string,
  room: string,
): string => `  ${table} td[data-label] { position: relative; padding-inline-start: ${room}; }
  ${table} td[data-label]::before { position: absolute; inset-inline-start: 0; line-height: 1.6rem; }
`;

/** Small screens (paper is narrow too, but holds small print), tables too wide for tablets, forced colours, paper. */
export const media = `@media screen and (max-width: 46rem) {
  .tagline { order: 1; flex-basis: 100%; }
  .languages { margin-inline-start: auto; }
  .plan-nav ul, .tabs { gap: 0 0.9rem; }
  .plan-nav a, .tabs a { padding-block: 0.35rem 0.2rem; border-bottom-width: 2px; }
  .facts { grid-template-columns: 1fr; }
  .facts > div { display: block; }
  .dates td:first-child { width: 9.5rem; }
${stacked('.stacked')}${beside('.terms', '5.5rem')}${beside('.counts', '13rem')}  .terms td[data-label]:empty { display: none; }
}
@media screen and (min-width: 46.01rem) and (max-width: 60rem) {
${stacked('.wide')}${beside('.wide', '14rem')}}
@media screen and (max-width: 60rem) {
  .plan-nav ul { column-gap: 0.9rem; }
  .plan-nav .roomy { display: none; }
  .plan-nav .narrow { display: inline; }
}
@media screen and (min-width: 46.01rem) {
  th time, td time, td .status { white-space: nowrap; }
}
@media (prefers-reduced-motion: no-preference) {
  html { scroll-behavior: smooth; }
}
@media (forced-colors: active) {
  .position, .irm, .note, .change:target { border: 1px solid CanvasText; }
  .mark .cut, .s-cut { stroke: Canvas; }
  .mark .full, .s-full, .s-delivered, .s-asked, .strip text { fill: CanvasText; }
  .mark .line, .s-line, .s-ring, .s-was, .s-moved, .s-wait, .s-span, .s-year, .s-quarter { stroke: CanvasText; }
  .s-ring, .s-was { fill: Canvas; }
  .s-as-of { stroke: Highlight; }
  .strip .s-key, .strip-head text { fill: CanvasText; stroke: Canvas; }
  .strip .s-as-of-name { fill: CanvasText; }
}
@media print {
  body { display: block; }
  :root { color-scheme: light; --ground: #fff; --surface: #fff; --sunken: #fff; --ink: #000; --quiet: #333; --link: #000; --rule: #bbb; --strong-rule: #555; --accent: #0b4a63; --done: #0b4a63; --ahead: #0b4a63; --soon: #8a3a0b; --past: #8a3a0b; }
  .skip, .languages, .crumbs, .plan-nav, .site-links, .pager, .section-head p, .permalink, .downloads, .fold:not([open], .printed), button, .button { display: none; }
  .printed::details-content { content-visibility: visible; display: block; height: auto; }
  .on-paper { display: block; margin: 0.4rem 0 0; color: var(--quiet); font-size: var(--small); overflow-wrap: anywhere; }
  .block:has(> .downloads) { display: none; }
  .site-head, .site-foot, .irm { background: none; }
  .site-foot { margin-top: 1.75rem; padding-block: 0.75rem 0; break-before: avoid; break-inside: avoid; }
  main { padding-bottom: 0; }
  .site-head { border-top: 0; }
  .block { margin-top: 1.75rem; }
  .strip .strip-top { position: static; }
  .change, tr, .prose, .strip li, .stats li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .evidence a::after { content: " <" attr(href) ">"; overflow-wrap: anywhere; }
}
`;
