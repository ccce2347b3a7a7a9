package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.conferenceid.StoreException;
import org.conferenceid.behaviour.KeptLog;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Lease;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an administrator finds in the log when mail does not go out. */
class DeliveryLogTest extends DeliveryWorld {
  private final AtomicReference<Delivery> answer = new AtomicReference<>(new Delivery.Accepted());
  private final KeptLog log = new KeptLog("org.conferenceid.delivery");

  @AfterEach
  void closeLog() {
    log.close();
  }

  private void build() {
    conferencing = timed().notifier(message -> answer.get()).build();
  }

  @Test
  @DisplayName("Messages that fail for one reason: one warning, and one line when they work again")
  void warnsOnce() {
    build();
    answer.set(new Delivery.Transient("SMTP 421"));
    enableMany(20);
    deliverAfter(Duration.ZERO);
    deliverAfter(Duration.ofMinutes(1));
    assertThat(log.at(Level.WARNING))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("SMTP 421", "tried again in PT30S"));
    answer.set(new Delivery.Accepted());
    deliverAfter(Duration.ofHours(1));
    assertThat(log.at(Level.INFO)).containsExactly("messages are delivered again");
  }

  @Test
  @DisplayName("One message that is put off, as a mailbox that is full, is no warning")
  void toleratesOne() {
    build();
    answer.set(new Delivery.Transient("SMTP 452 4.2.2 at RCPT TO"));
    enable(AMELIE);
    deliverAfter(Duration.ZERO);
    assertThat(log.at(Level.WARNING)).isEmpty();
  }

  @Test
  @DisplayName("A mail server that cannot be reached is a warning at the first message")
  void warnsAtOnce() {
    build();
    answer.set(new Delivery.Unavailable("no connection to mail.example.org"));
    enable(AMELIE);
    deliverAfter(Duration.ZERO);
    assertThat(log.at(Level.WARNING))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("no connection to mail.example.org"));
  }

  @Test
  @DisplayName("A fault in the application's code is shown with its trace, once")
  void showsTraces() {
    IllegalStateException away = new IllegalStateException("away");
    directory.failWith(away);
    build();
    enable(AMELIE);
    enable(BRUNO);
    deliverAfter(Duration.ZERO);
    assertThat(log.traces()).containsExactly(away);
  }

  @Test
  @DisplayName("Each message that is given up is a line with its number and its problem")
  void tellsWhatIsGivenUp() {
    build();
    answer.set(new Delivery.Permanent("SMTP 550 5.1.1 at RCPT TO"));
    enable(AMELIE);
    enable(BRUNO);
    deliverAfter(Duration.ZERO);
    assertThat(log.at(Level.WARNING))
        .containsExactly(
            "message 1 for user amelie is given up after 1 attempts: SMTP 550 5.1.1 at RCPT TO",
            "message 2 for user bruno is given up after 1 attempts: SMTP 550 5.1.1 at RCPT TO");
  }

  @Test
  @DisplayName("A store that is away is shown with its trace once, then with a line for each poll")
  void tellsOfTheStore() {
    AtomicBoolean away = new AtomicBoolean(true);
    StoreException problem = new StoreException("the database is away", null);
    KeepingScheduler scheduler = new KeepingScheduler();
    conferencing =
        builder()
            .delivery(component -> component.scheduler(scheduler))
            .store(
                new ForwardingStore(store) {
                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    if (away.get()) {
                      throw problem;
                    }
                    return super.claim(worker, max, lease);
                  }
                })
            .build();
    conferencing.dispatcher().start();
    IntStream.range(0, 3).forEach(i -> scheduler.polls.get(0).run());
    assertThat(log.at(Level.SEVERE)).hasSize(3);
    assertThat(log.traces()).containsExactly(problem);
    away.set(false);
    scheduler.polls.get(0).run();
    scheduler.polls.get(0).run();
    assertThat(log.at(Level.INFO)).containsExactly("the store can be used again");
    conferencing.close();
    scheduler.shutdownNow();
  }
}
