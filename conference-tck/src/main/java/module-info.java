/**
 * The contract tests, the stateful model and the arbitraries that the author of an adapter runs.
 */
@SuppressWarnings({"module", "requires-automatic", "requires-transitive-automatic"})
module org.conferenceid.tck {
  requires java.logging;
  requires transitive org.conferenceid.core;
  requires transitive org.conferenceid.testkit;
  requires static org.jspecify;
  requires transitive net.jqwik.api;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;

  exports org.conferenceid.tck;

  opens org.conferenceid.tck to
      org.junit.platform.commons;
}
