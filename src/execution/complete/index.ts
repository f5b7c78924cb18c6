export { whyNotCompletable } from './completable';
export { completerOf, writerOf } from './completer';
export { fillAll } from './fill-all';
export { batchLoading } from './loading';
export type { Compiling } from './object';
export { Output } from './output';
export { type Hole, type Loading, textOf } from './piece';
