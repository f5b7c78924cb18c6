import { isbot } from 'isbot';
import type { EmailOptions } from '../options';

/** What is known of who opened a message or followed its link. */
export interface ReaderEvidence {
  readonly userAgent?: string | undefined;
  /** What the mail service itself says: the name of a machine, such as `apple`. */
  readonly flaggedAs?: string | undefined;
  readonly secondsAfterSending?: number | undefined;
}

/** Why no person did this; undefined when nothing speaks against a person. */
export function machineReason(
  evidence: ReaderEvidence,
  options: Pick<EmailOptions, 'proxyOpens' | 'scannerSeconds'>,
): string | undefined {
  const { userAgent = '', flaggedAs, secondsAfterSending } = evidence;
  const proxy = proxies.find(({ flag, agent }) => flag === flaggedAs || agent.test(userAgent));
  if (proxy !== undefined) return options.proxyOpens === 'filter' ? proxy.reason : undefined;
  if (flaggedAs !== undefined) return `The mail service marks it as done by a machine (${flaggedAs}).`;
  const machine = machines.find(({ agent }) => agent.test(userAgent));
  if (machine !== undefined) return machine.reason;
  if (isbot(userAgent) && !mailPrograms.test(userAgent)) return 'The program names itself as a robot.';
  const hasty = secondsAfterSending !== undefined && secondsAfterSending >= 0;
  if (hasty && secondsAfterSending < options.scannerSeconds) {
    return `It came ${secondsAfterSending} s after sending, which only a scanner does.`;
  }
  return undefined;
}

/** Programs of people whose short names isbot, which knows browsers, takes for robots. */
const mailPrograms =
  /outlook|thunderbird|samsungemail|airmail|bluemail|superhuman|spark|em client|evolution|k-9 mail|lotus-notes/i;

/** Image proxies: a person may be behind them, or a prefetch. */
const proxies = [
  {
    flag: 'gmail',
    agent: /GoogleImageProxy|Chrome\/42\.0\.2311\.135 Safari\/537\.36 Edge\/12\.246 Mozilla\/5\.0$/,
    reason: 'The image proxy of Gmail loaded the images; a person cannot be told from a prefetch.',
  },
  {
    flag: 'yahoo',
    agent: /YahooMailProxy/,
    reason: 'The image proxy of Yahoo loaded the images; a person cannot be told from a prefetch.',
  },
] as const;

const machines = [
  { agent: /^Mozilla\/5\.0$/, reason: 'Apple Mail Privacy Protection loads all images by itself.' },
  {
    agent:
      /barracuda|proofpoint|mimecast|messagelabs|symantec|fireeye|trellix|ironport|trend ?micro|sophos|forcepoint/i,
    reason: 'A mail security scanner did this.',
  },
  {
    agent: /zscaler|cloudmark|bitdefender|fortinet|safelinks|defender for office/i,
    reason: 'A mail security scanner did this.',
  },
] as const;
