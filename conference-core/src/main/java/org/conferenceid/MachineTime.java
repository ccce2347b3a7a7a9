package org.conferenceid;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.conferenceid.internal.Sleeper;

/** The machine's time, for who gives no other: the one place at which time enters the core. */
final class MachineTime {
  static final LongSupplier NANO_TIME = System::nanoTime;
  static final Sleeper SLEEPER = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

  private MachineTime() {}
}
