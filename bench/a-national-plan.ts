import { reminderId } from '../shared/domain/ledger.ts';
import type { CommitmentRecord, Stores } from '../shared/ports.ts';
import { aCommitment, aDate, aDeclared, anAsk, andThen, aPlan, aText, planWritesOf, writesOf } from '../tests/builders.ts';

/** What a large national plan has. */
const commitmentsInPlan = 60;
export const milestonesEach = 4;
export const milestonesInPlan = commitmentsInPlan * milestonesEach;

/** How many entries each commitment's log has, the import among them. */
const entriesEach = 8;

const months = ['juin 2026', 'décembre 2026', 'juin 2027', 'décembre 2027'];
const ministries = ['Ministère des Exemples', 'Ministère des Essais', 'Agence du Modèle', 'Office des Échantillons'];

/** The day of a month some time after the import, always in working hours. */
function moment(month: number, day: number): string {
  const date = new Date(Date.UTC(2026, month, 1 + (day % 27), 9, 30));
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** A commitment with a history: declared, asked and moved over two years. */
function aHistory(plan: string, place: number): { readonly record: CommitmentRecord; readonly asked: readonly string[] } {
  const number = String(place);
  const ministry = ministries[place % ministries.length] ?? '';
  const start = aCommitment({
    ...{ plan, number, at: moment(0, 1) },
    title: `Ouvrir et documenter les données du domaine ${place} avec celles et ceux qui s’en servent`,
    leadInstitutions: [ministry],
    responsible: [{ function: 'direction du numérique', organisation: ministry }],
    milestones: months.map((due, index) => ({
      title: `Étape ${index + 1} : publication et concertation du domaine ${place}`,
      due,
    })),
  });
  const id = start.commitment.state.id;
  const asked: string[] = [];
  let record = start;
  for (let entry = 1; entry < entriesEach; entry += 1) {
    const milestoneId = `${id}/m${1 + (entry % milestonesEach)}`;
    const text = aText(
      `Le travail de l’étape ${entry} avance avec les partenaires du domaine ${place}, comme prévu au calendrier.`,
    );
    const told = { at: moment(entry * 3, place), texts: [text] };
    if (entry % 4 === 3) {
      const data = { milestoneId, due: aDate(`2027-0${1 + (place % 9)}-15`), reason: { sha256: text.sha256 } };
      record = andThen(record, { type: 'deadline-revised', data }, told);
    } else {
      const status = entry % 2 === 0 ? 'substantial' : 'limited';
      record = andThen(record, aDeclared(milestoneId, { status, difficulties: { sha256: text.sha256 } }), told);
    }
    asked.push(milestoneId);
  }
  return { record, asked };
}

/** Writes one plan of a country's size into the stores. */
export async function seedNationalPlan({ record }: Stores, id: string, commitments = commitmentsInPlan): Promise<void> {
  const plan = aPlan({ id, titles: { fr: `Plan d’action ${id}` }, at: moment(0, 1), mailOnSince: moment(0, 2) });
  for (const write of planWritesOf(plan)) await record.appendToPlan(write);
  for (let place = 1; place <= commitments; place += 1) {
    const { record: history, asked } = aHistory(id, place);
    for (const write of writesOf(history)) await record.appendToCommitment(write);
    for (const [index, subjectId] of asked.entries()) {
      const at = moment(index * 3 + 2, place);
      const effectiveDate = at.slice(0, 10);
      const rid = reminderId({ subjectId, effectiveDate, step: '-7', recipientId: `p-${'0'.repeat(18)}` });
      await record.putAsk(anAsk({ subjectId, rid, on: effectiveDate, at, step: '-7' }));
    }
  }
}

/** One more word about the plan's first commitment, which is what a publication is measured on. */
export async function sayOneMoreWord({ record }: Stores, planId: string, at: string): Promise<void> {
  const found = await record.commitment(`${planId}/1`);
  if (found === null) throw new Error(`${planId} has no first commitment`);
  const text = aText(`La concertation du ${at} a réuni les partenaires.`);
  const changed = andThen(found, aDeclared(`${planId}/1/m2`, { status: 'substantial', difficulties: { sha256: text.sha256 } }), {
    at,
    texts: [text],
  });
  const last = writesOf(changed).at(-1);
  if (last !== undefined) await record.appendToCommitment(last);
}
