import DataLoader from 'dataloader';
import type { SummarySource, TableSource } from '../../sdk';
import { alignByKey } from '../../shared/batch-by-key';
import { tableNamed } from '../catalogue/catalogue';
import { emptyFigures, summaryCustomer, summaryStatement } from '../sql/summary';
import { type Call, type Engine, runStatement, type SourceResolver } from './engine';
import { loaderScope, shared } from './loader-scope';
import { type Row, rowOf } from './rows';

type CustomerId = string | number;

/** Figures over the interactions of each customer, in one statement for all of them. Other fields of the type read the customer's row. */
export function summaryResolver(
  engine: Engine,
  coordinate: string,
  type: string,
  source: SummarySource,
  above: TableSource,
): SourceResolver {
  const make = engine.entityMaker(type);
  const names = Object.keys(source.figures);
  const none = emptyFigures(source);
  return async (parent, _args, call) => {
    const row = rowOf(parent);
    const customerId = row[above.customerColumn ?? above.key] as CustomerId;
    const loader = shared(loaderScope(call.context, call.info), `summary ${coordinate}`, () =>
      figures(engine, call, source),
    );
    const found = (await loader.load(customerId)) ?? none;
    return Object.assign(make(row), Object.fromEntries(names.map((name) => [name, found[name]])));
  };
}

function figures(engine: Engine, { context }: Call, source: SummarySource): DataLoader<CustomerId, Row | null> {
  const interactions = tableNamed(engine.catalogue, 'Interaction');
  return new DataLoader(async (customerIds: readonly CustomerId[]) => {
    const rows = await runStatement(engine, context, (builder) =>
      summaryStatement(builder, interactions, source, customerIds, context.now),
    );
    return alignByKey(customerIds, rows, (row) => row[summaryCustomer] as CustomerId);
  });
}
