import { bareAddress, brandOfPath, fileOf, pathOf } from './paths';

describe('addresses', () => {
  it('drops query and fragment, where personal data travel', () => {
    expect(bareAddress('https://x.example/a?email=a@b#c')).toBe('https://x.example/a');
    expect(bareAddress('?a=1')).toBeUndefined();
  });

  it.each([
    ['https://x.example/a/b.pdf?x', '/a/b.pdf'],
    ['https://x.example', '/'],
    ['/a', '/a'],
    ['', undefined],
    [null, undefined],
  ])('finds the path of %p', (address, path) => {
    expect(pathOf(address)).toBe(path);
  });

  it('names a file by the last part of its path', () => {
    expect([fileOf('/a/label.pdf'), fileOf('/a/')]).toEqual(['label.pdf', undefined]);
  });

  it('finds the brand by the longest beginning that ends at a part of the path', () => {
    const brands = { '/cardivane': 'CARDIVANE', '/cardivane/kids/': 'CARDIVANE-K' };
    expect(brandOfPath('/cardivane/dosing', brands)).toBe('CARDIVANE');
    expect(brandOfPath('/cardivane/kids/dosing', brands)).toBe('CARDIVANE-K');
    expect(brandOfPath('/cardivane-old', brands)).toBeUndefined();
    expect(brandOfPath('/', { '/': 'HOUSE' })).toBe('HOUSE');
  });
});
