package org.conferenceid.tck;

import java.util.List;
import org.conferenceid.spi.Notifier;
import org.conferenceid.testkit.RecordingNotifier;

class RecordingNotifierTest extends NotifierContract {
  private RecordingNotifier notifier = new RecordingNotifier();

  @Override
  protected Notifier createNotifier() {
    notifier = new RecordingNotifier();
    return notifier;
  }

  @Override
  protected List<Arrival> arrivals() {
    return Arrivals.of(notifier.notifications());
  }
}
