/** The card that other sites frame, and what there is to copy for it. */
export const embed = `.framed main { padding: 1rem 1.15rem 0.5rem; border: 1px solid var(--rule); border-top: 4px solid var(--accent); }
.framed h1 { font-size: 1.15rem; letter-spacing: 0; margin: 0.25rem 0 0.75rem; }
.framed p { font-size: var(--small); margin-bottom: 0.5rem; }
.sample { display: block; background: var(--sunken); border: 1px solid var(--rule); border-radius: var(--corner); padding: 0.6rem 0.8rem; margin: 0 0 0.9rem; }
`;
