const aliases: Readonly<Record<string, string>> = {
  'great britain (uk)': 'GB',
  'korea (south)': 'KR',
  'korea, republic of': 'KR',
  'russian federation': 'RU',
  usa: 'US',
};

let codes: ReadonlyMap<string, string> | undefined;

/** ISO 3166-1 code of a country given by code or English name; undefined when it is neither. */
export function readCountry(text: string): string | undefined {
  if (text === 'US' || text === 'United States') return 'US';
  if (text === '') return undefined;
  codes ??= countryCodes();
  return codes.get(text.toLowerCase());
}

function countryCodes(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const found = new Map(Object.entries(aliases));
  for (const code of alphabeticPairs()) {
    const name = names.of(code);
    // XA, QO and the like are no countries but are known to the library.
    if (name === undefined || /^(X[A-JL-Z]|Q[M-Z]|ZZ|EU|EZ|UN|UK)$/.test(code)) continue;
    found.set(code.toLowerCase(), code);
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), code);
  }
  return found;
}

function alphabeticPairs(): readonly string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) => letters.map((second) => first + second));
}
