#!/usr/bin/env -S node --max-semi-space-size=64
import '../shared/keep-compiled';
import { createProgram } from './program';
import { tellFault } from './tell-fault';

// `rapport print-schema | head` closes the pipe before everything is written; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

createProgram().parseAsync(process.argv).catch(tellFault);
