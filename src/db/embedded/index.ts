export { type KeptRunning, keepRunning } from './keep-running';
export { type EmbeddedDatabase, type EmbeddedOptions, openEmbedded } from './open-embedded';
