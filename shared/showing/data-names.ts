/** Files of a plan for other programs, beside its status.csv and status.json. */
export const dataNames = ['ogp.json', 'decidim-commitments.csv', 'decidim-milestones.csv', 'irm-pack.zip'] as const;
export type DataName = (typeof dataNames)[number];
