package org.conferenceid.benchmarks;

/** How much memory is held. */
final class Heap {
  private Heap() {}

  /** The bytes of this JVM's heap that are in use after what nobody holds is gone. */
  static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
