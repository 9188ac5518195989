/** The sign-in code in the text of a mail, which has a line of its own; empty where there is none. */
export function codeIn(text: string | undefined): string {
  return /^ {4}([A-HJ-NP-Z2-9]{8})$/m.exec(text ?? '')?.[1] ?? '';
}
