import { faultOf, type PluginCheck } from './contributor';

/** What a plugin may not fill, and the form of ids that become part of addresses. */
export const checkSlots: PluginCheck = ({ id, contributions: { resolvers, webHooks = [] } }) => [
  ...(resolvers === undefined ? [] : [faultOf({ id }, 'SLOT_RESERVED', 'resolvers', resolversReserved)]),
  ...webHooks
    .filter((hook) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(hook.id))
    .map((hook) => {
      const message = `The web hook "${hook.id}" is reached at /intake/${id}/${hook.id}. Call it by lower-case words joined by hyphens.`;
      return faultOf({ id }, 'ADAPTER_ID_INVALID', hook.id, message);
    }),
];

const resolversReserved =
  'The slot "resolvers" is reserved for the core. Contribute fields with a source instead; a field that needs JavaScript takes batch().';
