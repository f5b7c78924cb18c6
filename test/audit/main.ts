/** `npm run check:dependencies`: fails when a dependency of production has a high or critical advisory, and when that cannot be found out. */
import { spawnSync } from 'node:child_process';
import { judgeAudit } from './judge-audit';

const { stdout, stderr, error } = spawnSync('npm', ['audit', '--omit=dev', '--json', ...process.argv.slice(2)], {
  encoding: 'utf8',
  maxBuffer: 100_000_000,
});
const { verdict, words } = judgeAudit(error === undefined ? stdout || stderr : error.message);
(verdict === 'sound' ? console.log : console.error)(words);
// 2: it is not known whether there is anything to do.
process.exitCode = { sound: 0, vulnerable: 1, unknown: 2 }[verdict];
