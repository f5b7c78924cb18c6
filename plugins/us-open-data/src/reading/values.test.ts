import { brandCode } from './brands';
import { readCountry } from './countries';
import { ccnKey, entityKey, npiKey, profileKey } from './keys';
import { firstTime } from './once';
import { readCents, readDay, readFigure, readFigureUnlessZero, readZip } from './values';

describe('days', () => {
  it.each([
    ['12/06/2013', '2013-12-06'],
    ['1/7/2017', '2017-01-07'],
    ['2013-12-06', '2013-12-06'],
    ['2013-12-06 00:00:00', '2013-12-06'],
    ['2013-12-06T00:00:00.000', '2013-12-06'],
    ['12/06/2013 12:00:00 AM', '2013-12-06'],
  ])('reads %s as %s', (text, day) => expect(readDay(text)).toBe(day));

  it('reads an empty cell as no day', () => expect(readDay('')).toBeUndefined());

  it.each(['02/30/2014', '13/01/2014', '2014-02-30', '20140230', 'yesterday', '1/1/14'])('refuses %s', (text) => {
    expect(() => readDay(text)).toThrow(expect.objectContaining({ code: 'TIME_INVALID' }));
  });
});

describe('dollars', () => {
  it.each([
    ['4.29', 429],
    ['2500.0', 250_000],
    ['62623', 6_262_300],
    ['132,250.00', 13_225_000],
    ['$5.84', 584],
    ['1e+05', 10_000_000],
    ['7736.34999999999', 773_635],
    ['-12.5', -1250],
  ])('reads %s as %d cents', (text, cents) => expect(readCents(text)).toBe(cents));

  it.each(['', 'abc', '12.345', '0x10', '1e400'])('refuses "%s"', (text) => {
    expect(() => readCents(text)).toThrow(expect.objectContaining({ code: 'MONEY_INVALID' }));
  });
});

describe('figures', () => {
  it('keeps zero apart from unknown only where the source does', () => {
    expect([readFigure('0'), readFigure('')]).toEqual([0, undefined]);
    expect([readFigureUnlessZero('0'), readFigureUnlessZero('11')]).toEqual([undefined, 11]);
  });
});

describe('codes and places', () => {
  it.each([
    ['522421009', '52242-1009'],
    ['52242-1009', '52242-1009'],
    ['94115', '94115'],
    ['2115', '02115'],
    ['601', '00601'],
    ['K1A 0B1', 'K1A 0B1'],
    ['', ''],
  ])('writes the ZIP %s as %s', (text, zip) => expect(readZip(text)).toBe(zip));

  it.each([
    ['US', 'US'],
    ['United States', 'US'],
    ['Great Britain (Uk)', 'GB'],
    ['ca', 'CA'],
    ['Atlantis', undefined],
    ['ZZ', undefined],
  ])('reads the country %s as %s', (text, code) => expect(readCountry(text)).toBe(code));

  it('gives spellings of one product one code', () => {
    const spellings = ['Eliquis', 'ELIQUIS ', ' eliquis®', 'ELIQUIS™'];
    expect(new Set(spellings.map(brandCode))).toEqual(new Set(['ELIQUIS']));
  });

  it('sees no product in N/A', () => expect(['N/A', 'none', '-', ''].map(brandCode)).toEqual(['', '', '', '']));

  it('gives spellings of one recipient one key', () => {
    expect(entityKey('Example Clinic, P.C.', 'IA')).toEqual(entityKey('EXAMPLE CLINIC PC', 'IA'));
  });

  it('keeps the leading zero of a hospital number', () => expect(ccnKey('54144').value).toBe('054144'));

  it('refuses numbers that are not what they should be', () => {
    expect(() => npiKey('1234567890')).toThrow(expect.objectContaining({ code: 'IDENTIFIER_INVALID' }));
    expect(() => profileKey('abc')).toThrow(expect.objectContaining({ code: 'IDENTIFIER_INVALID' }));
    expect(npiKey('1234567893.0').value).toBe('1234567893');
  });
});

describe('what was said before', () => {
  it('is known again until twice the capacity has passed', () => {
    const isNew = firstTime(2);
    expect(['a', 'a', 'b', 'a', 'c', 'd', 'a'].map(isNew)).toEqual([true, false, true, false, true, true, true]);
  });
});
