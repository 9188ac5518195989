import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { codeLife } from '../../domain/sign-in.ts';
import { mailMessages } from '../messages/mail.ts';
import { htmlDocument, MailFrame } from './mail-frame.tsx';

/** A mail in words: subject, text part, HTML part. */
export type MailParts = { readonly subject: string; readonly text: string; readonly html: string };

/** The mail that carries a sign-in code: in the subject and the text, with no link that signs in. */
export function codeMail(code: string, language: InterfaceLanguage): MailParts {
  const { code: say } = mailMessages[language];
  const subject = say.subject(code);
  const minutes = say.minutes(codeLife.minutes);
  return {
    subject,
    text: `${say.heading}\n\n    ${code}\n\n${minutes}\n\n${say.ignore}\n`,
    html: htmlDocument(
      <MailFrame language={language} title={subject} foot={<p>{say.ignore}</p>}>
        <h1>{say.heading}</h1>
        <p class="code">{code}</p>
        <p>{minutes}</p>
      </MailFrame>,
    ),
  };
}
