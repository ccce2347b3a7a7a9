package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.AuditEntry;
import org.conferenceid.AuditQuery;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.DeliverySettings;
import org.conferenceid.DispatchReport;
import org.conferenceid.EventKind;
import org.conferenceid.MailState;
import org.conferenceid.MailStatus;
import org.conferenceid.Organizer;
import org.conferenceid.RetryPolicy;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.DelegatingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DispatcherTest extends World {
  private static final Delivery BUSY = new Delivery.Transient("SMTP 451 4.3.0 at RCPT TO");
  private static final Delivery NO_MAILBOX = new Delivery.Permanent("SMTP 550 5.1.1 at RCPT TO");

  /** Answers as scripted, then accepts; keeps what it was given. */
  private static final class Postman implements Notifier {
    final List<Notification> carried = new ArrayList<>();
    private final Iterator<Delivery> answers;

    Postman(Delivery... answers) {
      this.answers = Arrays.asList(answers).iterator();
    }

    @Override
    public synchronized Delivery deliver(Notification notification) {
      carried.add(notification);
      return answers.hasNext() ? answers.next() : new Delivery.Accepted();
    }
  }

  private static Delivery awaited(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS)
          ? new Delivery.Accepted()
          : new Delivery.Permanent("the test did not go on");
    } catch (InterruptedException e) {
      return new Delivery.Permanent("interrupted");
    }
  }

  private DispatchReport deliver() {
    return conferencing.dispatcher().deliverDue();
  }

  @Nested
  class Failures {

    @Test
    @DisplayName(
        "B1: what the mail server cannot take now is tried again later, in growing distances")
    void areRetried() {
      Postman postman = new Postman(BUSY, BUSY);
      conferencing = builder().notifier(postman).build();
      enable(AMELIE);

      assertThat(deliver()).isEqualTo(new DispatchReport(0, 0, 1, 0));
      assertThat(mailOf(0))
          .isEqualTo(
              new MailStatus(MailState.PENDING, 1, Optional.of("SMTP 451 4.3.0 at RCPT TO")));
      clock.advance(Duration.ofSeconds(30).minusMillis(1));
      assertThat(deliver().total()).isZero();
      clock.advance(Duration.ofMillis(1));
      assertThat(deliver().retried()).isEqualTo(1);
      clock.advance(Duration.ofSeconds(59));
      assertThat(deliver().total()).isZero();
      clock.advance(Duration.ofSeconds(1));
      assertThat(deliver()).isEqualTo(new DispatchReport(1, 0, 0, 0));
      assertThat(mailOf(0).state()).isEqualTo(MailState.SENT);
      assertThat(mailOf(0).attempts()).isEqualTo(3);
      assertThat(postman.carried).hasSize(3);
      assertThat(postman.carried)
          .extracting(Notification::messageKey)
          .containsOnly(postman.carried.get(0).messageKey());
    }

    @Test
    @DisplayName("B1: no failure of the mail undoes or repeats a reset")
    void leaveTheResetAlone() {
      conferencing = builder().notifier(new Postman(BUSY, NO_MAILBOX)).build();
      enable(AMELIE);
      deliver();
      var reset = reset(AMELIE);
      deliver();
      assertThat(conferencing.find(AMELIE))
          .get()
          .extracting(o -> o.id().orElseThrow())
          .isEqualTo(reset.id());
      assertThat(audit()).hasSize(2);
    }

    @Test
    @DisplayName("B10: what never can be delivered is listed, and can be sent again")
    void areListedAndResent() {
      Postman postman = new Postman(NO_MAILBOX);
      conferencing = builder().notifier(postman).build();
      enable(AMELIE);
      assertThat(deliver()).isEqualTo(new DispatchReport(0, 0, 0, 1));
      clock.advance(Duration.ofDays(30));
      assertThat(deliver().total()).isZero();

      AuditEntry failed =
          conferencing.audit(AuditQuery.all().withMail(MailState.FAILED)).items().get(0);
      assertThat(failed.mail().problem()).contains("SMTP 550 5.1.1 at RCPT TO");

      assertThat(conferencing.dispatcher().resend(failed.number(), 4711)).isEqualTo(1);
      assertThat(deliver().sent()).isEqualTo(1);
      assertThat(mailOf(0).attempts()).isEqualTo(1);
      assertThat(conferencing.dispatcher().resend(failed.number())).isZero();
    }

    @Test
    @DisplayName("B1: what was tried often enough is given up and listed")
    void areGivenUp() {
      conferencing =
          builder()
              .notifier(new Postman(BUSY, BUSY, BUSY))
              .delivery(
                  DeliverySettings.builder()
                      .retry(new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 3))
                      .build())
              .build();
      enable(AMELIE);
      for (int i = 0; i < 2; i++) {
        assertThat(deliver().retried()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
      }
      assertThat(deliver().failed()).isEqualTo(1);
      assertThat(mailOf(0))
          .isEqualTo(new MailStatus(MailState.FAILED, 3, Optional.of("SMTP 451 4.3.0 at RCPT TO")));
    }

    @Test
    @DisplayName(
        "A user without an address gets no mail; that is listed, and the ID is set all the same")
    void ofUsersWithoutAddressAreListed() {
      UserId stranger = UserId.of("stranger");
      enable(stranger);
      assertThat(deliver().failed()).isEqualTo(1);
      assertThat(mailOf(0).problem()).contains("the user directory has no address");
      assertThat(conferencing.find(stranger)).isPresent();
    }

    @Test
    @DisplayName("A directory that throws delays the mail; what it says is not stored")
    void ofTheDirectoryAreRetried() {
      AtomicBoolean away = new AtomicBoolean(true);
      conferencing =
          builder()
              .directory(
                  user -> {
                    if (away.get()) {
                      throw new IllegalStateException("no amelie@example.org");
                    }
                    return directory.find(user);
                  })
              .build();
      enable(AMELIE);
      assertThat(deliver().retried()).isEqualTo(1);
      assertThat(mailOf(0).problem()).contains("user directory threw IllegalStateException");
      away.set(false);
      clock.advance(Duration.ofMinutes(1));
      assertThat(deliver().sent()).isEqualTo(1);
    }

    @Test
    @DisplayName("A notifier that throws is tried again")
    void ofTheNotifierAreRetried() {
      AtomicBoolean broken = new AtomicBoolean(true);
      conferencing =
          builder()
              .notifier(
                  message -> {
                    if (broken.getAndSet(false)) {
                      throw new IllegalArgumentException("bad template for amelie@example.org");
                    }
                    return new Delivery.Accepted();
                  })
              .build();
      enable(AMELIE);
      assertThat(deliver().retried()).isEqualTo(1);
      assertThat(mailOf(0).problem()).contains("notifier threw IllegalArgumentException");
      clock.advance(Duration.ofMinutes(1));
      assertThat(deliver().sent()).isEqualTo(1);
    }

    @Test
    @DisplayName("An error in code that the notifier calls holds up nobody else's mail")
    void ofCodeThatTheNotifierCallsAreRetried() {
      conferencing =
          builder()
              .notifier(
                  message -> {
                    if (message.user().equals(AMELIE)) {
                      throw new NoClassDefFoundError("a library is missing");
                    }
                    return new Delivery.Accepted();
                  })
              .build();
      enable(AMELIE);
      enable(BRUNO);
      assertThat(deliver()).isEqualTo(new DispatchReport(1, 0, 1, 0));
      assertThat(mailOf(0).problem()).contains("notifier threw NoClassDefFoundError");
    }

    @Test
    @DisplayName("A problem of many lines is stored on one short line")
    void areStoredOnOneLine() {
      conferencing =
          builder()
              .notifier(new Postman(new Delivery.Permanent("a\r\nb" + "x".repeat(500))))
              .build();
      enable(AMELIE);
      deliver();
      assertThat(mailOf(0).problem().orElseThrow())
          .startsWith("a\\u000d\\u000ab")
          .hasSizeLessThan(120);
    }
  }

  @Nested
  class Hanging {
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile CompletableFuture<Void> hanging = new CompletableFuture<>();

    /** Goes on only when the notifier has answered or hangs, so that no time-out comes before. */
    private void startAndWait(Runnable deliveries) {
      CompletableFuture<Void> hangs = new CompletableFuture<>();
      hanging = hangs;
      CompletableFuture.anyOf(
              CompletableFuture.runAsync(deliveries, command -> new Thread(command).start()), hangs)
          .join();
    }

    /** Hangs on Amélie's messages, whatever interrupts it. */
    private Delivery hang(Notification message) {
      if (message.user().equals(AMELIE)) {
        hanging.complete(null);
        boolean over = false;
        while (!over) {
          try {
            over = released.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException ignored) {
            // that is what it does
          }
        }
      }
      return new Delivery.Accepted();
    }

    private AudioConferencingBuilder impatient() {
      return builder()
          .notifier(this::hang)
          .deliveryExecutor(this::startAndWait)
          .delivery(
              DeliverySettings.builder()
                  .deliveryTimeout(Duration.ofMillis(100))
                  .lease(Duration.ofMinutes(1))
                  .build());
    }

    @Test
    @DisplayName("A notifier that hangs holds up nobody else's mail, and is tried again")
    void holdsUpNobodyElse() {
      conferencing = impatient().build();
      enable(AMELIE);
      enable(BRUNO);
      try {
        assertThat(deliver()).isEqualTo(new DispatchReport(1, 0, 1, 0));
        assertThat(mailOf(0).problem()).contains("no answer within PT0.1S");
      } finally {
        released.countDown();
      }
    }

    @Test
    @DisplayName("What was delivered before one that hangs is not delivered again")
    void repeatsNothing() {
      conferencing = impatient().build();
      enable(BRUNO);
      enable(AMELIE);
      try {
        assertThat(deliver()).isEqualTo(new DispatchReport(1, 0, 1, 0));
        assertThat(mailStates()).containsExactly(MailState.SENT, MailState.PENDING);
      } finally {
        released.countDown();
      }
    }

    @Test
    @DisplayName("One that comes back too late brings nothing more, or others would get it twice")
    void comesBackTooLate() throws InterruptedException {
      ExecutorService threads = Executors.newCachedThreadPool();
      List<UserId> brought = new CopyOnWriteArrayList<>();
      conferencing =
          impatient()
              .notifier(
                  message -> {
                    brought.add(message.user());
                    if (message.user().equals(AMELIE)) {
                      hanging.complete(null);
                      awaited(released); // ends when it is interrupted
                    }
                    return new Delivery.Accepted();
                  })
              .deliveryExecutor(deliveries -> startAndWait(() -> run(threads, deliveries)))
              .build();
      enable(AMELIE);
      enable(BRUNO);
      assertThat(deliver()).isEqualTo(new DispatchReport(1, 0, 1, 0));
      threads.shutdown();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      assertThat(brought).containsExactlyInAnyOrder(AMELIE, BRUNO);
    }

    private static void run(ExecutorService threads, Runnable deliveries) {
      CompletableFuture.runAsync(deliveries, threads).join();
    }

    @Test
    @DisplayName("B1: a dispatcher that is interrupted gives up the message in hand, for now")
    void isInterrupted() {
      Thread dispatcher = Thread.currentThread();
      conferencing =
          builder()
              .notifier(
                  message -> {
                    dispatcher.interrupt();
                    return awaited(released); // ends when it is interrupted itself
                  })
              .build();
      enable(AMELIE);
      enable(BRUNO);
      assertThat(deliver()).isEqualTo(new DispatchReport(0, 0, 1, 0));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(mailOf(0))
          .isEqualTo(new MailStatus(MailState.PENDING, 1, Optional.of("interrupted")));
      assertThat(mailOf(1)).isEqualTo(new MailStatus(MailState.PENDING, 0, Optional.empty()));
    }

    @Test
    @DisplayName("So many may hang, then nothing more is tried until one comes back")
    void isBounded() {
      conferencing = impatient().build();
      enable(AMELIE);
      try {
        int tried = 0;
        for (int i = 0; i < 40; i++) {
          tried += deliver().retried();
          clock.advance(Duration.ofHours(2));
        }
        assertThat(tried).isEqualTo(17);
        assertThat(mailOf(0).state()).isEqualTo(MailState.PENDING);
      } finally {
        released.countDown();
      }
    }
  }

  @Nested
  class Superseding {

    @Test
    @DisplayName("Of two resets before the mail went out, only the last is told")
    void dropsWhatIsNoLongerTrue() {
      enable(AMELIE);
      reset(AMELIE);
      var last = reset(AMELIE);
      deliver();
      assertThat(notifier.notifications())
          .singleElement()
          .satisfies(told -> assertThat(told.id()).contains(last.id()));
      assertThat(mailStates())
          .containsExactly(MailState.SUPERSEDED, MailState.SUPERSEDED, MailState.SENT);
    }

    @Test
    @DisplayName(
        "A change between claim and sending is noticed: an ID that does not work is not sent")
    void isCheckedAgainBeforeSending() {
      AtomicBoolean changed = new AtomicBoolean();
      conferencing =
          builder()
              .store(
                  new DelegatingStore(store) {
                    @Override
                    public List<Lease> claim(String worker, int max, Duration lease) {
                      List<Lease> leases = super.claim(worker, max, lease);
                      if (!changed.getAndSet(true)) {
                        reset(AMELIE);
                      }
                      return leases;
                    }
                  })
              .build();
      enable(AMELIE);
      assertThat(deliver()).isEqualTo(new DispatchReport(1, 1, 0, 0));
      assertThat(notifier.notifications())
          .extracting(Notification::kind)
          .containsExactly(EventKind.RESET);
    }

    @Test
    @DisplayName("Messages of a user who was disabled meanwhile are dropped, but for the last")
    void dropsWhatPrecedesADisabling() {
      enable(AMELIE);
      conferencing.sendConferenceInfo(AMELIE);
      conferencing.disable(AMELIE);
      deliver();
      assertThat(notifier.notifications())
          .extracting(Notification::kind)
          .containsExactly(EventKind.DISABLED);
    }
  }

  @Nested
  class Leases {

    @Test
    @DisplayName("A message that kills its dispatcher each time is given up, not tried for ever")
    void countAttemptsBeforeSending() {
      conferencing =
          builder()
              .delivery(
                  DeliverySettings.builder()
                      .retry(new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 2))
                      .build())
              .build();
      enable(AMELIE);
      for (int i = 0; i < 2; i++) {
        assertThat(store.outbox().claim("dies", 1, Duration.ofMinutes(5))).hasSize(1);
        clock.advance(Duration.ofMinutes(5));
      }
      assertThat(deliver()).isEqualTo(new DispatchReport(0, 0, 0, 1));
      assertThat(mailOf(0).problem()).contains("no attempt came to an end");
      assertThat(notifier.notifications()).isEmpty();
    }

    @Test
    @DisplayName("A dispatcher that dies delays its messages by its lease, and loses none")
    void ofTheDeadEnd() {
      enable(AMELIE);
      store.outbox().claim("dies", 50, Duration.ofMinutes(5));
      assertThat(deliver().total()).isZero();
      clock.advance(Duration.ofMinutes(5));
      assertThat(deliver().sent()).isEqualTo(1);
    }

    @Test
    @DisplayName("What could not be sent within the lease is put back, and sent with another lease")
    void areNotOutstayed() {
      AtomicLong nanos = new AtomicLong();
      List<Integer> claims = new ArrayList<>();
      conferencing =
          builder()
              .store(counting(claims))
              .nanoTime(nanos::get)
              .delivery(
                  DeliverySettings.builder()
                      .deliveryTimeout(Duration.ofMinutes(1))
                      .lease(Duration.ofMinutes(5))
                      .build())
              .notifier(
                  message -> {
                    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
                    return new Delivery.Accepted();
                  })
              .build();
      IntStream.range(0, 10).mapToObj(i -> UserId.of("user" + i)).forEach(this::known);

      assertThat(deliver()).isEqualTo(new DispatchReport(10, 0, 0, 0));
      assertThat(claims).as("four minutes of each lease are used").containsExactly(10, 6, 2, 0);
      assertThat(audit()).allMatch(entry -> entry.mail().attempts() == 1);
    }

    private void known(UserId user) {
      directory.put(user, AMELIE_BY_MAIL);
      enable(user);
    }

    private DelegatingStore counting(List<Integer> claims) {
      return new DelegatingStore(store) {
        @Override
        public List<Lease> claim(String worker, int max, Duration lease) {
          List<Lease> leases = super.claim(worker, max, lease);
          claims.add(leases.size());
          return leases;
        }
      };
    }

    @Test
    @DisplayName("An interrupted dispatcher puts back what it has not touched")
    void arePutBackOnInterrupt() {
      conferencing =
          builder()
              .deliveryExecutor(Runnable::run)
              .notifier(
                  message -> {
                    Thread.currentThread().interrupt();
                    return new Delivery.Accepted();
                  })
              .build();
      enable(AMELIE);
      enable(BRUNO);
      deliver();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(mailOf(1)).isEqualTo(new MailStatus(MailState.PENDING, 0, Optional.empty()));
    }

    @Test
    @DisplayName("A store that fails is told to the caller, and its messages are sent later")
    void surviveAFailingStore() {
      AtomicBoolean failing = new AtomicBoolean(true);
      conferencing =
          builder()
              .store(
                  new DelegatingStore(store) {
                    @Override
                    public List<Lease> settle(List<Settlement> settlements) {
                      if (failing.get()) {
                        throw new StoreException("the database is away", null);
                      }
                      return super.settle(settlements);
                    }
                  })
              .build();
      enable(AMELIE);
      assertThatThrownBy(DispatcherTest.this::deliver).isInstanceOf(StoreException.class);
      failing.set(false);
      clock.advance(Duration.ofMinutes(5));
      assertThat(deliver().sent()).isEqualTo(1);
      assertThat(notifier.notifications())
          .as("at least once, with one message key")
          .hasSize(2)
          .extracting(Notification::messageKey)
          .containsOnly(notifier.notifications().get(0).messageKey());
    }
  }

  @Test
  @DisplayName("B1: while the store cannot be asked about users, nothing is sent")
  void asksTheStore() {
    AtomicBoolean away = new AtomicBoolean(true);
    conferencing =
        builder()
            .nanoTime(new AtomicLong()::incrementAndGet)
            .store(
                new DelegatingStore(store) {
                  @Override
                  public Map<UserId, Organizer> findAll(Collection<UserId> users) {
                    conferencing.dispatcher().nudge(); // forgets what was read
                    return super.findAll(users);
                  }

                  @Override
                  public Optional<Organizer> find(UserId user) {
                    if (away.getAndSet(false)) {
                      throw new StoreException("the database is away", null);
                    }
                    return super.find(user);
                  }
                })
            .build();
    enable(AMELIE);
    enable(BRUNO);
    assertThatThrownBy(this::deliver).isInstanceOf(StoreException.class);
    assertThat(notifier.notifications()).isEmpty();
    clock.advance(Duration.ofMinutes(5));
    assertThat(deliver().sent()).isEqualTo(2);
  }

  @Nested
  class InTheBackground {

    @Test
    @DisplayName("A started dispatcher delivers what a change queues, without being asked")
    void deliversAfterEachChange() throws InterruptedException {
      CountDownLatch delivered = new CountDownLatch(2);
      conferencing =
          builder()
              .notifier(
                  message -> {
                    delivered.countDown();
                    return new Delivery.Accepted();
                  })
              .delivery(DeliverySettings.builder().pollInterval(Duration.ofDays(1)).build())
              .build();
      enable(AMELIE);
      conferencing.dispatcher().start();
      conferencing.dispatcher().start();
      enable(BRUNO);
      assertThat(delivered.await(30, TimeUnit.SECONDS)).isTrue();
      conferencing.close();
      assertThat(mailStates()).containsOnly(MailState.SENT);
    }

    @Test
    @DisplayName("A stopped dispatcher has finished the message in hand and put the others back")
    void stopsInOrder() throws InterruptedException {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      conferencing =
          builder()
              .notifier(
                  message -> {
                    begun.countDown();
                    return awaited(goOn);
                  })
              .build();
      enable(AMELIE);
      enable(BRUNO);
      conferencing.dispatcher().start();
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      Thread stopper = new Thread(conferencing.dispatcher()::stop);
      stopper.start();
      while (stopper.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      goOn.countDown();
      stopper.join(30_000);
      assertThat(stopper.isAlive()).isFalse();
      assertThat(mailStates()).containsExactly(MailState.SENT, MailState.PENDING);
      assertThat(mailOf(1).attempts()).isZero();

      conferencing.dispatcher().stop();
      conferencing.dispatcher().nudge();
      assertThat(deliver().sent()).as("it can still be used by hand").isEqualTo(1);
    }

    @Test
    @DisplayName("A failing store does not end the background work")
    void survivesAFailingStore() throws InterruptedException {
      AtomicBoolean failing = new AtomicBoolean(true);
      CountDownLatch failed = new CountDownLatch(1);
      CountDownLatch delivered = new CountDownLatch(1);
      conferencing =
          builder()
              .store(
                  new DelegatingStore(store) {
                    @Override
                    public List<Lease> claim(String worker, int max, Duration lease) {
                      if (failing.get()) {
                        failed.countDown();
                        throw new StoreException("the database is away", null);
                      }
                      return super.claim(worker, max, lease);
                    }
                  })
              .notifier(
                  message -> {
                    delivered.countDown();
                    return new Delivery.Accepted();
                  })
              .delivery(DeliverySettings.builder().pollInterval(Duration.ofMillis(1)).build())
              .build();
      conferencing.dispatcher().start();
      assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
      enable(AMELIE);
      failing.set(false);
      assertThat(delivered.await(30, TimeUnit.SECONDS)).isTrue();
      conferencing.close();
    }

    @Test
    @DisplayName("Several workers and dispatchers on one store share the work: each message once")
    void sharesTheWork() throws InterruptedException {
      int users = 200;
      CountDownLatch delivered = new CountDownLatch(users);
      Notifier counting =
          message -> {
            delivered.countDown();
            notifier.deliver(message);
            return new Delivery.Accepted();
          };
      DeliverySettings settings =
          DeliverySettings.builder().workers(3).batch(7).pollInterval(Duration.ofMillis(1)).build();
      var generator = ConferenceIdGenerator.secure();
      var one = builder().notifier(counting).delivery(settings).generator(generator).build();
      var other = builder().notifier(counting).delivery(settings).generator(generator).build();
      IntStream.range(0, users)
          .mapToObj(i -> UserId.of("user" + i))
          .forEach(
              user -> {
                directory.put(user, BRUNO_BY_MAIL);
                one.enable(user);
              });
      one.dispatcher().start();
      other.dispatcher().start();
      assertThat(delivered.await(30, TimeUnit.SECONDS)).isTrue();
      one.close();
      other.close();
      assertThat(notifier.notifications())
          .hasSize(users)
          .extracting(Notification::user)
          .doesNotHaveDuplicates();
      assertThat(conferencing.audit(AuditQuery.all().withMail(MailState.SENT).limit(1000)).items())
          .hasSize(users);
    }
  }
}
