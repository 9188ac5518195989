/** Files of a plan for other programs, beside its status.csv and status.json. */
export const dataNames = ['status-excel.csv', 'ogp.json', 'decidim-commitments.csv', 'irm-pack.zip'] as const;
export type DataName = (typeof dataNames)[number];
