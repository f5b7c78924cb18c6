export { createOutboxFeed, type OutboxFeed, type OutboxFeedOptions } from './outbox-feed';
export { TimeRange } from './time-range';
