export { type App, createApp, openPlatform, type Platform, type PlatformOptions } from './app';
export { type Config, type ConfigFlags, createLog, readConfig } from './config';
