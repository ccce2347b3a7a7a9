package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceException;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.adoption.AdoptionLine;
import org.conferenceid.adoption.AdoptionProblem;
import org.conferenceid.adoption.AdoptionReport;
import org.conferenceid.bulk.BulkObserver;
import org.conferenceid.bulk.BulkProgress;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.bulk.BulkResult;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.GeneratorException;
import org.conferenceid.change.MailPreview;
import org.conferenceid.change.ResetPreview;
import org.conferenceid.change.ResetResult;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Metrics;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.SeededIdGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an application's code does, only its own call is touched (B23). */
class FaultsInYourCodeTest extends World {
  private final Logger logger = Logger.getLogger("org.conferenceid");
  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public synchronized void publish(LogRecord line) {
          logged.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listenToTheLog() {
    logger.addHandler(handler);
  }

  @AfterEach
  void leaveTheLogAndTheThread() {
    logger.removeHandler(handler);
    Thread.interrupted();
  }

  private List<String> errors() {
    return logged.stream().filter(line -> line.startsWith(Level.SEVERE.getName())).toList();
  }

  private static void assertInterrupted(Fault fault) {
    assertThat(Thread.interrupted()).as("interrupted").isEqualTo(fault.interrupts());
  }

  @Nested
  class Listeners {
    private final List<ConferenceEvent> told = new ArrayList<>();
    private final AtomicBoolean disturbed = new AtomicBoolean();

    private void listen(Fault fault) {
      conferencing =
          builder()
              .listener(event -> fault.happen())
              .listener(
                  event -> {
                    disturbed.compareAndSet(false, Thread.currentThread().isInterrupted());
                    told.add(event);
                  })
              .build();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B23, B9: a fault of a listener keeps nobody from being told, and is logged once")
    void harmNobody(Fault fault) {
      listen(fault);
      ConferenceId old = enable(AMELIE);
      assertInterrupted(fault);
      logged.clear();

      ResetResult.Reset done = reset(AMELIE);

      assertInterrupted(fault);
      assertThat(done.newId()).isNotEqualTo(old);
      assertThat(told).last().isEqualTo(eventOf(done));
      assertThat(disturbed).as("the next listener is undisturbed").isFalse();
      assertThat(errors()).hasSize(fault.isThrown() ? 1 : 0);
      assertThat(conferencing.dispatcher().deliverDue().sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B23, B6: a fault of a listener ends no bulk run; an interrupt is a wish to stop")
    void endNoBulkRun(Fault fault) {
      List<UserId> users = IntStream.range(0, 7).mapToObj(i -> UserId.of("user" + i)).toList();
      users.forEach(conferencing.administration()::enable);
      listen(fault);

      BulkReport report =
          conferencing
              .administration()
              .bulkResets()
              .reset(BulkReset.of("run", users).batchSize(3), result -> {});

      assertInterrupted(fault);
      assertThat(report.cancelled()).isEqualTo(fault.interrupts());
      assertThat(report.done()).isEqualTo(fault.interrupts() ? 3 : 7);
      assertThat(told).hasSize((int) report.done());
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B23: a fault of a metric changes the outcome of nothing, and is logged once")
  void metricsHarmNothing(Fault fault) {
    List<ConferenceEvent> told = new ArrayList<>();
    conferencing =
        builder()
            .metrics(
                new Metrics() {
                  @Override
                  public void change(EventKind kind, ChangeOutcome outcome, Duration took) {
                    fault.happen();
                  }

                  @Override
                  public void mail(EventKind kind, MailOutcome outcome, Duration took) {
                    fault.happen();
                  }

                  @Override
                  public void call(CallOutcome outcome, Duration took) {
                    fault.happen();
                  }
                })
            .listener(told::add)
            .build();
    enable(AMELIE);
    assertInterrupted(fault);
    logged.clear();

    ResetResult.Reset done = reset(AMELIE);

    assertInterrupted(fault);
    assertThat(told).last().isEqualTo(eventOf(done));
    assertThat(errors()).hasSize(fault.isThrown() ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B23: a fault of the clock changes the outcome of nothing")
  void clocksHarmNothing(Fault fault) {
    AtomicBoolean faulty = new AtomicBoolean();
    conferencing =
        builder()
            .metrics(
                new Metrics() {
                  @Override
                  public void change(EventKind kind, ChangeOutcome outcome, Duration took) {}

                  @Override
                  public void mail(EventKind kind, MailOutcome outcome, Duration took) {}

                  @Override
                  public void call(CallOutcome outcome, Duration took) {}
                })
            .timeSource(time(() -> faulty.get() && fault.isThrown() ? fault.insteadOf(0L) : 0L))
            .build();
    enable(AMELIE);
    faulty.set(true);
    logged.clear();

    assertThatCode(() -> reset(AMELIE)).doesNotThrowAnyException();
    Thread.interrupted();
    BulkReport report =
        conferencing
            .administration()
            .bulkResets()
            .reset(BulkReset.of("run", List.of(AMELIE)), result -> {});
    assertThat(report.done()).isEqualTo(fault == Fault.UNDECLARED_INTERRUPTION ? 0 : 1);

    assertThat(errors()).hasSize(fault.isThrown() ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "B23, B11: a preview says that the directory cannot be asked, and the reset is possible")
  void directoriesDoNotKeepFromResetting(Fault fault) {
    conferencing = builder().directory(user -> fault.insteadOf(directory.find(user))).build();
    ConferenceId old = enable(AMELIE);

    ResetPreview preview = conferencing.administration().resets().preview(AMELIE);

    assertInterrupted(fault);
    assertThat(preview.currentId()).contains(old);
    if (fault == Fault.INTERRUPT) {
      assertThat(preview.mail()).isEqualTo(new MailPreview.To(AMELIE_BY_MAIL));
    } else {
      assertThat(preview.mail()).isInstanceOf(MailPreview.Unavailable.class);
      assertThat(((MailPreview.Unavailable) preview.mail()).problem()).isNotBlank();
    }
    assertThat(conferencing.administration().resets().reset(preview.confirm()))
        .isInstanceOf(ResetResult.Reset.class);
  }

  @Test
  @DisplayName("B11: an address in the directory that is none is no address")
  void previewsInvalidAddresses() {
    InvalidValueException invalid = new InvalidValueException("e-mail address", "must have an @");
    for (RuntimeException thrown : List.of(invalid, new IllegalStateException(invalid))) {
      conferencing =
          builder()
              .directory(
                  user -> {
                    throw thrown;
                  })
              .build();
      assertThat(conferencing.administration().resets().preview(AMELIE).mail())
          .isEqualTo(new MailPreview.NoAddress());
    }
  }

  @Test
  @DisplayName("B11: what a directory's exception says is one line in the confirmation window")
  void problemsArePrintable() {
    conferencing =
        builder()
            .directory(
                user -> {
                  throw new IllegalStateException(
                      "no answer\nfrom \u001b[2Kldap" + "!".repeat(999));
                })
            .build();
    MailPreview plan = conferencing.administration().resets().preview(AMELIE).mail();
    assertThat(((MailPreview.Unavailable) plan).problem())
        .contains("no answer\\u000afrom \\u001b[2Kldap!")
        .hasSizeLessThan(200);
  }

  @Nested
  class Observers {
    private final List<UserId> users =
        IntStream.range(0, 7).mapToObj(i -> UserId.of("user" + i)).toList();
    private final BulkReset run = BulkReset.of("run", users).batchSize(3);

    @BeforeEach
    void enableUsers() {
      users.forEach(conferencing.administration()::enable);
    }

    private long resets() {
      return audit().stream().filter(entry -> entry.event().kind() == EventKind.RESET).count();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B23, B6: a fault of an observer ends its run only, which can be started again")
    void endTheirRunOnly(Fault fault) {
      Throwable thrown =
          catchThrowable(
              () ->
                  conferencing.administration().bulkResets().reset(run, result -> fault.happen()));
      Thread.interrupted();

      assertThat(thrown != null).isEqualTo(fault.isThrown());
      assertThat(resets()).isEqualTo(fault == Fault.NULL ? 7 : 3);
      List<BulkResult> told = new ArrayList<>();
      BulkReport report = conferencing.administration().bulkResets().reset(run, told::add);
      assertThat(report.failed()).isZero();
      assertThat(report.done() + report.unchanged()).isEqualTo(7);
      assertThat(told).extracting(BulkResult::user).containsExactlyElementsOf(users);
      assertThat(resets()).as("each once").isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B23, B6: the same where an observer learns of progress, or is asked")
    void endTheirRunOnlyBetweenChunks(Fault fault) {
      for (BulkObserver observer : List.of(failsOnProgress(fault), failsWhenAsked(fault))) {
        Throwable thrown =
            catchThrowable(() -> conferencing.administration().bulkResets().reset(run, observer));
        Thread.interrupted();
        assertThat(thrown != null).isEqualTo(fault.isThrown());
      }
      assertThat(conferencing.administration().bulkResets().reset(run, result -> {}).processed())
          .isEqualTo(7);
      assertThat(resets()).as("each once").isEqualTo(7);
    }

    private BulkObserver failsOnProgress(Fault fault) {
      return new BulkObserver() {
        @Override
        public void onResult(BulkResult result) {}

        @Override
        public void onProgress(BulkProgress progress) {
          fault.happen();
        }
      };
    }

    private BulkObserver failsWhenAsked(Fault fault) {
      return new BulkObserver() {
        @Override
        public void onResult(BulkResult result) {}

        @Override
        public boolean isCancelled() {
          fault.happen();
          return false;
        }
      };
    }

    @Test
    @DisplayName("B6: an observer's own trouble with the store is not taken for that of a user")
    void areNotTakenForTheStore() {
      conferencing =
          builder()
              .store(
                  new ForwardingStore(store) {
                    @Override
                    public List<ChangeResult> changeAll(
                        List<Change> changes, ConferenceIdGenerator candidates) {
                      if (changes.size() > 1) {
                        throw new StoreException("a bad row", null);
                      }
                      return super.changeAll(changes, candidates);
                    }
                  })
              .build();
      StoreException trouble = new StoreException("the report's table is full", null);
      List<BulkResult> told = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  conferencing
                      .administration()
                      .bulkResets()
                      .reset(
                          run,
                          result -> {
                            told.add(result);
                            throw trouble;
                          }))
          .isSameAs(trouble);
      assertThat(told).hasSize(1).first().isInstanceOf(BulkResult.Reset.class);
      assertThat(resets()).isEqualTo(1);
    }
  }

  @Nested
  class Generators {
    private final AtomicBoolean faulty = new AtomicBoolean();

    private AudioConferencing on(ConferenceIdGenerator broken) {
      ConferenceIdGenerator sound = new SeededIdGenerator(7);
      return builder()
          .administration(
              component ->
                  component.generator(
                      new ConferenceIdGenerator() {
                        @Override
                        public ConferenceId next() {
                          return faulty.get() ? broken.next() : sound.next();
                        }

                        @Override
                        public int nextIndex(int bound) {
                          return faulty.get() ? broken.nextIndex(bound) : sound.nextIndex(bound);
                        }
                      }))
          .build();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("B23, B1: a fault of the generator is told as its own, and nothing is changed")
    void changeNothing(Fault fault) {
      ConferenceIdGenerator sound = new SeededIdGenerator(8);
      conferencing =
          on(
              new ConferenceIdGenerator() {
                @Override
                public ConferenceId next() {
                  return fault.insteadOf(sound.next());
                }

                @Override
                public int nextIndex(int bound) {
                  return fault.insteadOf(sound.nextIndex(bound));
                }
              });
      ConferenceId old = enable(AMELIE);
      faulty.set(true);
      if (fault == Fault.INTERRUPT) {
        assertThatCode(() -> reset(AMELIE)).doesNotThrowAnyException();
        return;
      }
      assertUnchanged(old, () -> reset(AMELIE));
      assertInterrupted(fault);
      store.withholdAllBut(List.of(ConferenceId.parse("4839201"), ConferenceId.parse("5920318")));
      assertUnchanged(old, () -> reset(AMELIE));
      Thread.interrupted();
      assertUnchanged(
          old,
          () ->
              conferencing
                  .administration()
                  .bulkResets()
                  .reset(BulkReset.of("run", List.of(AMELIE, BRUNO)), result -> {}));
      Thread.interrupted();

      faulty.set(false);
      assertThat(reset(AMELIE).newId()).isNotEqualTo(old);
    }

    @Test
    @DisplayName("B23, B7: a generator that repeats itself is refused, because it can be predicted")
    void mustNotRepeat() {
      ConferenceId one = ConferenceId.parse("4839201");
      conferencing = on(generator(() -> one, 0));
      conferencing.administration().enable(BRUNO);
      ConferenceId old = enable(AMELIE);
      faulty.set(true);
      ConferenceId given = reset(BRUNO).newId();
      assertThat(given).isEqualTo(one);
      assertUnchanged(old, () -> reset(AMELIE));
    }

    @Test
    @DisplayName("B23: an index out of its bounds is the generator's fault")
    void mustKeepTheirBounds() {
      AtomicInteger taken = new AtomicInteger(7_000_123);
      conferencing = on(generator(() -> ConferenceId.of(taken.incrementAndGet()), 2));
      ConferenceId old = enable(AMELIE);
      store.withholdAllBut(List.of(ConferenceId.parse("4839201"), ConferenceId.parse("5920318")));
      faulty.set(true);
      assertUnchanged(old, () -> reset(AMELIE));
    }

    private ConferenceIdGenerator generator(Supplier<ConferenceId> ids, int index) {
      return new ConferenceIdGenerator() {
        @Override
        public ConferenceId next() {
          return ids.get();
        }

        @Override
        public int nextIndex(int bound) {
          return index;
        }
      };
    }

    private void assertUnchanged(ConferenceId old, ThrowingCallable change) {
      int before = audit().size();
      assertThatThrownBy(change)
          .isInstanceOf(GeneratorException.class)
          .isInstanceOf(ConferenceException.class)
          .hasMessageContaining("generator");
      assertThat(conferencing.administration().find(AMELIE).orElseThrow().id()).contains(old);
      assertThat(audit()).hasSize(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B23, B13: a fault in a list of IDs, or where its problems go, ends that adoption")
  void adoptionsCanBeRunAgain(Fault fault) {
    List<AdoptionLine> lines =
        List.of(
            new AdoptionLine(1, AMELIE.value(), "4839201"),
            new AdoptionLine(2, "dora", "no ID"),
            new AdoptionLine(3, BRUNO.value(), "5920318"));
    Stream<AdoptionLine> faulty =
        lines.stream().map(line -> line.number() == 3 ? fault.insteadOf(line) : line);

    assertThat(catchThrowable(() -> adopt(faulty, problem -> {})) != null)
        .isEqualTo(fault != Fault.INTERRUPT);
    assertThat(catchThrowable(() -> adopt(lines.stream(), problem -> fault.happen())) != null)
        .isEqualTo(fault.isThrown());
    Thread.interrupted();

    List<AdoptionProblem> problems = new ArrayList<>();
    AdoptionReport report = adopt(lines.stream(), problems::add);
    assertThat(report.adopted() + report.unchanged()).isEqualTo(2);
    assertThat(problems).extracting(AdoptionProblem::line).containsExactly(2L);
    assertThat(audit()).as("each is adopted once").hasSize(2);
  }

  private AdoptionReport adopt(Stream<AdoptionLine> lines, Consumer<AdoptionProblem> problems) {
    return conferencing
        .administration()
        .adoption()
        .adopt(lines, AdoptionMode.SKIP_INVALID, RequestContext.NONE, problems);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B23, S1: a number that cannot be formatted stands in the footer as it was written")
  void formatsDoNotKeepFromInviting(Fault fault) {
    conferencing =
        builder()
            .phoneNumberFormat(
                (number, language) ->
                    number.e164().equals("+33170000000")
                        ? fault.insteadOf("+33 (1) 70 00 00 00")
                        : "+33-800-000-000")
            .build();
    enable(AMELIE);
    logged.clear();

    String footer = conferencing.invitationFor(AMELIE).asText(Locale.ENGLISH);
    assertInterrupted(fault);
    String html = conferencing.invitationFor(AMELIE).asHtml(Locale.ENGLISH);

    String shown = fault == Fault.INTERRUPT ? "+33 (1) 70 00 00 00" : "+33 1 70 00 00 00";
    assertThat(footer).contains(shown, "+33-800-000-000");
    assertThat(html.replace('\u00a0', ' ')).contains(shown, "+33-800-000-000");
    assertThat(errors().isEmpty()).isEqualTo(fault == Fault.INTERRUPT);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B23, B15: whoever's numbers cannot be told gets no footer, and others get theirs")
  void numbersKeepNobodyElseFromInviting(Fault fault) {
    conferencing =
        builder()
            .dialInNumbers(
                (user, recipient) -> user.equals(BRUNO) ? fault.insteadOf(BRIDGE) : BRIDGE)
            .build();
    enable(AMELIE);
    enable(BRUNO);

    Throwable thrown = catchThrowable(() -> conferencing.invitationFor(BRUNO));
    assertThat(thrown == null).isEqualTo(fault == Fault.INTERRUPT);
    boolean interrupted = Thread.interrupted();
    assertThat(interrupted).isEqualTo(fault == Fault.INTERRUPT);
    assertThat(conferencing.invitationFor(AMELIE).asText(Locale.ENGLISH)).contains("Paris");
  }

  @Test
  @DisplayName("B23: what is called in the caller's own call stays on that thread")
  void staysOnTheCallersThread() {
    List<Thread> threads = new ArrayList<>();
    conferencing =
        builder()
            .directory(
                user -> {
                  threads.add(Thread.currentThread());
                  return directory.find(user);
                })
            .listener(event -> threads.add(Thread.currentThread()))
            .build();
    enable(AMELIE);
    conferencing
        .administration()
        .resets()
        .reset(conferencing.administration().resets().preview(AMELIE).confirm());
    conferencing
        .administration()
        .bulkResets()
        .reset(BulkReset.of("run", List.of(AMELIE)), result -> threads.add(Thread.currentThread()));
    assertThat(threads).hasSize(5).containsOnly(Thread.currentThread());
  }
}
