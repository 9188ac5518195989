/** What frames a page: header, navigation, sections, footer. */
export const layout = `.site-head { background: var(--surface); border-bottom: 1px solid var(--rule); border-top: 4px solid var(--accent); }
.site-head .wrap { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; padding-block: 0.8rem; }
.brand { font-weight: 700; font-size: 1.3rem; letter-spacing: -0.01em; color: var(--accent); text-decoration: none; padding-block: 0.15rem; }
.brand-mark { fill: currentColor; stroke: var(--surface); stroke-width: 1.5; margin-inline-end: 0.45rem; vertical-align: -0.1em; }
.brand:hover { text-decoration: underline; }
.tagline { margin: 0; color: var(--quiet); font-size: var(--small); flex: 1 1 14rem; max-width: none; }
.languages a { display: inline-block; padding-block: 0.25rem; }
.plan-nav ul, .tabs { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.3rem; margin: 0; padding: 0; border-bottom: 1px solid var(--rule); font-size: var(--small); }
.plan-nav a, .tabs a { display: block; padding: 0.7rem 0 0.55rem; border-bottom: 3px solid transparent; color: var(--ink); text-decoration: none; }
.plan-nav .narrow { display: none; }
.tabs li { display: flex; gap: 0.2rem; }
.tabs a + a { min-width: 1.5rem; text-align: center; }
.plan-nav a:hover, .tabs a:hover { border-bottom-color: var(--strong-rule); }
.plan-nav a[aria-current], .tabs a[aria-current] { border-bottom-color: var(--accent); color: var(--accent); font-weight: 600; }
.on-paper { display: none; }
.crumbs ol { list-style: none; display: flex; flex-wrap: wrap; column-gap: 0.6rem; margin: 0.9rem 0 0; padding: 0; font-size: var(--small); }
.crumbs li { display: flex; padding-block: 0.15rem; }
.crumbs li:not(:first-child)::before { content: "›" / ""; padding-inline-end: 0.6rem; color: var(--quiet); }
.crumbs a { display: inline-block; padding-block: 0.1rem; }
.crumbs ~ main > h1:first-child { margin-top: 1rem; }
main { padding-bottom: 3.5rem; }
h1 .number { display: block; font-size: 1rem; letter-spacing: 0; font-weight: 600; color: var(--quiet); margin-bottom: 0.3rem; }
.lede { font-size: var(--lead); max-width: 46rem; }
.note { border-inline-start: 4px solid var(--strong-rule); background: var(--sunken); padding: 0.6rem 0.9rem; margin-bottom: 1rem; }
.note p:last-child { margin-bottom: 0; }
.block { margin-top: var(--block); padding-top: 1.25rem; border-top: 1px solid var(--rule); }
main > section:not([class]) { margin-top: var(--block); }
main ul:not([class]) { max-width: var(--measure); }
.block h2, .change { scroll-margin-top: 1rem; }
.section-head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1.5rem; }
.section-head p { font-size: var(--small); }
.site-foot { border-top: 1px solid var(--rule); background: var(--sunken); color: var(--quiet); font-size: var(--small); padding-block: 1.5rem 1.75rem; }
.site-foot p { max-width: none; }
.site-links ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.15rem 1.5rem; margin: 0 0 0.75rem; padding: 0; }
.site-links a { display: inline-block; padding-block: 0.15rem; }
.pager { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 1.5rem; margin-block: 1.25rem; }
.pager a { display: inline-block; padding-block: 0.15rem; }
.pager a[rel="prev"]::before { content: "← " / ""; }
.pager a[rel="next"] { margin-inline-start: auto; }
.pager a[rel="next"]::after { content: " →" / ""; }
`;
