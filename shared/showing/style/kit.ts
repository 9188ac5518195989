/** What pages are built from: numbers, empty lists, lines of change, folded parts. */
export const kit = `.stats { list-style: none; padding: 0; margin: 1.25rem 0; display: flex; flex-wrap: wrap; gap: 1.25rem; }
.stats li { flex: 1 1 9rem; max-width: 17rem; border-inline-start: 3px solid var(--rule); padding-inline-start: 0.9rem; }
.stats a { display: block; color: var(--ink); text-decoration: none; }
.figure { display: block; font-size: var(--figure); line-height: 1.15; font-weight: 700; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.stats a .figure { color: var(--link); }
.stats a .figure-label { text-decoration: underline; text-decoration-thickness: 0.06em; text-underline-offset: 0.18em; }
.stats a:hover .figure-label { text-decoration-thickness: 0.14em; }
.figure-label { font-size: var(--small); line-height: 1.4; }
.panel-key { color: var(--quiet); font-size: var(--small); margin-bottom: 0.15rem; }
.empty { border: 1px dashed var(--strong-rule); border-radius: var(--corner); padding: 1rem 1.15rem 0.35rem; margin-bottom: 0.75rem; max-width: var(--measure); }
.was-now { font-variant-numeric: tabular-nums; }
.was { color: var(--quiet); }
.fold { border-block: 1px solid var(--rule); margin-bottom: 0.75rem; }
.fold + .fold { margin-top: -0.75rem; border-top: 0; }
.fold > summary { padding-block: 0.6rem; color: var(--link); font-weight: 600; }
.fold[open] > summary { margin-bottom: 0.5rem; }
.follow { font-size: var(--small); }
.tally { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.15rem 1.25rem; margin-bottom: 0.5rem; }
.tally .status { white-space: nowrap; }
.terms { margin-bottom: 2rem; }
.scroll { overflow-x: auto; }
`;
