package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidConferenceIdException;
import org.conferenceid.change.ResetPreview;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.spi.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An ID is an access code: it stands in no log line, no exception and no toString(). */
class SecretsTest extends World {
  private final Logger logger = Logger.getLogger("org.conferenceid");
  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public synchronized void publish(LogRecord line) {
          logged.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listenToTheLog() {
    handler.setLevel(Level.ALL);
    logger.setLevel(Level.ALL);
    logger.addHandler(handler);
  }

  @AfterEach
  void leaveTheLog() {
    logger.removeHandler(handler);
    logger.setLevel(null);
  }

  @Test
  @DisplayName("Bug seen elsewhere: the changed ID was written to the log. Here it is masked")
  void noIdIsLogged() {
    conferencing =
        builder()
            .listener(
                e -> {
                  throw new IllegalStateException("calendar is away");
                })
            .notifier(message -> new Delivery.Permanent("SMTP 550"))
            .build();
    ConferenceId old = enable(AMELIE);
    ResetResult.Reset done = reset(AMELIE);
    conferencing.dispatcher().deliverDue();
    conferencing.administration().disable(AMELIE);
    conferencing.administration().erase(AMELIE);

    assertThat(logged).isNotEmpty();
    assertThat(String.join("\n", logged))
        .contains("RESET of user amelie: version 2, ID " + old + " -> " + done.newId())
        .doesNotContain(old.digits(), old.grouped(), done.newId().digits(), done.newId().grouped());
  }

  @Test
  @DisplayName("No toString() of anything that a caller holds shows an ID")
  void noIdIsInAString() {
    ConferenceId id = enable(AMELIE);
    ResetPreview preview = conferencing.administration().resets().preview(AMELIE);
    ResetRequest request = preview.confirm().by("admin");
    Invitation invitation = conferencing.invitationFor(AMELIE);
    conferencing.dispatcher().deliverDue();
    ResetResult.Reset done = conferencing.administration().resets().reset(request).orElseThrow();

    String all =
        String.join(
            "\n",
            id.toString(),
            preview.toString(),
            request.toString(),
            invitation.toString(),
            done.toString(),
            conferencing.administration().find(AMELIE).toString(),
            audit().toString(),
            notifier.notifications().toString(),
            conferencing.administration().lookup(id).toString(),
            conferencing.administration().resets().reset(request).toString(),
            store.toString());
    assertThat(all)
        .doesNotContain(id.digits(), id.grouped(), done.newId().digits(), done.newId().grouped());
  }

  @Test
  @DisplayName("No exception shows digits that may be a mistyped ID")
  void noIdIsInAnException() {
    for (String mistyped : List.of("483920", "48392011", "0839201", "483--9201", "483 920l")) {
      Throwable thrown = catchThrowable(() -> ConferenceId.parse(mistyped));
      assertThat(thrown)
          .isInstanceOf(InvalidConferenceIdException.class)
          .message()
          .doesNotContain(mistyped)
          .doesNotContainPattern("[0-9]{3}");
    }
  }

  @Test
  @DisplayName("A message's toString() holds neither the address nor the name")
  void noAddressIsInAMessagesString() {
    enable(AMELIE);
    conferencing.dispatcher().deliverDue();
    assertThat(notifier.notifications().toString())
        .contains("amelie", "ENABLED")
        .doesNotContain("amelie@example.org", "Durand");
  }
}
