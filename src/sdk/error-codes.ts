/**
 * Every code a user of the API, a plugin author or an operator may meet, with what it means and what to do.
 * `schema/error-codes.md` is generated from this table; a test keeps both equal.
 *
 * @since 0.1.0
 */
export const errorCodes = {
  // Requests
  BAD_INPUT: 'An argument has a value that cannot be used. The message names the argument and what it must look like.',
  PAGE_TOO_LARGE: 'More items were asked for than one page may hold. Ask for fewer and follow the cursor.',
  COST_TOO_HIGH:
    'The operation asks for more than one operation may cost. The message names its cost, the limit and where most of it arises. Ask for smaller pages or fewer fields.',
  CURSOR_INVALID: 'The cursor does not belong to this list and order. Use a cursor from an answer to the same query.',
  ID_INVALID: 'The id is not one this API has given out. Pass ids back exactly as received.',
  NOT_FOUND: 'Nothing with this id or key exists, or you may not see it.',
  UNAUTHENTICATED: 'The request carries no valid credentials. Send an Authorization header.',
  FORBIDDEN:
    'Your role does not allow this operation. The message names the field; SECURITY.md lists what each role may ask.',
  CONFLICT: 'The change contradicts what is stored. The message names both sides.',
  DOCUMENT_NOT_TRUSTED:
    'This server runs registered operations only, and this is none of them. Send the id or the exact text of a registered one.',
  IDEMPOTENCY_KEY_INVALID: 'The header Idempotency-Key has not the form of a key. The message says which form that is.',
  IDEMPOTENCY_KEY_REUSED:
    'Another request was carried out under this Idempotency-Key. Send a new request under a new key, a repetition unchanged.',
  IDEMPOTENCY_KEY_IN_USE:
    'A request under this Idempotency-Key is being carried out. Ask again after the seconds named, under the same key.',
  IDEMPOTENCY_ANSWER_ERASED:
    'The request under this Idempotency-Key was carried out; its answer was removed when a person it shows was erased. Do not repeat it under a new key.',
  OVERLOADED: 'More operations are under way and waiting than the server takes. Nothing was changed; try again later.',
  SHUTTING_DOWN: 'The server is being shut down. Nothing was changed; try again, and another instance answers.',
  RATE_LIMITED: 'You have sent more operations than you may in that time. Try again after the seconds named.',
  TIMED_OUT: 'The request or its operation took longer than it may. Ask for less, or try again.',
  LEGAL_HOLD:
    'A legal hold keeps the data. The message says whose and until when; releasing it is for a privacy officer.',
  PRIVACY_KEY_MISSING: 'Erasures need the secret RAPPORT_PRIVACY_KEY, which is not set.',
  ERASURE_INCOMPLETE: 'A contributor left data of the person behind, so nothing was erased. The message names it.',
  AUDIT_UNAVAILABLE:
    'What is read cannot be written to the read audit at the moment, so persons are not shown. Try again.',
  READ_OVERTAKEN:
    'The data changed while they were being read, so that the parts of the answer would not fit together. Ask again.',
  UNAVAILABLE:
    'The database did not answer in time. Try again, under the same source key or Idempotency-Key: if the change was stored after all, it is not made twice.',
  PLUGIN_NOT_RUNNING:
    'The plugin that answers here does not run at the moment. A record is kept and taken when it runs again; of anything else nothing was taken: try again later.',
  INTERNAL: 'A fault on our side. Quote the request id.',
  // Configuration and start
  CONFIG_INVALID: 'Environment variables are missing or wrong. Every fault is listed with the variable’s name.',
  DATA_FOLDER_IN_USE: 'Another instance already uses this data folder. Stop it, or choose another with RAPPORT_DATA.',
  DATABASE_UNSUPPORTED: 'The database server is too old. PostgreSQL 15 or newer is required.',
  EMBEDDED_DATABASE_FAILED:
    'The embedded PostgreSQL could not be created or started. The message says why; DATABASE_URL names a server of yours instead.',
  MIGRATION_FAILED: 'A migration did not run. The message names it; the database is as it was before that migration.',
  FOLDER_NOT_EMPTY: 'A new package is made in an empty or new folder only, so that nothing is written over.',
  HOOK_CHANGED_WITHOUT_VERSION:
    'The scoring hook answers the declared samples otherwise than this version of the plugin did before. Raise the version that definePlugin() is given: contacts are then scored again by themselves.',
  PLUGIN_RUNNING:
    'What a plugin brought in cannot be removed while a process runs it. Stop the processes that the message names, or start them without the plugin.',
  PLUGIN_BEING_REMOVED:
    'What the plugin brought in is being removed, so it does not run. Let the removal come to its end, then install it again.',
  PLUGIN_ROLE_MISSING:
    'A plugin with tables has no database role of its own and works with the rights of the platform. The warning says what an administrator has to run.',
  // Plugins, found before anything starts
  PLUGIN_NOT_FOUND: 'The package or path of a configured plugin cannot be loaded.',
  PLUGIN_LOAD_FAILED: 'The package of a configured plugin was found, but loading it threw an error.',
  PLUGIN_NOT_A_PLUGIN: 'The default export of the package is not the result of definePlugin().',
  PLUGIN_ID_INVALID:
    'A plugin id must be lower-case words joined by hyphens, 2 to 40 characters, beginning with a letter.',
  PLUGIN_ID_DUPLICATE: 'Two configured plugins have the same id.',
  PLUGIN_VERSION_INVALID: 'A plugin’s version must be a semantic version such as 1.2.3.',
  PLUGIN_ENGINE_INVALID: 'The engine field must be a semantic version range such as ^0.1.0.',
  PLUGIN_ENGINE_MISMATCH: 'The plugin was made for another version of the platform.',
  PLUGIN_OPTIONS_INVALID: 'The options given to a plugin do not fit its options schema.',
  PLUGIN_REQUIREMENT_INVALID: 'A requirement’s version range must be a semantic version range such as ^1.0.0.',
  PLUGIN_REQUIREMENT_MISSING: 'A plugin requires another one that is not configured.',
  PLUGIN_REQUIREMENT_LEFT_OUT:
    'A plugin requires another one that is configured but does not run. The message says why that one does not.',
  PLUGIN_REQUIREMENT_MISMATCH: 'A plugin requires another version of a configured plugin.',
  PLUGIN_REQUIREMENT_CYCLE: 'Plugins require each other in a circle.',
  PLUGIN_CONTRIBUTE_FAILED: 'The plugin’s contribute() function threw an error.',
  PLUGIN_CHECK_FAILED: 'Looking at what the plugin contributes threw an error. The message quotes it.',
  CONTRIBUTION_MALFORMED: 'Something the plugin contributes does not have the shape its slot asks for.',
  SLOT_RESERVED: 'The plugin fills a slot that only the core may fill.',
  TYPE_PREFIX_MISSING: 'A GraphQL type of a plugin must begin with the plugin’s name, such as RepVisit for rep.',
  TYPE_CLASH: 'Two contributors define a GraphQL type of the same name.',
  TYPE_INVALID:
    'A GraphQL type cannot be read: its class is not decorated, or a type function throws or answers nothing.',
  DESCRIPTION_MISSING: 'A GraphQL type, field, argument or enum value has no description. Say what it means.',
  FIELD_CLASH: 'Two contributors define the same field of a GraphQL type.',
  FIELD_NAME_INVALID: 'A plugin may add to a core type only a field named after its id, or beginning with it.',
  FIELD_TARGET_UNKNOWN: 'A field is contributed to a GraphQL type that does not exist.',
  FIELD_SOURCE_INVALID: 'A field’s source names a type, interaction type or details key that does not exist.',
  INTERACTION_TYPE_NAMESPACE: 'An interaction type’s id must begin with the plugin’s id and a dot.',
  INTERACTION_TYPE_DUPLICATE: 'Two contributors declare the same interaction type.',
  INTERACTION_CLASS_INVALID:
    'The class of an interaction type must be an object type that extends and implements Interaction.',
  INTERACTION_DETAILS_MISMATCH: 'A field of the GraphQL type has no counterpart in the details schema.',
  INTERACTION_SAMPLE_INVALID: 'A sample of an interaction type does not fit its own details schema.',
  CHANNEL_NAMESPACE: 'A channel’s id must be the plugin’s id or begin with it and a dot.',
  CHANNEL_DUPLICATE: 'Two contributors declare the same channel.',
  CHANNEL_INVALID: 'A channel’s depth and half-saturation must be positive numbers.',
  CHANNEL_UNDECLARED: 'A signal or interaction type names a channel that no plugin declares.',
  SIGNAL_NAMESPACE: 'A signal’s id must begin with the plugin’s id and a dot.',
  SIGNAL_DUPLICATE: 'Two contributors declare the same signal.',
  SIGNAL_UNDECLARED: 'The scoring hook returned a signal that the plugin does not declare.',
  SIGNAL_INVALID: 'A signal’s declaration contradicts itself or the value model. The message says how.',
  SCORE_INVALID: 'The scoring hook returned an amount that its declaration does not allow, or threw.',
  SCORE_MISSING: 'The plugin declares signals or adoption evidence, but has no score function that could report them.',
  COST_DUPLICATE: 'Two costs are declared for the same interaction type.',
  COST_INVALID: 'A cost must be whole minor units, not negative, of an ISO 4217 currency.',
  COST_CURRENCY_MIXED: 'Costs are declared in different currencies. All costs of an installation share one.',
  COST_UNDECLARED_TYPE: 'A cost is declared for an interaction type that the plugin does not have.',
  ADOPTION_NAMESPACE: 'An adoption evidence id must begin with the plugin’s id and a dot.',
  ADOPTION_DUPLICATE: 'The same adoption evidence is declared twice.',
  ADOPTION_INVALID: 'Adoption evidence needs a stage from 1 to 4 and points other than zero.',
  ADOPTION_UNDECLARED: 'The scoring hook returned adoption evidence that the plugin does not declare.',
  ADAPTER_DUPLICATE: 'Two intake adapters of a plugin have the same id.',
  ADAPTER_ID_INVALID: 'An intake adapter’s id is part of its address: lower-case words joined by hyphens.',
  IMPORTER_NAMESPACE: 'An importer’s id must begin with the plugin’s id and a dot.',
  IMPORTER_DUPLICATE: 'Two importers have the same id.',
  MEASURE_NAMESPACE: 'A measure’s id must begin with the plugin’s id and a dot.',
  MEASURE_DUPLICATE: 'Two contributors declare the same measure.',
  MEASURE_UNDECLARED_TYPE: 'A measure reads an interaction type that the plugin does not have.',
  MEASURE_INVALID: 'A measure sums a details key that is not a number in every interaction type it reads.',
  JOB_NAMESPACE: 'A job’s id must begin with the plugin’s id and a dot.',
  JOB_DUPLICATE: 'Two jobs have the same id.',
  JOB_SCHEDULE_INVALID: 'A job’s schedule must be a five-field cron expression in UTC, such as 0 3 * * *.',
  STORAGE_SUBJECT_DATA_MISSING:
    'A plugin that has tables must say how a person’s data in them are exported and erased.',
  MIGRATION_NAME_INVALID:
    'A migration’s name must be a 13-digit time stamp, a hyphen and words, each name once and in order.',
  SCHEMA_BUILD_FAILED: 'The GraphQL schema could not be built from the contributions.',
  // Plugins, while they run
  PLUGIN_TIMEOUT:
    'The plugin did not answer in time, so its part is missing; the rest is whole. What it was to take in is kept and tried again.',
  PLUGIN_UNAVAILABLE:
    'The plugin has failed repeatedly, or has too much to do, and is left alone for a while. What it was to take in is kept and tried again.',
  PLUGIN_FAILED:
    'The plugin threw, or answered more than it may. Its part is missing; the rest is whole. What it was to take in is kept and tried again.',
  // Intake, per record
  RECORD_MALFORMED: 'The record does not have the shape its door asks for.',
  DETAILS_INVALID: 'The details do not fit the schema of the interaction type.',
  INTERACTION_TYPE_UNKNOWN: 'No installed plugin has this interaction type.',
  TIME_ZONE_MISSING: 'A point in time came without a zone. Send an offset such as Z or +02:00; it is never guessed.',
  TIME_INVALID: 'The value is not a point in time.',
  TIME_IN_FUTURE:
    'The event lies more than 24 hours ahead of its arrival. It waits until it is corrected or resubmitted.',
  CUSTOMER_UNKNOWN: 'No customer has this identifier. The record waits and is taken when the customer arrives.',
  IDENTIFIER_INVALID: 'The identifier fails the check of its system, such as the Luhn digit of an NPI.',
  IDENTIFIER_CONFLICT: 'The identifiers of one record belong to different customers. The record waits for a decision.',
  BRAND_UNKNOWN: 'No brand has this code. The record waits and can be resubmitted once the brand exists.',
  ACTOR_UNKNOWN: 'No team member has this code. The record waits and can be resubmitted once the person exists.',
  CONTENT_UNKNOWN: 'No content has this code. The record waits and can be resubmitted once the content exists.',
  TERRITORY_UNKNOWN: 'No territory has this code. The record waits and can be resubmitted once the territory exists.',
  SOURCE_KEY_CONFLICT:
    'The same source and key came before with another body, and this door does not accept corrections.',
  SOURCE_KEY_FOREIGN:
    'The record with this source and key was reported by somebody else, and your credentials do not name its source. Send yours under a key of your own.',
  SOURCE_KEY_OVERTAKEN:
    'The record had to wait, and another body came under its source and key meanwhile. The later one stays; discard this one.',
  SOURCE_KEY_RETRACTED: 'The record with this source and key was retracted. Send it under a new key.',
  CONSENT_MISSING:
    'The customer does not allow that this is kept. Nothing of its content is; send it again once there is a consent.',
  ERASED:
    'The record names a person whose data were erased. Nothing of its content is kept. A privacy officer can release the person’s mark; then send it again.',
  RECORD_WITHDRAWN: 'The publisher marks the record as withdrawn. It is kept with this reason and not taken in.',
  BOT_FILTERED: 'The request came from a crawler or scanner. It is kept with this reason and not scored.',
  MACHINE_OPEN_FILTERED: 'A mail program opened the message by itself. It is kept with this reason and not scored.',
  NOT_A_CONTACT:
    'The item is sound but no contact with a customer, such as an image in a web log or a status message. It is counted as filtered and not kept.',
  MONEY_INVALID: 'The amount is not a decimal number that its currency can hold.',
  CURRENCY_UNKNOWN: 'The currency is not an ISO 4217 code.',
  ROW_UNREADABLE: 'The line of the file cannot be read in the expected format.',
  SIGNATURE_INVALID: 'The web hook’s signature is missing or does not match its body.',
  SIGNATURE_EXPIRED: 'The web hook’s time stamp lies outside the accepted window.',
  NOT_CONFIGURED: 'The door needs an option that has not been set. The message names it.',
} as const satisfies Record<string, string>;

/** A code of {@link errorCodes}. @since 0.1.0 */
export type ErrorCode = keyof typeof errorCodes;
