import { beforeAll, describe, expect, it } from 'vitest';
import type { CommitmentRecord, Site, Stores } from '../../shared/ports.ts';
import { readManifest } from '../../shared/showing/plan-manifest.ts';
import { collectAgain } from '../../shared/usecases/collect-plans.ts';
import { publishAll } from '../../shared/usecases/publish-all.ts';
import { publishPlan } from '../../shared/usecases/publish-plan.ts';
import { aCommitment, aDeclared, andThen, aText } from '../builders.ts';
import { at, publicUrl, type RecordedSite, recordedSite, storesWith, version, write } from './publish-world.ts';

const plan = 'fr-2021-2023';
const milestone = `${plan}/1/m1`;
const before = at('2021-10-05T10:00:00Z');
const later = at('2021-10-05T12:00:00Z');
const secret = aText('Un nom qui n’aurait pas dû paraître.');

const promised = aCommitment({ plan, number: '1', title: 'Une promesse', milestones: [{ due: 'Octobre 2021' }] });
const said = andThen(promised, aDeclared(milestone, { status: 'limited', difficulties: { sha256: secret.sha256 } }), {
  at: '2021-10-04T08:00:00Z',
  texts: [secret],
});
const reason = aText('Une personne y est reconnaissable.');

const changes: readonly { readonly what: string; readonly said: CommitmentRecord }[] = [
  { what: 'a word', said: andThen(said, aDeclared(milestone, { status: 'substantial' }), { at: '2021-10-05T11:00:00Z' }) },
  {
    what: 'a redaction',
    said: andThen(
      said,
      { type: 'redacted', data: { of: 2, texts: [secret.sha256], reason: { sha256: reason.sha256 } } },
      { at: '2021-10-05T11:00:00Z', texts: [reason] },
    ),
  },
];

/** What readers find; manifests say how it came about. */
function shown({ files }: RecordedSite): Map<string, string> {
  return new Map([...files].filter(([path]) => !path.endsWith('manifest.json')).map(([path, { body }]) => [path, body]));
}

function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path));
}

function copyOf(site: RecordedSite): RecordedSite {
  const copy = recordedSite();
  for (const [path, file] of site.files) copy.files.set(path, file);
  return copy;
}

/**
 * What each write of this work finds and what the last one leaves. A process killed before a write leaves what that write
 * finds, one killed right after it what the next one does: every death is among these.
 */
async function deathsOf(published: RecordedSite, work: (site: Site) => Promise<unknown>): Promise<RecordedSite[]> {
  const site = copyOf(published);
  const left: RecordedSite[] = [];
  const seen = async <Value>(run: () => Promise<Value>): Promise<Value> => {
    left.push(copyOf(site));
    return run();
  };
  await work({
    ...site,
    put: (file) => seen(() => site.put(file)),
    putOver: (file, asRead) => seen(() => site.putOver(file, asRead)),
    remove: (path) => seen(() => site.remove(path)),
  });
  return [...left, site];
}

describe.each(changes)('publishing $what', ({ said: changed }) => {
  let stores: Stores;
  let published: RecordedSite;
  let wanted: ReadonlyMap<string, string>;
  beforeAll(async () => {
    stores = await storesWith([said]);
    published = recordedSite();
    await publishAll({ ...stores, site: published, version }, before);
    await write(stores, [changed]);
    const rebuilt = recordedSite();
    await publishAll({ ...stores, site: rebuilt, version }, later);
    wanted = shown(rebuilt);
  });

  it('F19: killed before or after any of its writes, it is finished by the next publication and what is collected by the next hour', {
    timeout: 120_000,
  }, async () => {
    const broken: string[] = [];
    const deaths = await deathsOf(published, (site) => publishPlan({ ...stores, site, version }, plan, later));
    for (const [written, site] of deaths.entries()) {
      await publishPlan({ ...stores, site, version }, plan, later);
      await collectAgain({ site, version }, { publicUrl });
      broken.push(...differing(shown(site), wanted).map((path) => `after ${written} writes: ${path}`));
      // What a dead one left undone is looked at once more, and vouched for then.
      await publishPlan({ ...stores, site, version }, plan, later);
      const manifest = readManifest(await site.read(`${plan}/manifest.json`));
      const isVouchedFor = manifest?.isOpen === false && manifest.home !== null;
      const isWhole = isVouchedFor && !Object.values(manifest.units).includes('');
      if (!isWhole) broken.push(`after ${written} writes: not all is vouched for`);
    }
    expect(broken).toEqual([]);
    expect(deaths.length).toBeGreaterThan(41);
  });
});

describe('a redaction', () => {
  it('S21: is gone from everything at the root with the publication that tells of it', async () => {
    const stores = await storesWith([said]);
    const site = recordedSite();
    await publishAll({ ...stores, site, version }, before);
    const holding = (): string[] => [...shown(site)].flatMap(([path, body]) => (body.includes('Un nom qui') ? [path] : []));
    expect(holding()).toContain('status.csv');
    await write(stores, [changes[1]?.said ?? said]);
    await publishPlan({ ...stores, site, version }, plan, later);
    expect(holding()).toEqual([]);
  });
});
