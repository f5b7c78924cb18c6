/** Stands at the head of every generated document. */
export const generatedNote = 'Generated; `npm run golden` refreshes it.';
