import type { FC } from 'hono/jsx';
import { privateMessages } from '../messages/messages.ts';
import { TextField } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';

type SignInProps = Frame & { readonly token: string; readonly next: string };

function address(path: string, language: string, next: string): string {
  return `${path}?${new URLSearchParams({ lang: language, next })}`;
}

const Hidden: FC<SignInProps> = ({ token, next, language }) => (
  <>
    <input type="hidden" name="token" value={token} />
    <input type="hidden" name="next" value={next} />
    <input type="hidden" name="lang" value={language} />
  </>
);

/** A single message where there is one field: a list of links would only repeat it. */
const Alert: FC<{ readonly text: string }> = ({ text }) => (
  <div class="error-summary" role="alert">
    <p>{text}</p>
  </div>
);

export const SignInPage: FC<SignInProps & { readonly email: string; readonly isMalformed: boolean }> = ({
  email,
  isMalformed,
  ...props
}) => {
  const { language, next } = props;
  const say = privateMessages(language).signIn;
  return (
    <Layout {...props} title={say.title} otherLanguage={address('/app/sign-in', language === 'fr' ? 'en' : 'fr', next)}>
      <h1>{say.title}</h1>
      {isMalformed ? <Alert text={say.malformed} /> : null}
      <p>{say.lead}</p>
      <form method="post" action="/app/sign-in" novalidate>
        <Hidden {...props} />
        <TextField
          language={language}
          problems={[]}
          name="email"
          type="email"
          label={say.email}
          hint={say.emailHint}
          value={email}
          autocomplete="email"
          maxlength={254}
        />
        <p class="actions">
          <button type="submit">{say.send}</button>
        </p>
      </form>
    </Layout>
  );
};

export const CodePage: FC<SignInProps & { readonly refusal: 'refused' | 'no-role' | null }> = ({ refusal, ...props }) => {
  const { language, next } = props;
  const say = privateMessages(language).signIn;
  return (
    <Layout {...props} title={say.codeTitle}>
      <h1>{say.codeTitle}</h1>
      {refusal === null ? null : <Alert text={refusal === 'no-role' ? say.noRole : say.refused} />}
      <p>{say.codeLead}</p>
      <form method="post" action="/app/sign-in/code" novalidate>
        <Hidden {...props} />
        <TextField
          language={language}
          problems={[]}
          name="code"
          label={say.code}
          hint={say.codeHint}
          value=""
          autocomplete="one-time-code"
          maxlength={40}
          isCode
        />
        <p class="actions">
          <button type="submit">{say.submit}</button>
          <a href={address('/app/sign-in', language, next)}>{say.again}</a>
        </p>
      </form>
    </Layout>
  );
};
