import type { Stores } from '../../ports.ts';
import type { Tables } from '../tables.ts';
import { ledgerStore } from './ledger.ts';
import { peopleStore } from './people.ts';
import { recordStore } from './record.ts';

/** The three stores over one set of tables. A store whose table is out of reach fails when it is used. */
export function storesOver(tables: Tables): Stores {
  return { record: recordStore(tables), people: peopleStore(tables), ledger: ledgerStore(tables) };
}
