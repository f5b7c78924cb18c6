/** Identifier systems of people on our sites. */
export const visitorSystem = 'web-visitor';
export const userSystem = 'web-user';
