package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.change.MailPreview;
import org.conferenceid.change.ResetPreview;
import org.conferenceid.change.ResetResult;
import org.conferenceid.spi.Metrics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an application's code does, only its own call is touched (B23). */
class FaultsInYourCodeTest extends FaultyWorld {
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
      log.clear();

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
    log.clear();

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
    log.clear();

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
    log.clear();

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
