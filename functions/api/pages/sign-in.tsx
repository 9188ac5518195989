import type { FC } from 'hono/jsx';
import { accountMessages } from '../messages/account.ts';
import { privateMessages } from '../messages/messages.ts';
import { openIdMessages } from '../messages/openid.ts';
import { TextField } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';
import { OpenIdChoice } from './openid.tsx';

/** What is known of the browser that signs in: nothing, that it is remembered, or that a code was typed in it already. */
export type KnownBrowser = 'unknown' | 'remembered' | 'signed-in';

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

/** Why somebody who is known here is asked to sign in all the same. */
const WhyAsked: FC<Frame & { readonly known: KnownBrowser; readonly next: string }> = ({ known, next, language }) => {
  const { remember, alreadyIn } = accountMessages(language);
  if (known === 'unknown') return null;
  return known === 'remembered' ? (
    <p class="note">{remember.needsCode}</p>
  ) : (
    <p class="note">
      {alreadyIn.text} <a href={next}>{alreadyIn.link}</a>
    </p>
  );
};

type AddressProps = {
  readonly email: string;
  readonly isMalformed: boolean;
  readonly known: KnownBrowser;
  /** The provider of OpenID Connect one may sign in by, and the token of its form; null where there is none. */
  readonly openId: { readonly name: string; readonly token: string } | null;
};

export const SignInPage: FC<SignInProps & AddressProps> = ({ email, isMalformed, known, openId, ...props }) => {
  const { language } = props;
  const say = privateMessages(language).signIn;
  return (
    <Layout {...props} title={say.title} {...inOtherLanguage('/app/sign-in', props)}>
      <h1>{say.title}</h1>
      {isMalformed ? <Alert text={say.malformed} /> : null}
      <WhyAsked {...props} known={known} />
      {openId === null ? null : (
        <>
          <OpenIdChoice {...props} {...openId} />
          <h2>{openIdMessages(language).or}</h2>
        </>
      )}
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

/** Off unless this browser is remembered for the person who asked the code, or the person ticked it a moment ago. */
const RememberChoice: FC<Frame & { readonly isTicked: boolean }> = ({ language, isTicked }) => {
  const say = accountMessages(language).remember;
  return (
    <div class="field">
      <div class="choice">
        <input
          type="checkbox"
          id="remember"
          name="remember"
          value="yes"
          checked={isTicked ? true : undefined}
          aria-describedby="remember-hint"
        />
        <label for="remember">{say.label}</label>
        <p class="hint" id="remember-hint">
          {say.hint}
        </p>
      </div>
    </div>
  );
};

/** The page in the other language, be it shown again with what was wrong; whoever is known here reads in the language they chose. */
function inOtherLanguage(path: string, { language, next, person }: SignInProps): { readonly otherLanguage?: string } {
  return person === null ? { otherLanguage: address(path, language === 'fr' ? 'en' : 'fr', next) } : {};
}

type CodeProps = { readonly refusal: 'refused' | 'no-role' | null; readonly isTicked: boolean };

export const CodePage: FC<SignInProps & CodeProps> = ({ refusal, isTicked, ...props }) => {
  const { language, next } = props;
  const say = privateMessages(language).signIn;
  return (
    <Layout {...props} title={say.codeTitle} {...inOtherLanguage('/app/sign-in/code', props)}>
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
        <RememberChoice {...props} isTicked={isTicked} />
        <p class="actions">
          <button type="submit">{say.submit}</button>
          <a href={address('/app/sign-in', language, next)}>{say.again}</a>
        </p>
      </form>
    </Layout>
  );
};
