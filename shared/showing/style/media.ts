/** Small screens (paper is narrow too, but holds small print), forced colours, paper. */
export const media = `@media screen and (max-width: 46rem) {
  .tagline { order: 1; flex-basis: 100%; }
  .languages { margin-inline-start: auto; }
  .plan-nav ul { gap: 0 0.9rem; }
  .plan-nav a { padding-block: 0.5rem 0.35rem; }
  .facts { grid-template-columns: 1fr; }
  .facts > div { display: block; }
  .dates td:first-child { width: 9.5rem; }
  .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacked, .stacked tbody, .stacked tr, .stacked th, .stacked td { display: block; width: 100%; }
  .stacked tr { border-top: 2px solid var(--strong-rule); padding-block: 0.6rem; }
  .stacked th, .stacked td { border: 0; padding: 0.3rem 0; }
  .stacked .numeric { text-align: start; }
  .stacked td[data-label]::before { content: attr(data-label); display: block; color: var(--quiet); font-size: 0.85rem; }
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
  .skip, .languages, .crumbs, .plan-nav, .site-links, .pager, .section-head p, .permalink, .downloads, .fold:not([open]) { display: none; }
  .site-head, .site-foot, .irm { background: none; }
  .site-head { border-top: 0; }
  .block { margin-top: 1.75rem; }
  .strip .strip-top { position: static; }
  .change, tr, .prose, .strip li, .stats li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .evidence a::after { content: " <" attr(href) ">"; overflow-wrap: anywhere; }
}
`;
