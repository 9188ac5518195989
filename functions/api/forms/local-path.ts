const home = '/app/';

/**
 * Where to go after sign-in: a private page of ours and nothing else, whatever the link said. Anything that is not one
 * leads to the list of milestones.
 */
export function localPath(wanted: string | undefined, publicUrl: string): string {
  if (wanted === undefined || wanted.length > 500 || !wanted.startsWith(home) || !URL.canParse(wanted, publicUrl)) return home;
  const url = new URL(wanted, publicUrl);
  const isPage = url.origin === new URL(publicUrl).origin && url.pathname.startsWith(home) && !url.pathname.includes('//');
  return isPage && !url.pathname.startsWith('/app/sign-') ? url.pathname : home;
}
