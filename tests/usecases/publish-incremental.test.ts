import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import { reminderId } from '../../shared/domain/ledger.ts';
import type { PlanSettings } from '../../shared/domain/plan.ts';
import type { CommitmentRecord, PlanRecord, Stores } from '../../shared/ports.ts';
import { collectAgain } from '../../shared/usecases/collect-plans.ts';
import { publishAll } from '../../shared/usecases/publish-all.ts';
import { publishPlan } from '../../shared/usecases/publish-plan.ts';
import { aCommitment, aDate, aDeclared, anAsk, andThen, andThenPlan, aPlan, aRef, aText, planWritesOf } from '../builders.ts';
import { publicUrl, type RecordedSite, recordedSite, version, write } from './publish-world.ts';

const planIds = ['plan-a', 'plan-b'] as const;
type PlanId = (typeof planIds)[number];

/** One thing that may happen to the record; numbers choose among what there is. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('declare' as const), which: fc.nat(9), said: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('revise' as const), which: fc.nat(9), said: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('redact' as const), which: fc.nat(9), said: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('ask' as const), which: fc.nat(9), said: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('import' as const), which: fc.nat(9), said: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('settings' as const), which: fc.nat(9), said: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('meet' as const), which: fc.nat(9), said: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), which: fc.nat(9), said: fc.nat(3) }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

const statuses = ['not-started', 'limited', 'substantial', 'complete'] as const;
const ministries = ['Ministère des Exemples', 'Agence des essais'] as const;
/** What `settings` may become: each changes what pages are made of. */
const otherSettings: readonly ((before: PlanSettings) => Partial<PlanSettings>)[] = [
  ({ publishAsks }) => ({ publishAsks: !publishAsks }),
  ({ languages }) => ({ languages: [...languages].reverse() }),
  ({ titles }) => ({ titles: { ...titles, fr: `${titles['fr'] ?? ''} bis` } }),
  ({ announcedCommitments }) => ({ announcedCommitments: (announcedCommitments ?? 0) + 1 }),
  ({ ogpLabel }) => ({ ogpLabel: ogpLabel === null ? 'National action plan' : null }),
  ({ zone }) => ({ zone: zone === 'Europe/Paris' ? 'Pacific/Kiritimati' : 'Europe/Paris' }),
];

/** Two plans in a record, and what happened to them; every change comes an hour after the one before. */
class History {
  readonly stores: Stores = memoryStores();
  now = Temporal.Instant.from('2021-10-20T08:00:00Z');
  private readonly plans = new Map<PlanId, PlanRecord>();
  private readonly commitments = new Map<string, CommitmentRecord>();
  private texts = 0;

  async begin(): Promise<void> {
    for (const id of planIds) {
      await this.keepPlan(aPlan({ id, titles: { fr: `Plan ${id}` }, languages: ['fr', 'en'], publishAsks: true }));
      await this.keep(this.aNewCommitment(id, '1'));
    }
  }

  /** What happens, and in which plan. */
  async happens({ kind, which, said }: Happening): Promise<PlanId> {
    this.now = this.now.add({ hours: 1 });
    const planId = planIds[which % planIds.length] ?? 'plan-a';
    const all = [...this.commitments.values()].filter(({ commitment }) => commitment.state.planId === planId);
    const one = all[which % all.length];
    const milestone = one?.commitment.milestones[said % (one.commitment.milestones.length || 1)];
    const plan = this.plans.get(planId);
    if (one === undefined || milestone === undefined || plan === undefined) throw new Error('a plan without commitments');
    const at = this.now.toString();
    this.texts += 1;
    const text = aText(`Mot ${this.texts}`);
    const beside = { at, texts: [text] };
    if (kind === 'declare') {
      const status = statuses[said] ?? 'limited';
      const words = { status, difficulties: { sha256: text.sha256 }, noEvidenceReason: null, completedOn: null };
      await this.keep(andThen(one, aDeclared(milestone.id, words), beside));
    } else if (kind === 'revise') {
      const data = { milestoneId: milestone.id, due: aDate(`2021-1${said % 3}-15`), reason: { sha256: text.sha256 } };
      await this.keep(andThen(one, { type: 'deadline-revised', data }, beside));
    } else if (kind === 'redact') {
      const entry = one.log.findLast(({ type, data }) => type === 'declared' && data !== null && 'declaration' in data);
      const told = entry?.type === 'declared' ? entry.data.declaration.difficulties : null;
      if (entry === undefined || told === null || one.texts.get(told.sha256)?.text === null) return planId;
      const data = { of: entry.seq, texts: [told.sha256], reason: { sha256: text.sha256 } };
      await this.keep(andThen(one, { type: 'redacted', data }, beside));
    } else if (kind === 'ask') {
      const on = at.slice(0, 10);
      const rid = reminderId({
        subjectId: milestone.id,
        effectiveDate: on,
        step: `-${said}`,
        recipientId: `p-${'0'.repeat(18)}`,
      });
      await this.stores.record.putAsk(anAsk({ subjectId: milestone.id, rid, on, at, step: `-${said}` }));
    } else if (kind === 'import') {
      await this.keep(this.aNewCommitment(planId, String(all.length + 1)));
    } else if (kind === 'settings') {
      const { settings } = plan.state;
      const change = otherSettings[said]?.(settings) ?? {};
      await this.keepPlan(
        andThenPlan(plan, { type: 'plan-edited', data: { settings: { ...settings, ...change }, reason: null } }, { at }),
      );
    } else if (kind === 'meet') {
      const meeting = {
        ...{ id: `meeting-${said}`, titles: { fr: aRef('Forum') }, body: aRef('Conseil'), date: aDate('2021-06-27') },
        ...{ state: 'held' as const, withCivilSociety: true, documentIds: [], minutes: null },
      };
      await this.keepPlan(andThenPlan(plan, { type: 'meeting-recorded', data: { meeting } }, { at }));
    } else {
      this.now = this.now.add({ hours: 24 * (5 + said * 10) });
      await this.stores.record.putHeartbeat({ planId, positionsOn: this.now.toString().slice(0, 10) });
    }
    return planId;
  }

