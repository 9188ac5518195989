/** The parts of the public pages. */
export const parts = `.site-head { background: var(--surface); border-bottom: 1px solid var(--rule); }
.site-head .wrap { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; padding-block: 0.7rem; }
.brand { font-weight: 700; font-size: 1.2rem; color: var(--accent); text-decoration: none; letter-spacing: 0.01em; padding-block: 0.15rem; }
.brand:hover { text-decoration: underline; }
.tagline { margin: 0; color: var(--quiet); font-size: 0.9rem; flex: 1 1 14rem; max-width: none; }
.languages a { display: inline-block; padding-block: 0.25rem; }
.crumbs ol { list-style: none; display: flex; flex-wrap: wrap; margin: 0.75rem 0 0; padding: 0; font-size: 0.9rem; }
.crumbs li { display: flex; padding-block: 0.15rem; }
.crumbs li:not(:last-child)::after { content: "›" / ""; padding-inline: 0.6rem; color: var(--quiet); }
.crumbs a { display: inline-block; padding-block: 0.1rem; }
main { padding-bottom: 2rem; }
h1 .number { display: block; font-size: 0.95rem; font-weight: 600; color: var(--quiet); margin-bottom: 0.3rem; }
.lede { font-size: 1.1rem; max-width: 46rem; }
.note { border-inline-start: 4px solid var(--strong-rule); background: var(--sunken); padding: 0.6rem 0.9rem; }
.block { margin-top: 2.25rem; scroll-margin-top: 1rem; }
.key { font-weight: 400; color: var(--quiet); font-size: 0.9em; font-variant-numeric: tabular-nums; text-decoration: none; }
.group, .reading, .block-line { display: block; font-weight: 400; }
.group, .reading { color: var(--quiet); font-size: 0.9rem; }
.host { color: var(--quiet); font-size: 0.9em; }
.plain, .evidence, .asked, .downloads, .index, .sources, .short-history, .history, .legend { list-style: none; padding: 0; }
.facts { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; margin: 0 0 0.75rem; border-top: 1px solid var(--rule); }
.facts > div { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; padding-block: 0.6rem; border-bottom: 1px solid var(--rule); }
.facts dt { color: var(--quiet); font-size: 0.9rem; padding-inline-end: 1rem; }
.facts dd { margin: 0; max-width: var(--measure); }
.facts .plain { margin: 0; }
.status { display: inline-flex; align-items: center; gap: 0.45rem; font-weight: 600; }
.mark { flex: none; }
.mark .line { fill: none; stroke: currentColor; stroke-width: 1.5; }
.mark .dashed { stroke-dasharray: 2.4 2; }
.mark .full { fill: currentColor; }
.mark .cut { fill: none; stroke: var(--ground); stroke-width: 2; }
.declared-complete { color: var(--done); }
.declared-substantial, .declared-limited { color: var(--ahead); }
.declared-withdrawn, .declared-none, .declared-not-started { color: var(--quiet); }
.position { display: inline-block; font-weight: 600; border: 1px solid currentColor; border-radius: 3px; padding: 0 0.45rem; font-size: 0.9rem; }
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
.asked-about { margin-bottom: 1rem; }
.asked-about h3 { margin-bottom: 0.2rem; }
.timeline { width: 100%; height: auto; display: block; margin-bottom: 0.5rem; overflow: visible; }
.timeline text { fill: var(--ink); font-size: 12.5px; }
.timeline .t-mark { fill: var(--quiet); font-size: 11.5px; }
.t-scale { stroke: var(--rule); }
.t-period { stroke: var(--strong-rule); stroke-width: 1.5; }
.t-span { stroke: var(--ahead); stroke-width: 4; stroke-linecap: round; }
.t-line { stroke: var(--strong-rule); stroke-width: 2; }
.t-due { fill: var(--ink); stroke: var(--ground); }
.t-moved { fill: var(--ground); stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 2.5 2; }
.t-delivered { fill: var(--done); stroke: var(--ground); stroke-width: 1.5; }
.t-asked { fill: var(--soon); }
.dates td { padding-block: 0.4rem; }
.dates td:first-child { width: 11rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; font-size: 0.9rem; color: var(--quiet); }
.legend li { display: inline-flex; align-items: center; gap: 0.35rem; }
.irm { border: 1px solid var(--strong-rule); background: var(--surface); padding: 1.1rem 1.25rem 0.6rem; }
.irm .facts { border-top: 0; }
.prose { margin-bottom: 1.25rem; }
.prose h3 { margin-bottom: 0.35rem; }
blockquote { border-inline-start: 3px solid var(--rule); padding-inline-start: 1rem; margin-inline: 0; }
.change { border-top: 1px solid var(--rule); padding-block: 0.9rem 0.3rem; scroll-margin-top: 1rem; }
.change:target { background: var(--sunken); box-shadow: -0.75rem 0 0 var(--sunken), 0.75rem 0 0 var(--sunken); }
.change p { margin-bottom: 0.35rem; }
.change-asked h3, .change-reported h3 { font-weight: 400; }
.moved { font-weight: 600; }
.details { margin: 0.35rem 0; }
.details > div { margin-bottom: 0.5rem; }
.details dt { font-size: 0.9rem; color: var(--quiet); }
.details dd { margin: 0; }
.permalink { white-space: nowrap; display: inline-block; padding-block: 0.1rem; }
.short-history li, .index li, .downloads li, .sources > li { padding-block: 0.4rem; border-bottom: 1px solid var(--rule); }
.short-history a, .index a, .downloads a { display: inline-block; padding-block: 0.1rem; }
.sources h3 { margin-bottom: 0.2rem; }
.site-foot { border-top: 1px solid var(--rule); background: var(--surface); color: var(--quiet); font-size: 0.9rem; padding-block: 1.25rem; }
`;
