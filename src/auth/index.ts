export { createAuthenticator, developmentPrincipal, keyPrincipal } from './principal';
export { type Scope, type ScopeCondition, seeEverything } from './scope';
