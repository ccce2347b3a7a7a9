package org.conferenceid.spring.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Starts the slice. */
final class ConferencingTestBootstrapper
    extends TestSliceTestContextBootstrapper<ConferencingTest> {}
