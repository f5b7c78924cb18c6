export { createHttpServer, type HttpServer } from './create-http-server';
export type { Check, Readiness } from './health-routes';
export { readinessOf } from './readiness';
export type { HttpServices } from './services';
export { createWaitingRoom, type WaitingRoom } from './waiting-room';
