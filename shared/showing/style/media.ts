/** Small screens, forced colours, paper. */
export const media = `@media (max-width: 46rem) {
  .facts { grid-template-columns: 1fr; }
  .facts > div { display: block; }
  .timeline, .legend { display: none; }
  .dates td:first-child { width: 9.5rem; }
  .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacked, .stacked tbody, .stacked tr, .stacked th, .stacked td { display: block; width: 100%; }
  .stacked tr { border-top: 2px solid var(--strong-rule); padding-block: 0.6rem; }
  .stacked th, .stacked td { border: 0; padding: 0.3rem 0; }
  .stacked td[data-label]::before { content: attr(data-label); display: block; color: var(--quiet); font-size: 0.85rem; }
}
@media (prefers-reduced-motion: no-preference) {
  html { scroll-behavior: smooth; }
}
@media (forced-colors: active) {
  .position, .irm, .note, .change:target { border: 1px solid CanvasText; }
  .mark, .timeline { forced-color-adjust: auto; }
  .mark .cut, .t-due, .t-delivered { stroke: Canvas; }
  .mark .full, .t-due, .t-delivered, .t-asked { fill: CanvasText; }
  .mark .line, .t-line, .t-scale, .t-period, .t-span, .t-moved { stroke: CanvasText; }
  .timeline text { fill: CanvasText; }
}
@media print {
  :root { --ground: #fff; --surface: #fff; --sunken: #fff; --ink: #000; --quiet: #333; --link: #000; }
  .skip, .languages, .crumbs, .permalink, .downloads { display: none; }
  .site-head, .site-foot, .irm { background: none; }
  .change, tr, .prose { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .evidence a::after { content: " <" attr(href) ">"; overflow-wrap: anywhere; }
}
`;
