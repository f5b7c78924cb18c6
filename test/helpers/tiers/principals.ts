import type { Principal } from '../../../src/sdk';

const territories = [7, 8, 9, 10, 11];

/** Sees everything. */
export const everybody: Principal = { subject: 'all', name: 'All', roles: ['admin'] };

/** Sees customers of some territories with all that belongs to them, but no consumers and no modelled revenue. */
export const representative: Principal = { subject: 'rep', name: 'Rep', roles: ['rep'], reach: { territories } };

/** Sees customers of some countries, what is about some brands or none, and not how to reach anybody. */
export const brandManager: Principal = {
  subject: 'marketing',
  name: 'Marketing',
  roles: ['marketing'],
  reach: { brands: [1, 3], countries: ['US', 'DE'] },
};

/** Sees customers of some territories, and nothing of money. */
export const liaison: Principal = { subject: 'medical', name: 'Medical', roles: ['medical'], reach: { territories } };

/** The same in the course of a campaign: how to reach them, too. */
export const campaigner: Principal = { ...brandManager, name: 'Campaign', purpose: 'campaign' };

/** The same while a question is answered: patients and consumers, too. */
export const answerer: Principal = { ...liaison, name: 'Inquiry', purpose: 'medical-inquiry' };

/** Sees figures over many customers, never a customer. */
export const analyst: Principal = {
  subject: 'analyst',
  name: 'Analyst',
  roles: ['analyst'],
  reach: { countries: null },
};
