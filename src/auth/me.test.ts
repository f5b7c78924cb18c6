import { openDomain } from '../../test/helpers/domain-api';

test('The caller is told who it is to the platform', async () => {
  const api = await openDomain();

  const { data, errors, statements } = await api.ask('{ me { subject name roles } }');

  expect({ data, errors, statements }).toEqual({
    data: { me: { subject: 'development', name: 'Development', roles: ['admin'] } },
    errors: [],
    statements: [],
  });
  await api.close();
});
