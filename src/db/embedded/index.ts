export { type EmbeddedDatabase, type EmbeddedOptions, openEmbedded } from './open-embedded';
