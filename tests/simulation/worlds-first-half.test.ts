import { simulateHalf } from './halves.ts';

simulateHalf(0);
