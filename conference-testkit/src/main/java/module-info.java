/** Doubles, arbitraries, and the contract tests that the author of an adapter runs. */
@SuppressWarnings("module") // JUnit looks into this module only where the contracts are run
module org.conferenceid.testkit {
  requires transitive org.conferenceid.core;
  requires static org.jspecify;
  // Only whoever runs the contracts or properties needs these, and requires them.
  requires static net.jqwik.api;
  requires static org.assertj.core;
  requires static org.junit.jupiter.api;

  exports org.conferenceid.testkit;

  opens org.conferenceid.testkit to
      org.junit.platform.commons;
}
