import { describe, expect, it } from 'vitest';
import { partsOfMilestone, readMilestoneDates, splitMilestone } from '../../shared/reading/milestone-text.ts';

type Told = { readonly title: string; readonly start: string | null; readonly due: string | null } | 'impossible';

function told(text: string, language = 'fr', year?: number): Told {
  const split = splitMilestone(text, language, { year });
  if ('impossible' in split) return 'impossible';
  return { title: split.title, start: split.start?.text ?? null, due: split.due?.text ?? null };
}

describe('a bullet as title and dates', () => {
  it.each([
    ['Ouverture du comité – Début : Janvier 2021 → Fin : Octobre 2021', 'Ouverture du comité', 'Janvier 2021', 'Octobre 2021'],
    ['Ouverture (Start: January 2021 – End: October 2021)', 'Ouverture', 'January 2021', 'October 2021'],
    ['Publication de l’avis → Décembre 2021', 'Publication de l’avis', null, 'Décembre 2021'],
    ['Publication de l’avis -> Décembre 2021', 'Publication de l’avis', null, 'Décembre 2021'],
    ['Publication de l’avis : décembre 2021', 'Publication de l’avis', null, 'décembre 2021'],
    ['Publication de l’avis (décembre 2021)', 'Publication de l’avis', null, 'décembre 2021'],
    ['Publication de l’avis, d’ici fin 2022', 'Publication de l’avis', null, 'd’ici fin 2022'],
    ['Publication de l’avis décembre 2021', 'Publication de l’avis', null, 'décembre 2021'],
    ['Publication de l’avis\nDécembre 2021', 'Publication de l’avis', null, 'Décembre 2021'],
    ['Mars 2026 : publication de l’avis', 'publication de l’avis', null, 'Mars 2026'],
    ['Avant décembre 2016 – candidature', 'candidature', null, 'Avant décembre 2016'],
    ['Mars 2026 – Avril 2026 : préparation', 'préparation', 'Mars 2026', 'Avril 2026'],
    ['Pilote Haute-Garonne → Septembre 2021', 'Pilote Haute-Garonne', null, 'Septembre 2021'],
    ['Ouverture – à partir de juin 2022', 'Ouverture', 'à partir de juin 2022', null],
    ['Publication → chaque année', 'Publication', null, 'chaque année'],
    ['Publication – en continu', 'Publication', null, 'en continu'],
    ['Publication → prochainement', 'Publication', null, 'prochainement'],
    ['Publication → octobre', 'Publication', null, 'octobre'],
    ['Rapport annuel – décembre 2022', 'Rapport annuel', null, 'décembre 2022'],
  ])('cuts the date of "%s" from the title', (text, title, start, due) => {
    expect(told(text)).toEqual({ title, start, due });
  });

  it.each([
    ['L’outil rendra possible, courant 2016, la diffusion', 'courant 2016'],
    ['Publication de l’avis en décembre 2021', 'décembre 2021'],
    ['Publication de l’avis d’ici décembre 2021', 'd’ici décembre 2021'],
    ['Réunir le comité tous les ans', 'tous les ans'],
  ])('leaves the sentence "%s" whole', (text, due) => {
    expect(told(text)).toEqual({ title: text, start: null, due });
  });

  it.each([
    'Bilan de Ma Santé 2022',
    'Bilan – Haute-Garonne 2022',
    'Rapport annuel',
    'Étude n’excédant pas un an',
    'Atelier : après le bilan',
  ])('finds no date in "%s"', (text) => {
    expect(told(text)).toEqual({ title: text, start: null, due: null });
  });

  it('takes the year of the bullet above for a month without one', () => {
    expect(told('Ouverture en juin des données', 'fr', 2015)).toMatchObject({ due: 'juin' });
  });

  it('says impossible dates instead of reading them', () => {
    expect(told('Publication → 31 septembre 2021')).toBe('impossible');
    expect(told('Début : 30 février 2021 → Fin : mars 2021')).toBe('impossible');
  });

  it('lists the dates it did not take', () => {
    const split = splitMilestone('Publier un bilan en juin 2022 et un rapport en mai 2023', 'fr');
    expect(split).toMatchObject({ due: { text: 'juin 2022' }, warnings: [{ code: 'several-dates' }] });
    expect('warnings' in split && split.warnings[0]?.message).toContain('mai 2023');
  });

  it('keeps direction marks out of titles and long paragraphs out of dates', () => {
    expect(told('Publi\u202Ecation → mars 2022')).toMatchObject({ title: 'Publication' });
    expect(splitMilestone('mot '.repeat(2_000), 'fr')).toMatchObject({ due: null, warnings: [{ code: 'long-bullet' }] });
  });

  it('parts two deliverables on one line when each has its own date', () => {
    expect(partsOfMilestone('Ouverture : mars 2022 ; bilan : juin 2023', 'fr')).toEqual([
      'Ouverture : mars 2022',
      'bilan : juin 2023',
    ]);
    expect(partsOfMilestone('Ouverture ; bilan : juin 2023', 'fr')).toHaveLength(1);
    expect(partsOfMilestone('Ouverture\nJuin 2023', 'fr')).toHaveLength(1);
  });

  it('reads start and due from one field', () => {
    expect(readMilestoneDates('Start: January 2021, End: October 2021', 'en')).toMatchObject({
      start: { to: '2021-01-31' },
      due: { to: '2021-10-31' },
    });
    expect(readMilestoneDates('de juillet 2017 à janvier 2018', 'fr')).toMatchObject({
      start: { text: 'juillet 2017' },
      due: { text: 'janvier 2018' },
    });
  });
});
