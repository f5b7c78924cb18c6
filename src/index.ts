export { type App, createApp } from './app';
export { type Config, type ConfigFlags, createLog, readConfig } from './config';
export { openPlatform, type Platform, type PlatformOptions } from './open-platform';
