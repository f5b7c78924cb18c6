/*
 * Loads graphql-js as a production process does, where it does not look at every value for a second copy of itself: that is a
 * seventh of the work of a test that executes thousands of operations. A test imports this before anything else.
 */
const { NODE_ENV } = process.env;
process.env.NODE_ENV = 'production';
try {
  require('graphql');
} finally {
  process.env.NODE_ENV = NODE_ENV;
}

export {};
