import { asObject, asText, parseJson, RapportError, sameSecret, type WebHookRequest } from 'rapport/sdk';

/** Makes the check of the write key: user of HTTP Basic authentication, or `writeKey` in the body as browsers send it. */
export function writeKeyCheck(writeKeys: readonly string[]): (request: WebHookRequest) => void {
  return (request) => {
    if (writeKeys.length === 0) {
      throw new RapportError('NOT_CONFIGURED', 'The web plugin has no option segment.writeKeys.');
    }
    const given = basicUser(request.headers.authorization) ?? keyInBody(request.body);
    if (given === undefined) throw new RapportError('SIGNATURE_INVALID', 'The request carries no write key.');
    if (!writeKeys.some((key) => sameSecret(key, given))) {
      throw new RapportError('SIGNATURE_INVALID', 'The write key is none of those configured.');
    }
  };
}

function basicUser(header: string | undefined): string | undefined {
  const match = /^basic\s+([a-z0-9+/=_-]+)$/i.exec(header?.trim() ?? '');
  const user =
    match === null
      ? ''
      : Buffer.from(match[1] ?? '', 'base64')
          .toString('utf8')
          .split(':', 1)[0];
  return user === '' ? undefined : user;
}

function keyInBody(body: Buffer): string | undefined {
  return asText(asObject(parseJson(body.toString('utf8'))).writeKey);
}
