import { describe, expect, it } from 'vitest';
import type { PlanChange } from '../../shared/domain/change-log.ts';
import type { CommitmentRecord, PlanRecord } from '../../shared/ports.ts';
import { planFiles, planUnits } from '../../shared/showing/plan-files.ts';
import { commitmentUnit } from '../../shared/showing/units/commitment.ts';
import { gatheringUnits } from '../../shared/showing/units/gatherings.ts';
import { type PlanView, planView } from '../../shared/showing/view.ts';
import { aDate, aDeclared, andThen, andThenPlan, aRef } from '../builders.ts';
import { committee, healthPlan, pilot, source } from './health-plan.ts';
import { attribute, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf } from './stages.ts';

const plan = 'fr-2021-2023';
const report = 'https://www.example.org/bilan.pdf';

const document = (id: string, title: string): PlanChange => ({
  type: 'document-cited',
  data: {
    document: {
      id: `document-${id}`,
      title: aRef(title),
      kind: 'report',
      publisher: aRef('Un journal'),
      author: aRef('Une signature'),
      date: aDate('2019-10-25'),
      url: report,
      source: { name: 'bilan.txt', sha256: 'b'.repeat(64) },
    },
  },
});

const meeting = (id: string, cites: readonly string[]): PlanChange => ({
  type: 'meeting-recorded',
  data: {
    meeting: {
      id: `meeting-${id}`,
      titles: { fr: aRef('Forum') },
      body: aRef('Conseil d’exemple'),
      date: aDate('2019-06-27'),
      state: 'held',
      withCivilSociety: true,
      minutes: null,
      documentIds: [...cites],
    },
  },
});

const debate: PlanChange = {
  type: 'process-recorded',
  data: {
    process: {
      id: 'process-debat',
      titles: { fr: aRef('Débat public'), en: aRef('Public debate') },
      organiser: aRef('Conférence d’exemple'),
      period: { start: aDate('Juillet 2017'), end: aDate('Janvier 2018') },
      purpose: aRef('Débattre du numérique.'),
      methods: [aRef('Atelier')],
      participants: aRef('+ 200'),
      deliverables: [aRef('Avis citoyen')],
      followUp: [],
      links: [{ title: aRef('Le site du débat'), url: 'https://debat.example.org/' }],
      documentIds: ['document-bilan'],
    },
  },
};

const around = [document('bilan', 'Bilan du forum'), meeting('1', ['document-bilan', 'process-debat']), meeting('2', []), debate];
const recorded = (changes: readonly PlanChange[]): PlanRecord =>
  changes.reduce((record, change) => andThenPlan(record, change), healthPlan());

function shownWith(commitments: readonly CommitmentRecord[], record = recorded(around)): PlanView {
  const shown = planView({ ...source(commitments, '2021-11-15', []), plan: record });
  if (shown === null) throw new Error('a plan without a log');
  return shown;
}

const proven = (): CommitmentRecord =>
  andThen(
    committee(),
    aDeclared(`${plan}/28/m1`, {
      evidence: [{ url: report, title: aRef('Le bilan'), kind: 'report', date: null }],
    }),
  );

const page = (shown: PlanView, id: string, prefix = ''): string =>
  bodyOf(
    gatheringUnits(shown).flatMap((unit) => unit.files()),
    `${prefix}${plan}/${id}/index.html`,
  );
const plain = (html: string): string => textIn(treeOf(html)).replace(/\s+/gu, ' ');
const hrefs = (html: string): (string | null)[] => elements(treeOf(html), 'a').map((one) => attribute(one, 'href'));

