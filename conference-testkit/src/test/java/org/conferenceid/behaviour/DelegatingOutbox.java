package org.conferenceid.behaviour;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;

/** An outbox that a test makes behave differently in one method. */
abstract class DelegatingOutbox implements Outbox {
  private final Outbox outbox;

  DelegatingOutbox(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public List<Lease> claim(String worker, int max, Duration lease) {
    return outbox.claim(worker, max, lease);
  }

  @Override
  public List<Lease> settle(List<Settlement> settlements) {
    return outbox.settle(settlements);
  }

  @Override
  public int resend(Collection<Long> numbers) {
    return outbox.resend(numbers);
  }
}
