/** The parts of the public pages. */
export const parts = `.key { font-weight: 400; color: var(--quiet); font-size: 0.9em; font-variant-numeric: tabular-nums; text-decoration: none; }
.group, .reading, .block-line { display: block; font-weight: 400; }
.group, .reading { color: var(--quiet); font-size: 0.9rem; }
.host { color: var(--quiet); font-size: 0.9em; }
.plain, .evidence, .asked, .downloads, .index, .short-history, .history, .legend { list-style: none; padding: 0; }
.facts { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; margin: 0 0 0.75rem; border-top: 1px solid var(--rule); }
.facts > div { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; padding-block: 0.6rem; border-bottom: 1px solid var(--rule); }
.facts > div:last-child { border-bottom: 0; }
.facts dt, .details dt { font-weight: 400; }
.facts dt { color: var(--quiet); font-size: 0.9rem; padding-inline-end: 1rem; }
.facts dd { margin: 0; max-width: var(--measure); }
.facts .plain { margin: 0; }
.status { display: inline-flex; align-items: baseline; gap: 0.45rem; font-weight: 600; }
.mark { flex: none; position: relative; top: 0.15em; }
.mark .line { fill: none; stroke: currentColor; stroke-width: 1.5; }
.mark .dashed { stroke-dasharray: 2.4 2; }
.mark .full { fill: currentColor; }
.mark .cut { fill: none; stroke: var(--ground); stroke-width: 2; }
.declared-complete { color: var(--done); }
.declared-substantial, .declared-limited { color: var(--ahead); }
.declared-withdrawn, .declared-none, .declared-not-started { color: var(--quiet); }
.position { display: inline-block; white-space: nowrap; font-weight: 600; border: 1px solid currentColor; border-radius: 3px; padding: 0 0.45rem; font-size: 0.9rem; }
.position-none { color: var(--quiet); border-style: dashed; }
.position-upcoming { color: var(--ahead); }
.position-due-soon { color: var(--soon); }
.position-overdue { color: var(--past); border-width: 2px; }
.position-on-time, .position-late { color: var(--done); }
.position-late { border-style: double; border-width: 3px; }
.since { font-size: 0.9rem; }
.revised, .reason { font-size: 0.9rem; }
.reason .quiet { margin: 0; }
.counts { max-width: 30rem; }
.numeric { text-align: end; font-variant-numeric: tabular-nums; }
.asked li { margin-bottom: 0.25rem; }
.moment, .whole { white-space: nowrap; }
.moment:target { background: var(--sunken); }
.asked-about { margin-bottom: 1rem; }
.asked-about h3 { margin-bottom: 0.2rem; }
.meanings { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.15rem 1.75rem; margin-bottom: 0.75rem; }
.dates td { padding-block: 0.4rem; }
.dates td:first-child { width: 11rem; }
.irm { border: 1px solid var(--strong-rule); background: var(--surface); padding: 1.1rem 1.25rem 0.6rem; }
.irm .facts { border-top: 0; }
.prose { margin-bottom: 1.25rem; }
.prose h3 { margin-bottom: 0.35rem; }
blockquote { border-inline-start: 3px solid var(--rule); padding-inline-start: 1rem; margin-inline: 0; }
.change { border-top: 1px solid var(--rule); padding-block: 0.9rem 0.3rem; scroll-margin-top: 1rem; }
.change:target { background: var(--sunken); box-shadow: -0.75rem 0 0 var(--sunken), 0.75rem 0 0 var(--sunken); }
.change p { margin-bottom: 0.35rem; }
.change-asked h3, .change-reported h3 { font-weight: 400; }
.details { margin: 0.35rem 0; }
.details > div { margin-bottom: 0.5rem; }
.details dt { font-size: 0.9rem; color: var(--quiet); }
.details dd { margin: 0; }
.permalink { white-space: nowrap; display: inline-block; padding-block: 0.1rem; }
.short-history > li, .index > li, .downloads > li { padding-block: 0.4rem; }
.short-history > li + li, .index > li + li { border-top: 1px solid var(--rule); }
.short-history a, .index a, .downloads a { display: inline-block; padding-block: 0.1rem; }
.downloads { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr)); column-gap: 2rem; }
`;