describe('the page of something around the plan', () => {
  const shown = shownWith([proven(), pilot()]);

  it('tells of a meeting which body met, with whom, that nothing public is left of it, and where this is known from', () => {
    const text = plain(page(shown, 'meeting-1'));
    expect(text).toContain('Date27 juin 2019ÉtatTenue');
    expect(text).toContain('InstanceConseil d’exemple');
    expect(text).toContain('présentés à la société civile');
    expect(text).toContain('Compte renduSans trace publique');
    expect(hrefs(page(shown, 'meeting-1'))).toEqual(
      expect.arrayContaining([`/${plan}/document-bilan/`, `/${plan}/process-debat/`, `/${plan}/history/1/#seq-4`]),
    );
    expect(plain(page(shown, 'meeting-2'))).toContain('Aucune source citée.');
  });

  it('says of a process that was read from a file which one, and does not deny that there is a source', () => {
    if (debate.type !== 'process-recorded') throw new Error('a process expected');
    const { process } = debate.data;
    const source = { name: 'participation-debat.txt', sha256: 'c'.repeat(64) };
    const read = (documentIds: string[]): PlanView =>
      shownWith(
        [proven()],
        recorded([around[0] ?? debate, { ...debate, data: { process: { ...process, documentIds, source } } }]),
      );
    const alone = plain(page(read([]), 'process-debat'));
    expect(alone).toContain('Lu dans le fichier participation-debat.txt.');
    expect(alone).not.toContain('Aucune source citée');
    const beside = page(read(['document-bilan']), 'process-debat', 'en/');
    expect(plain(beside)).toContain('Read in the file participation-debat.txt.');
    expect(hrefs(beside)).toContain(`/en/${plan}/document-bilan/`);
  });

  it('tells of a process what was promised, and that what followed is still awaited', () => {
    const text = plain(page(shown, 'process-debat'));
    expect(text).toContain('Ce qui était promisAvis citoyen');
    expect(text).toContain('Ce qui a suiviSuite attendue');
    expect(text).toContain('Le site du débat (debat.example.org)');
    expect(hrefs(page(shown, 'process-debat'))).toEqual(
      expect.arrayContaining([`/${plan}/document-bilan/`, `/${plan}/meeting-1/`]),
    );
  });

  it('reproaches no meeting with a missing trace before it is over, and from the day after does', () => {
    const announced: PlanChange = {
      type: 'meeting-recorded',
      data: {
        meeting: {
          id: 'meeting-forum',
          titles: { fr: aRef('Forum à venir') },
          body: null,
          date: { text: '12 avril 2022', precision: 'day', from: '2022-04-12', to: '2022-04-12' },
          state: 'announced',
          withCivilSociety: false,
          minutes: null,
          documentIds: [],
        },
      },
    };
    const on = (day: string): PlanView => {
      const found = planView({ ...source([committee()], day, []), plan: recorded([announced]) });
      if (found === null) throw new Error('a plan without a log');
      return found;
    };
    const [before, lastDay, after, later] = ['2022-03-20', '2022-04-12', '2022-04-13', '2022-04-20'].map(on);
    if (before === undefined || lastDay === undefined || after === undefined || later === undefined) throw new Error('four');
    const pages = (of: PlanView) =>
      ['meeting-forum/', 'around/', ''].map((path) => plain(bodyOf(planFiles(of), `${plan}/${path}index.html`)));
    for (const text of [...pages(before), ...pages(lastDay)]) {
      expect(text).toMatch(/à venir/iu);
      expect(text).not.toMatch(/sans trace publique/iu);
    }
    for (const text of pages(after)) expect(text).toMatch(/sans trace publique/iu);
    expect(plain(page(after, 'meeting-forum'))).toContain('ÉtatAnnoncée');
    const keys = (of: PlanView) =>
      planUnits(of).flatMap(({ name, key }) => (['.', 'around', 'meeting-forum'].includes(name) ? [key] : []));
    expect(keys(lastDay)).toEqual(keys(before));
    for (const [place, key] of keys(after).entries()) expect(key).not.toBe(keys(lastDay)[place]);
    expect(keys(later)).toEqual(keys(after));
    expect([before.dataDay < lastDay.asOf, after.dataDay, later.dataDay]).toEqual([true, '2022-04-13', '2022-04-13']);
  });

  it('tells of a document what comes from it and which milestone it proves, and never who wrote it', () => {
    const html = page(shown, 'document-bilan');
    expect(plain(html)).toContain('Publié parUn journal');
    expect(plain(html)).toContain('#28 Lancement du comité citoyen cité comme preuve');
    expect(hrefs(html)).toEqual(
      expect.arrayContaining([report, `/${plan}/meeting-1/`, `/${plan}/process-debat/`, `/${plan}/28/m1/`]),
    );
    expect(html).not.toContain('Une signature');
  });

  it('is in English with French passages marked, and under the English title where there is one', () => {
    const h1 = elements(treeOf(page(shown, 'process-debat', 'en/')), 'h1')[0];
    expect(h1 && textIn(h1)).toBe('Participation Public debate');
    const html = page(shown, 'document-bilan', 'en/');
    expect(
      elements(treeOf(html), 'span').some((one) => attribute(one, 'lang') === 'fr' && textIn(one) === 'Bilan du forum'),
    ).toBe(true);
  });

  it('has a title of its own among namesakes', () => {
    const titles = ['meeting-1', 'meeting-2'].map((id) => textIn(elements(treeOf(page(shown, id)), 'title')[0] ?? treeOf('')));
    expect(titles).toEqual([
      'Forum, 27\u00A0juin 2019 – Réunion – Plan d’action national 2021-2023 – Jalon',
      'Forum, 27\u00A0juin 2019 (2) – Réunion – Plan d’action national 2021-2023 – Jalon',
    ]);
  });

  it('loses a title that is redacted, here and wherever it is named', () => {
    const why = aRef('À la demande de la personne.');
    const record = andThenPlan(recorded(around), {
      type: 'redacted',
      data: { of: 3, texts: [aRef('Bilan du forum').sha256], reason: why },
    });
    const after = shownWith([proven(), pilot()], record);
    const all = gatheringUnits(after).flatMap((unit) => unit.files());
    expect(all.filter(({ body }) => String(body).includes('Bilan du forum'))).toEqual([]);
    expect(plain(page(after, 'meeting-1'))).toContain('titre supprimé');
  });
});

