import { convertQuoted } from '../accounting';
import { dayMs, type Evidence, type ModelDocument, type MoneyItem, type Unconverted } from '../value';
import type { MoneyRow, NeedRow } from './records.store';

const metValues: Readonly<Record<string, number>> = { '1.0': 1, '0.5': 0.5, '0.0': 0 };

/** Requests and needs as evidence. A need that nobody has answered yet says nothing. */
export function servedEvidence(
  rows: readonly NeedRow[],
  at: number,
  model: ModelDocument,
): Pick<Evidence, 'requests' | 'needs'> {
  const age = (from: Date) => (at - from.getTime()) / dayMs;
  const shown = ({ channel, topic }: NeedRow) => ({ plugin: pluginOfChannel(channel, model), label: topic });
  const requests = rows.filter(({ kind }) => kind === 'request');
  const needs = rows.filter(({ kind }) => kind === 'need');
  return {
    requests: requests.map((row) => ({
      ...shown(row),
      id: row.id,
      ageDays: age(row.raised_at),
      latencyDays: row.answered_at === null ? null : (row.answered_at.getTime() - row.raised_at.getTime()) / dayMs,
    })),
    needs: needs.flatMap((row) => {
      const met = row.met === null ? undefined : metValues[row.met];
      return met === undefined ? [] : [{ ...shown(row), id: row.id, ageDays: age(row.raised_at), met }];
    }),
  };
}

/** The plugin whose signals add up in the channel. */
function pluginOfChannel(channel: string | null, model: ModelDocument): string {
  if (channel === null) return 'core';
  const own = Object.values(model.signals).find((signal) => signal.channel === channel);
  return own?.plugin ?? 'core';
}

const kindLabels: Readonly<Record<string, string>> = {
  revenue: 'Revenue',
  rebate: 'Rebates',
  cost_of_goods: 'Cost of goods',
  service_cost: 'Cost of service',
  touch_cost: 'Cost of contacts',
  value_transfer: 'Transfers of value',
};

/** What a row comes to in the reporting currency, each entry rounded by itself; undefined where nothing converts it. */
export type ToReporting = (row: MoneyRow) => number | undefined;

/** By the quotes of the entries' days. */
export const byQuotes =
  ({ reportingCurrency }: Pick<ModelDocument, 'reportingCurrency'>): ToReporting =>
  ({ amount_minor, entries, currency, quote, reporting_quote }) => {
    if (currency === reportingCurrency) return amount_minor;
    const each = { amountMinor: amount_minor / entries, currency, quote, reportingQuote: reporting_quote };
    const converted = convertQuoted(each, reportingCurrency);
    return converted === undefined ? undefined : converted * entries;
  };

export function moneyEvidence(
  rows: readonly MoneyRow[],
  toReporting: ToReporting,
): Pick<Evidence, 'money' | 'unconverted'> {
  const converted = rows.map((row) => ({ row, amountMinor: toReporting(row) }));
  const unconverted = new Map<string, number>();
  for (const { row, amountMinor } of converted) {
    if (amountMinor === undefined)
      unconverted.set(row.currency, (unconverted.get(row.currency) ?? 0) + row.amount_minor);
  }
  return {
    money: merged(
      converted.flatMap(({ row, amountMinor }) => (amountMinor === undefined ? [] : [moneyItem(row, amountMinor)])),
    ),
    unconverted: [...unconverted].map(([currency, amountMinor]): Unconverted => ({ currency, amountMinor })),
  };
}

/** Alike entries that differ in amount or quote only are one item. */
function merged(items: readonly MoneyItem[]): readonly MoneyItem[] {
  const byId = new Map<string, MoneyItem>();
  for (const item of items) {
    const known = byId.get(item.id);
    byId.set(item.id, known === undefined ? item : { ...known, amountMinor: known.amountMinor + item.amountMinor });
  }
  return [...byId.values()];
}

function moneyItem(row: MoneyRow, amountMinor: number): MoneyItem {
  const { id, plugin, kind, basis, interaction_id, occurred_at } = row;
  const evidence =
    interaction_id === null || occurred_at === null
      ? null
      : { eventId: interaction_id, occurredAt: occurred_at.getTime() };
  return { id, plugin: plugin ?? 'ledger', label: kindLabels[kind] ?? kind, basis, amountMinor, evidence };
}