  get options() {
    return { now: this.now, publicUrl };
  }

  private aNewCommitment(plan: PlanId, number: string): CommitmentRecord {
    const milestones = [{ due: 'Octobre 2021' }, { due: 'Décembre 2021' }];
    const leadInstitutions = [ministries[Number(number) % 2] ?? ministries[0]];
    return aCommitment({ plan, number, title: `Promesse ${number}`, milestones, leadInstitutions, at: this.now.toString() });
  }

  private async keep(record: CommitmentRecord): Promise<void> {
    this.commitments.set(record.commitment.state.id, record);
    await write(this.stores, [record]);
  }

  private async keepPlan(record: PlanRecord): Promise<void> {
    const known = this.plans.get(record.state.settings.id === 'plan-b' ? 'plan-b' : 'plan-a')?.log.length ?? 0;
    for (const one of planWritesOf(record).slice(known)) await this.stores.record.appendToPlan(one);
    this.plans.set(record.state.settings.id === 'plan-b' ? 'plan-b' : 'plan-a', record);
  }
}

const bodiesOf = (site: RecordedSite): Map<string, string> =>
  new Map([...site.files].map(([path, { bytes }]) => [path, String(bytes)]));

/** Paths whose bytes differ between two moments; manifests are no part of what is published. */
function differing(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path) && !path.endsWith('manifest.json'))
    .sort();
}

/** Links of pages that lead to no file, or to a place within a page that it does not have. */
function deadLinks(site: RecordedSite): string[] {
  const ids = new Map<string, ReadonlySet<string>>();
  const idsOf = (path: string): ReadonlySet<string> => {
    const found =
      ids.get(path) ?? new Set([...(site.files.get(path)?.body ?? '').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? ''));
    ids.set(path, found);
    return found;
  };
  const pages = [...site.files.values()].filter(({ path }) => path.endsWith('.html') && path !== '404.html');
  return pages.flatMap(({ path, body }) => {
    const links = new Set([...body.matchAll(/ href="([^"]+)"/g)].map(([, href]) => href ?? ''));
    return [...links].flatMap((href) => {
      const { origin, pathname, hash } = new URL(
        href.replaceAll('&amp;', '&'),
        `${publicUrl}/${path.replace(/index\.html$/, '')}`,
      );
      if (origin !== publicUrl || pathname.startsWith('/app/')) return [];
      const to = decodeURIComponent(pathname.endsWith('/') ? `${pathname.slice(1)}index.html` : pathname.slice(1));
      const isThere = site.files.has(to) && (hash === '' || idsOf(to).has(decodeURIComponent(hash.slice(1))));
      return isThere ? [] : [`${path} → ${href}`];
    });
  });
}

describe('publishing one change after the other', () => {
  it('leaves what a rebuild makes, byte for byte, writes exactly the files whose bytes differ, and no link leads nowhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 8 }), async (happenings) => {
        const history = new History();
        await history.begin();
        const { record } = history.stores;
        const site = recordedSite();
        await publishAll({ record, site, version }, history.options);
        for (const one of happenings) {
          const planId = await history.happens(one);
          const before = bodiesOf(site);
          const { written, removed } = await publishPlan({ record, site, version }, planId, history.options);
          expect([...written, ...removed].sort(), JSON.stringify(one)).toEqual(differing(before, bodiesOf(site)));
          expect(deadLinks(site), JSON.stringify(one)).toEqual([]);
        }
        // Positions of the other plan turned meanwhile: the tick asks for it.
        for (const planId of planIds) await publishPlan({ record, site, version }, planId, history.options);
        await collectAgain({ site, version }, { publicUrl });
        const rebuilt = recordedSite();
        await publishAll({ record, site: rebuilt, version }, history.options);
        expect(differing(bodiesOf(site), bodiesOf(rebuilt))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