describe('the commitment that a document proves', () => {
  it('names it, and shows the evidence itself in its table of milestones', () => {
    const html = bodyOf(siteOf(shownWith([proven(), pilot()])), `${plan}/28/index.html`);
    const [table] = elements(treeOf(html), 'table');
    const links = table === undefined ? [] : elements({ type: 'root', children: [table] }, 'a');
    expect(links.map((one) => attribute(one, 'href'))).toContain(report);
    expect(hrefs(html)).toContain(`/${plan}/document-bilan/`);
  });

  it('is not said to be around a commitment that does not lead to it', () => {
    const html = bodyOf(siteOf(shownWith([proven(), pilot()])), `${plan}/29/index.html`);
    expect(hrefs(html)).not.toContain(`/${plan}/document-bilan/`);
    expect(hrefs(html)).toContain(`/${plan}/around/`);
    expect(plain(html)).toContain('Aucune preuve de cet engagement ne renvoie');
  });
});

describe('what a change renders again of what is around the plan', () => {
  const names = (before: PlanView, after: PlanView): string[] => {
    const known = new Map(gatheringUnits(before).map(({ name, key }) => [name, key]));
    return gatheringUnits(after).flatMap(({ name, key }) => (known.get(name) === key ? [] : [name]));
  };

  it('is nothing when a commitment says something that leads nowhere', () => {
    const said = andThen(proven(), aDeclared(`${plan}/28/m2`));
    expect(names(shownWith([proven(), pilot()]), shownWith([said, pilot()]))).toEqual([]);
  });

  it('is a document when evidence comes to lead to it', () => {
    expect(names(shownWith([committee()]), shownWith([proven()]))).toEqual(['document-bilan']);
  });

  it('is, after a redaction, what lost a text and what names it', () => {
    const lost = (of: number, text: string): string[] => {
      const data = { of, texts: [aRef(text).sha256], reason: aRef('À la demande de la personne.') };
      return names(shownWith([committee()]), shownWith([committee()], andThenPlan(recorded(around), { type: 'redacted', data })));
    };
    expect(lost(3, 'Bilan du forum')).toEqual(['meeting-1', 'process-debat', 'document-bilan']);
    expect(lost(6, 'Débattre du numérique.')).toEqual(['process-debat']);
  });

  it('is the page of the commitment whose evidence a new document turns out to be, and of no other', () => {
    const keys = (changes: readonly PlanChange[]) => {
      const shown = shownWith([proven(), pilot()], recorded(changes));
      return shown.commitments.map((one) => commitmentUnit(shown, one).key);
    };
    const [before, after] = [keys([]), keys(around)];
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
  });

  it('is a new meeting and what it cites', () => {
    const more = recorded([...around, meeting('3', ['process-debat'])]);
    expect(names(shownWith([committee()]), shownWith([committee()], more))).toEqual(['meeting-3', 'process-debat']);
  });
});
