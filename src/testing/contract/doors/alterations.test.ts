import { alterations } from './alterations';

const partsOf = (body: string, proof: Parameters<typeof alterations>[1]) =>
  alterations(body, proof).map(({ part, altered }) => [part, altered] as const);

describe('a proof that was altered', () => {
  it('differs from the genuine one in one header or one part of the query', () => {
    const proof = { headers: { 'content-type': 'text/plain', 'x-signature': 'c0ff', authorization: 'Basic a2V5Og==' } };
    expect(partsOf('{}', { ...proof, query: { key: 'K9' } })).toEqual([
      ['header x-signature', { ...proof, query: { key: 'K9' }, headers: { ...proof.headers, 'x-signature': 'c0fa' } }],
      [
        'header authorization',
        { ...proof, query: { key: 'K9' }, headers: { ...proof.headers, authorization: 'Basic a2V5ag==' } },
      ],
      ['query parameter key', { ...proof, query: { key: 'K0' } }],
    ]);
  });

  it('differs in one text that the sender has put into the body', () => {
    const bare = { event: { id: 'e-1' } };
    const body = JSON.stringify({ signature: { token: 't1', value: 'AA' }, ...bare });
    const altered = partsOf(JSON.stringify(bare), { body });
    expect(altered.map(([part]) => part)).toEqual(['signature.token in the body', 'signature.value in the body']);
    expect(altered.map(([, { body: changed }]) => JSON.parse(changed ?? '') as object)).toEqual([
      { signature: { token: 't2', value: 'AA' }, ...bare },
      { signature: { token: 't1', value: 'Ab' }, ...bare },
    ]);
  });
});
