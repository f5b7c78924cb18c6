/** A statement with its parameters. A name makes it a prepared statement; the text of a name never changes. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** Read access to the database within one request; statements are counted. */
export interface Reader {
  query<Row extends object>(statement: Statement): Promise<readonly Row[]>;
}

/** Who asks. Roles and scope rules grow here; `development` is the only principal of an unconfigured installation. */
export interface Principal {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** What a batch function may use: read access, who asks, and the one clock of the request. */
export interface ReadContext {
  readonly reader: Reader;
  readonly principal: Principal;
  readonly now: Date;
}
