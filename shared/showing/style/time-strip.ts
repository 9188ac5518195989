/**
 * The time strip. Places are percent of a drawing as wide as there is room, heights are pixels: nothing is stretched. The
 * calendar is one drawing behind all rows, hence the same columns written twice.
 */
export const timeStrip = `.strip { position: relative; margin-block: 0.5rem 0.75rem; }
.strip ol { position: relative; list-style: none; margin: 0; padding: 0; }
.strip li { display: grid; grid-template-columns: 17rem minmax(0, 1fr); column-gap: 1rem; align-items: center; border-bottom: 1px solid var(--rule); }
.strip li > a { font-size: var(--small); line-height: 1.35; margin-block: 0.35rem; text-decoration-line: none; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-clamp: 2; overflow: hidden; }
.strip li > a { scroll-margin-top: 3.5rem; }
.strip li > a:hover, .strip li > a:focus-visible { text-decoration-line: underline; }
.strip .strip-top { position: sticky; top: 0; background: var(--ground); z-index: 1; border-bottom-color: var(--strong-rule); }
.strip svg { display: block; width: 100%; overflow: visible; }
.strip-head, .strip-line { grid-column: 2; }
.strip .strip-grid { position: absolute; top: 0; inset-inline-end: 0; width: calc(100% - 18rem); height: 100%; }
.strip-with-end li { grid-template-columns: 17rem minmax(0, 1fr) 5rem; }
.strip-with-end .strip-grid { inset-inline-end: 6rem; width: calc(100% - 24rem); }
.strip .strip-undated { grid-column: 3; width: auto; font-size: var(--small); color: var(--quiet); }
.strip text { fill: var(--quiet); font-size: 12px; font-variant-numeric: tabular-nums; }
.strip .s-year-name { fill: var(--ink); font-weight: 600; }
.strip .s-as-of-name { fill: var(--accent); font-weight: 600; }
.strip .s-key, .strip .s-crowd { text-anchor: middle; font-size: 11px; }
.strip .s-crowd { font-weight: 600; }
.strip .s-beside { text-anchor: start; }
.strip .s-key, .strip-head text { paint-order: stroke; stroke: var(--ground); stroke-width: 3; }
.s-year { stroke: var(--rule); stroke-width: 1.5; }
.s-quarter { stroke: var(--rule); stroke-dasharray: 1 3; }
.s-as-of { stroke: var(--accent); stroke-width: 1.5; }
.s-ring { fill: var(--ground); stroke: currentColor; stroke-width: 1.6; }
.s-dashed { stroke-dasharray: 2.4 2; }
.s-full { fill: currentColor; }
.s-line { fill: none; stroke: currentColor; stroke-width: 1.5; }
.s-cut { fill: none; stroke: var(--ground); stroke-width: 2; }
.s-was { fill: var(--ground); stroke: var(--strong-rule); stroke-width: 1.2; }
.s-moved { stroke: var(--strong-rule); stroke-width: 1.5; }
.s-wait { stroke: var(--past); stroke-width: 2; }
line.s-wait { stroke-width: 1.5; stroke-dasharray: 2 3; }
.s-span { fill: none; stroke: var(--strong-rule); stroke-width: 1.5; }
.s-delivered { fill: var(--done); stroke: var(--ground); }
.s-asked { fill: var(--quiet); }
.s-late { color: var(--past); }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; font-size: var(--small); color: var(--quiet); }
.legend li { display: inline-flex; align-items: center; gap: 0.4rem; }
.legend svg { overflow: visible; flex: none; }
.strip-count { font-size: 11px; font-weight: 600; }
@media screen and (max-width: 46rem) {
  .strip li { grid-template-columns: minmax(0, 1fr); padding-block: 0.3rem 0.15rem; }
  .strip li > a { -webkit-line-clamp: 1; line-clamp: 1; position: relative; margin-block: 0.1rem; background: var(--ground); grid-column: 1 / -1; }
  .strip-head, .strip-line { grid-column: 1; }
  .strip .strip-grid { width: 100%; }
  .strip-with-end li { grid-template-columns: minmax(0, 1fr) 4.5rem; column-gap: 0.5rem; }
  .strip-with-end .strip-grid { inset-inline-end: 5rem; width: calc(100% - 5rem); }
  .strip .strip-undated { grid-column: 2; }
  .strip .s-key { display: none; }
}
`;
