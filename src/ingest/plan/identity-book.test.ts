import { IdentityBook } from './identity-book';

const key = (value: string) => ({ system: 'crm', value });

describe('identities of a batch', () => {
  it('lead all known identifiers of a record to one customer', () => {
    const book = new IdentityBook(
      [
        { ...key('a'), customerId: 1 },
        { ...key('b'), customerId: 1 },
      ],
      [],
    );
    expect(book.resolve([key('a'), key('new'), key('b')])).toEqual({ customerId: 1 });
  });

  it('tell an unknown customer from a conflict', () => {
    const book = new IdentityBook(
      [
        { ...key('a'), customerId: 1 },
        { ...key('b'), customerId: 2 },
      ],
      [],
    );
    expect(book.resolve([key('x')])).toMatchObject({ customerId: null, code: 'CUSTOMER_UNKNOWN' });
    expect(book.resolve([key('a'), key('b')])).toMatchObject({ customerId: null, code: 'IDENTIFIER_CONFLICT' });
  });

  it('serve later records with what earlier ones added, each identifier once', () => {
    const book = new IdentityBook([], [7]);
    const id = book.newCustomerId();
    book.link([key('b'), key('a'), key('b')], id);
    expect(book.resolve([key('a')])).toEqual({ customerId: 7 });
    expect(book.added().map(({ value }) => value)).toEqual(['a', 'b']);
  });
});
