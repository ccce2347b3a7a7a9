package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.stream.Stream;
import org.conferenceid.EventKind;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.stubbing.Answer;

/** What a transport of the application's own, or its authenticator, does wrong at each step. */
class FailingTransportTest {
  private static final Notification MESSAGE = Messages.of(EventKind.RESET, Locale.ENGLISH);

  private final Transport transport = mock(Transport.class);
  private MailNotifier notifier;

  @BeforeEach
  void start() throws MessagingException {
    notifier =
        MailNotifier.builder(MockedTransport.by(transport))
            .from("conferencing@example.org")
            .build();
  }

  @AfterEach
  void stop() {
    notifier.close();
  }

  static Stream<Throwable> unforeseen() {
    return Stream.of(
        new IllegalStateException("secret of amelie@example.org"),
        new NoClassDefFoundError("secret"),
        new StackOverflowError(),
        new OutOfMemoryError());
  }

  private static Answer<Void> writing(OutputStream out, Throwable afterwards) {
    return call -> {
      call.<Message>getArgument(0).writeTo(out);
      throw afterwards;
    };
  }

  @ParameterizedTest
  @MethodSource("unforeseen")
  @DisplayName("B1: a message that was accepted stays accepted though the connection cannot close")
  void closing(Throwable fault) throws MessagingException {
    doThrow(fault).when(transport).close();
    assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
    notifier.idle();
    notifier.close();
    assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
    verify(transport, times(2)).close();
  }

  @ParameterizedTest
  @MethodSource("unforeseen")
  @DisplayName(
      "B1: an authenticator that throws is never the message's fault; it may tell a secret")
  void connecting(Throwable fault) throws MessagingException {
    doThrow(fault).when(transport).connect();
    assertThat(notifier.deliver(MESSAGE))
        .isEqualTo(new Delivery.Unavailable("no connection: " + fault.getClass().getSimpleName()));
    verify(transport).close();
  }

  @ParameterizedTest
  @MethodSource("unforeseen")
  @DisplayName("B1: a message is perhaps sent if its transport fails after the content")
  void afterTheContent(Throwable fault) throws Exception {
    doAnswer(writing(OutputStream.nullOutputStream(), fault))
        .when(transport)
        .sendMessage(any(), any());
    assertThat(notifier.deliver(MESSAGE))
        .isEqualTo(new Delivery.Unconfirmed("mail system failed after the content"));
    verify(transport).close();
  }

  @ParameterizedTest
  @MethodSource("unforeseen")
  @DisplayName("B1: a transport that fails before the content is not used again")
  void beforeTheContent(Throwable fault) throws MessagingException {
    doThrow(fault).doNothing().when(transport).sendMessage(any(), any());
    assertThatThrownBy(() -> notifier.deliver(MESSAGE)).isSameAs(fault);
    verify(transport).close();
    assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
    verify(transport, times(2)).connect();
  }

  @Test
  @DisplayName("B1: a connection that breaks within the content is tried again: nothing was sent")
  void withinTheContent() throws Exception {
    OutputStream breaking =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    doAnswer(
            call -> {
              try {
                call.<Message>getArgument(0).writeTo(breaking);
              } catch (IOException e) {
                throw new MessagingException("IOException while sending message", e);
              }
              return null;
            })
        .when(transport)
        .sendMessage(any(), any());
    assertThat(notifier.deliver(MESSAGE))
        .isEqualTo(new Delivery.Transient("no connection to the mail server"));
  }
}
