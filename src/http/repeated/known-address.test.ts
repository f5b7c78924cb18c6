import { knownAddress } from './known-address';

const extensions = '{"persistedQuery":{"version":1,"sha256Hash":"ab"}}';
const of = (search: string) => knownAddress(`/graphql?${search}`);
const asked = `extensions=${encodeURIComponent(extensions)}`;

describe('an address', () => {
  it('is read as clients write it, with plus signs and escapes', () => {
    const search = new URLSearchParams({ operationName: 'Ask', variables: '{"a b":"ü+&="}', extensions });
    for (const text of [String(search), String(search).replaceAll('+', '%20')]) {
      expect(of(text)).toEqual({
        parameters: { operationName: 'Ask', variables: '{"a b":"ü+&="}', extensions },
        document: { operationName: 'Ask', variables: '{"a b":"ü+&="}', extensions: JSON.parse(extensions) },
      });
    }
  });

  it.each([
    ['whose parameter comes twice', `${asked}&variables={}&variables={"n":1}`],
    ['with a text of its own', `${asked}&query={who}`],
    ['with a document by another name', `${asked}&documentId=7`],
    ['with a parameter that has no value', `${asked}&variables`],
    ['with a parameter without a name', `${asked}&=1`],
    ['with an empty parameter', `${asked}&`],
    ['whose names are written in escapes', `${asked}&vari%61bles={}`],
    ['whose escapes are broken', `${asked}&variables=%E0%A4%A`],
    ['with a fragment', `${asked}&variables={}#here`],
    ['without a document', 'variables={}'],
    ['whose extensions are no JSON', 'extensions={'],
    ['whose extensions are nothing', 'extensions=null'],
    ['without parameters', ''],
  ])('%s is left to others', (_, search) => {
    expect(of(search)).toBeNull();
  });
});
