#!/usr/bin/env -S node --max-semi-space-size=64
import '../shared/keep-compiled';
import { isRapportError } from '../sdk/errors';
import { createProgram } from './program';

// `rapport print-schema | head` closes the pipe before everything is written; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

createProgram()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    // A coded fault is an answer; anything else needs its trace.
    console.error(isRapportError(error) ? `${error.code}: ${error.message}` : error);
    process.exitCode = 1;
  });
