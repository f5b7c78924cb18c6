/** What `npm audit --json` has said of the dependencies of production. */
export interface AuditVerdict {
  /** `unknown`: the registry could not be asked, so that nothing is known. */
  readonly verdict: 'sound' | 'vulnerable' | 'unknown';
  /** For whoever reads the output. */
  readonly words: string;
}

/** From which severity on something has to be done. */
const grave = ['high', 'critical'] as const;

/** Reads the output of `npm audit --json`, whatever it is. */
export function judgeAudit(output: string): AuditVerdict {
  const said = jsonOf(output);
  const counts = said?.metadata?.vulnerabilities;
  if (counts === undefined) {
    const reason = said?.error?.summary ?? said?.message ?? (output.trim().slice(0, 500) || 'npm said nothing');
    const words = `The registry could not be asked for advisories, so that nothing is known about the dependencies: ${reason}`;
    return { verdict: 'unknown', words };
  }
  const total = grave.reduce((sum, severity) => sum + (counts[severity] ?? 0), 0);
  const told = grave.map((severity) => `${counts[severity] ?? 0} ${severity}`).join(', ');
  if (total === 0) return { verdict: 'sound', words: `No dependency of production has a grave advisory: ${told}.` };
  const names = Object.entries(said?.vulnerabilities ?? {})
    .filter(([, { severity }]) => grave.some((each) => each === severity))
    .map(([name]) => name);
  return { verdict: 'vulnerable', words: `Dependencies of production have advisories: ${told} (${names.join(', ')}).` };
}

interface AuditOutput {
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
  readonly error?: { readonly summary?: string };
  readonly message?: string;
}

function jsonOf(output: string): AuditOutput | null {
  try {
    return JSON.parse(output) as AuditOutput | null;
  } catch {
    // Not every version of npm says all of its faults as JSON.
    return null;
  }
}
