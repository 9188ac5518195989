/** Colours and measures. Text on each ground is 4.5:1 or more, shapes 3:1; a theme may set these and nothing else. */
export const tokens = `:root {
  color-scheme: light dark;
  --ground: #fbfaf7;
  --surface: #ffffff;
  --sunken: #f1efe9;
  --ink: #1d2327;
  --quiet: #565f66;
  --rule: #d8d4ca;
  --strong-rule: #7c8388;
  --accent: #1f4b5f;
  --link: #17506b;
  --done: #1f6b3f;
  --ahead: #2b5c9a;
  --soon: #7a5200;
  --past: #8f2f1d;
  --focus: #b3470a;
  --measure: 44rem;
  --page: 68rem;
  --gap: 1rem;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181b;
    --surface: #1b2024;
    --sunken: #23292e;
    --ink: #e9e7e1;
    --quiet: #aab2b8;
    --rule: #363d43;
    --strong-rule: #868f96;
    --accent: #9ccbe0;
    --link: #9ccbe0;
    --done: #86cfa2;
    --ahead: #a3c4f3;
    --soon: #e8bf6a;
    --past: #f2a593;
    --focus: #ffb27a;
  }
}
`;
