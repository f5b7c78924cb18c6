/**
 * How a customer behaves towards us and we towards them, as contacts per year. Invented, but shaped like field work:
 * most customers are seen a few times a year, a tenth gets most of the attention, some cost more than they bring.
 */
export interface Archetype {
  readonly id: string;
  /** Share of all customers. */
  readonly share: number;
  readonly visitsPerYear: number;
  /** Share of visits that the customer declines. */
  readonly declined: number;
  readonly mailsPerYear: number;
  /** Share of mails that are opened, and of the opened ones clicked. */
  readonly opened: number;
  readonly clicked: number;
  readonly webVisitsPerYear: number;
  readonly eventsPerYear: number;
  /** Chance that a held visit brings a question. */
  readonly asks: number;
  /** How many of our people call on the customer. */
  readonly representatives: number;
  /** Revenue per quarter in minor units at the end of the period, and what it was at the beginning relative to that. */
  readonly revenuePerQuarter: number;
  readonly startedAt: number;
  /** Months before the end when contact stops. */
  readonly silentMonths: number;
  /** Chance that the customer speaks for us once a year. */
  readonly speaks: number;
}

export const archetypes: readonly Archetype[] = [
  {
    id: 'steady',
    share: 0.34,
    visitsPerYear: 6,
    declined: 0.12,
    mailsPerYear: 14,
    opened: 0.45,
    clicked: 0.3,
    webVisitsPerYear: 8,
    eventsPerYear: 1,
    asks: 0.35,
    representatives: 1,
    revenuePerQuarter: 310_000,
    startedAt: 0.8,
    silentMonths: 0,
    speaks: 0.02,
  },
  {
    id: 'quiet',
    share: 0.22,
    visitsPerYear: 1.2,
    declined: 0.45,
    mailsPerYear: 10,
    opened: 0.12,
    clicked: 0.05,
    webVisitsPerYear: 1,
    eventsPerYear: 0.1,
    asks: 0.05,
    representatives: 1,
    revenuePerQuarter: 40_000,
    startedAt: 1,
    silentMonths: 0,
    speaks: 0,
  },
  {
    id: 'fast-adopter',
    share: 0.1,
    visitsPerYear: 8,
    declined: 0.04,
    mailsPerYear: 16,
    opened: 0.7,
    clicked: 0.5,
    webVisitsPerYear: 20,
    eventsPerYear: 2.5,
    asks: 0.7,
    representatives: 2,
    revenuePerQuarter: 620_000,
    startedAt: 0.1,
    silentMonths: 0,
    speaks: 0.5,
  },
  {
    id: 'courted',
    share: 0.08,
    visitsPerYear: 22,
    declined: 0.3,
    mailsPerYear: 40,
    opened: 0.25,
    clicked: 0.12,
    webVisitsPerYear: 3,
    eventsPerYear: 1.5,
    asks: 0.15,
    representatives: 4,
    revenuePerQuarter: 350_000,
    startedAt: 1.1,
    silentMonths: 0,
    speaks: 0.05,
  },
  {
    id: 'loss-making',
    share: 0.08,
    visitsPerYear: 15,
    declined: 0.2,
    mailsPerYear: 24,
    opened: 0.3,
    clicked: 0.1,
    webVisitsPerYear: 2,
    eventsPerYear: 2.2,
    asks: 0.2,
    representatives: 2,
    revenuePerQuarter: 18_000,
    startedAt: 1,
    silentMonths: 0,
    speaks: 0.05,
  },
  {
    id: 'digital',
    share: 0.1,
    visitsPerYear: 0.4,
    declined: 0.5,
    mailsPerYear: 22,
    opened: 0.6,
    clicked: 0.55,
    webVisitsPerYear: 34,
    eventsPerYear: 0.4,
    asks: 0.3,
    representatives: 1,
    revenuePerQuarter: 260_000,
    startedAt: 0.5,
    silentMonths: 0,
    speaks: 0.02,
  },
  {
    id: 'lapsing',
    share: 0.08,
    visitsPerYear: 7,
    declined: 0.15,
    mailsPerYear: 16,
    opened: 0.4,
    clicked: 0.25,
    webVisitsPerYear: 7,
    eventsPerYear: 1,
    asks: 0.3,
    representatives: 1,
    revenuePerQuarter: 60_000,
    startedAt: 5,
    silentMonths: 11,
    speaks: 0.03,
  },
];
