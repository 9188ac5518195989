/**
 * Colours, type and measures: what a theme sets (docs/theming.md). Two accents: one for links and everything declared, one
 * for what is past. Text on each ground is 4.5:1 or more, shapes 3:1.
 */
export const tokens = `:root {
  color-scheme: light dark;
  --ground: #fcfcfa;
  --surface: #ffffff;
  --sunken: #f3f2ed;
  --ink: #16202a;
  --quiet: #525d67;
  --rule: #dcd9d0;
  --strong-rule: #747e87;
  --accent: #0b4a63;
  --link: #0b4f6e;
  --done: #0b4a63;
  --ahead: #0b4a63;
  --soon: #8a3a0b;
  --past: #8a3a0b;
  --focus: #b3470a;
  --text: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --fixed: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace;
  --small: 0.875rem;
  --lead: 1.125rem;
  --section: 1.375rem;
  --title: clamp(1.625rem, 1.25rem + 1.8vw, 2.375rem);
  --figure: 2rem;
  --measure: 44rem;
  --page: 70rem;
  --gap: 1rem;
  --block: 2.75rem;
  --corner: 4px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12171b;
    --surface: #1a2126;
    --sunken: #20282e;
    --ink: #ebe9e3;
    --quiet: #adb6bd;
    --rule: #343d44;
    --strong-rule: #87929b;
    --accent: #8fcbe4;
    --link: #98d0e8;
    --done: #8fcbe4;
    --ahead: #8fcbe4;
    --soon: #f2a97c;
    --past: #f2a97c;
    --focus: #ffb27a;
  }
}
`;
