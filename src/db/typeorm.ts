/** Loaded with the first database: it is a fifth of what the platform loads, and a tool that opens none shall not wait for it. */
export const typeorm = (): typeof import('typeorm') => require('typeorm');
