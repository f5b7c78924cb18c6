import { bootReportText, type PluginReport } from '../../kernel';
import { type Finding, formatFindings } from '../../testing/contract/finding';

/** Everything that a check tells of a plugin. */
export interface CheckedPlugin extends PluginReport {
  /** Rules of the contract that it breaks. */
  readonly findings: readonly Finding[];
  /** What only others can tell. */
  readonly unchecked: readonly string[];
}

export function checkedPluginText({ findings, unchecked, ...report }: CheckedPlugin): string {
  const broken =
    findings.length === 0 ? '' : `\nRules of the contract that it breaks:\n\n${formatFindings(findings)}\n`;
  const rest = unchecked.length === 0 ? '' : `\nNot checked here:\n${unchecked.map((each) => `- ${each}\n`).join('')}`;
  return `${bootReportText([report])}${broken}${rest}`;
}
