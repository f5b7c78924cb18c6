import { type VariableNode, visit } from 'graphql';
import type { ConnectionSource, LookupSource, NodeSource } from '../../../sdk';
import type { Catalogue } from '../../catalogue/catalogue';
import { boundFilters } from '../../loader/bound-filters';
import { checkCount, readNodeId } from '../../loader/node';
import { readWindow } from '../../loader/page-window';
import type { ArgumentSite } from '../operation';
import { argumentsReader } from './read-arguments';
import type { NodeKeys, SiteForm, SiteValues } from './site-values';

/** Coerced values of the variables of a request, by name. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * Reads the arguments of a place.
 *
 * @throws GraphQLError or RapportError where graphql-js would report an error when it reached the field
 */
export type SiteReader = (variables: Variables) => SiteValues;

/** The readers of all places of an operation. What depends on no variable is read once. */
export function siteReaders(catalogue: Catalogue, sites: readonly ArgumentSite[]): readonly SiteReader[] {
  return sites.map((site) => {
    const readArguments = argumentsReader(site.field, site.node);
    const readValues = valuesReader(catalogue, site);
    const read: SiteReader = (variables) => readValues(readArguments(variables));
    return usesVariables(site) ? read : once(read);
  });
}

function once(read: SiteReader): SiteReader {
  let known: SiteValues | null = null;
  return (variables) => {
    known ??= read(variables);
    return known;
  };
}

function usesVariables({ node }: ArgumentSite): boolean {
  const found: VariableNode[] = [];
  for (const argument of node.arguments ?? []) visit(argument, { Variable: (variable) => void found.push(variable) });
  return found.length > 0;
}

/** From coerced arguments. */
function valuesReader(catalogue: Catalogue, { description: { source, coordinate } }: ArgumentSite): SiteReader {
  switch (source?.kind) {
    case 'connection':
      return (args) => connectionValues(coordinate, source, args);
    case 'lookup':
      return (args) => lookupValues(source, args);
    case 'node':
      return nodeReader(catalogue, source);
    default:
      return (args) => ({ ...nothing, args, form: formOf(args, {}) });
  }
}

const nothing = { window: null, filters: new Map<string, unknown>(), nodes: new Map<string, NodeKeys>() };

/** A form whose key is made of its parts. */
function formOf(args: Variables, parts: Partial<Omit<SiteForm, 'key' | 'given'>>): SiteForm {
  const { page = null, filters = [], nodes = [] } = parts;
  const given = Object.values(args).some((value) => value !== null && value !== undefined);
  const paging = page === null ? [] : [page.list, page.reading, page.after, page.before];
  return { page, filters, nodes, given, key: [given, ...nodes, ...paging, ...filters].join(' ') };
}

function connectionValues(coordinate: string, source: ConnectionSource, args: Variables): SiteValues {
  const window = readWindow(coordinate, source, args);
  const given = boundFilters(source, args);
  const { ordering, list, reading, after, before } = window;
  const page = { ordering, list, reading, after: after !== null, before: before !== null };
  const form = formOf(args, { page, filters: given.map(({ path }) => path) });
  return { ...nothing, args, form, window, filters: new Map(given.map(({ path, value }) => [path, value])) };
}

function lookupValues({ by }: LookupSource, args: Variables): SiteValues {
  const value = by.value === undefined ? Object.values(args)[0] : by.value(args);
  if (value === null || value === undefined) return { ...nothing, args, form: formOf(args, {}) };
  return { ...nothing, args, form: formOf(args, { filters: [''] }), filters: new Map([['', value]]) };
}

function nodeReader(catalogue: Catalogue, { type }: NodeSource): SiteReader {
  const forms = new Map<string, SiteForm>();
  return (args) =>
    Array.isArray(args.ids) ? listValues(catalogue, type, args) : idValues(catalogue, type, args, forms);
}

function listValues(catalogue: Catalogue, type: string | undefined, args: Variables): SiteValues {
  const ids = (args.ids as readonly unknown[]).map(String);
  checkCount(ids);
  const nodes = new Map<string, NodeKeys>();
  const named = ids.map((id) => readNodeId(catalogue, id, type));
  for (const name of [...new Set(named.map(({ node }) => node.type))].sort()) {
    const places = named.flatMap(({ node }, index) => (node.type === name ? [index + 1] : []));
    const keys = named.filter(({ node }) => node.type === name).map((each) => each.keys);
    const columns = (keys[0] ?? []).map((_, index) => keys.map((key) => key[index] ?? ''));
    nodes.set(name, { places, columns });
  }
  return { ...nothing, args, form: formOf(args, { nodes: [...nodes.keys()] }), nodes };
}

/** The same for one id, which most requests begin with: it is of one of a few forms. */
function idValues(
  catalogue: Catalogue,
  type: string | undefined,
  args: Variables,
  forms: Map<string, SiteForm>,
): SiteValues {
  const { node, keys } = readNodeId(catalogue, String(args.id), type);
  const form = forms.get(node.type) ?? formOf(args, { nodes: [node.type] });
  forms.set(node.type, form);
  const nodes = new Map<string, NodeKeys>([[node.type, { places: [1], columns: keys.map((key) => [key]) }]]);
  return { args, form, window: null, filters: nothing.filters, nodes };
}
