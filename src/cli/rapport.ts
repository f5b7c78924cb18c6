#!/usr/bin/env -S node --max-semi-space-size=64
import '../shared/keep-compiled';
import { runCommandLine } from './program';

// `rapport print-schema | head` closes the pipe before everything is written; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void runCommandLine(process.argv);
