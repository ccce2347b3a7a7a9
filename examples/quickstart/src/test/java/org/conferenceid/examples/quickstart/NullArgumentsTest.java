package org.conferenceid.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.ConferenceException;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.Recipient;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.calendar.InvitationUpdater;
import org.conferenceid.calendar.caldav.CalDavMeetings;
import org.conferenceid.calendar.follower.MeetingFollower;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.invitation.PhoneNumber;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.mail.MailNotifier;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Notification;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.RecordingNotifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Passes {@code null} for each parameter of each public constructor and method, where it is not
 * allowed. The exception must name the parameter: a setter may call its {@code newDirectory} {@code
 * directory}.
 */
class NullArgumentsTest {
  private static final Bridge BRIDGE = Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build();

  private final AudioConferencingBuilder conferencing =
      AudioConferencing.builder()
          .store(new InMemoryConferenceStore())
          .directory(new InMemoryUserDirectory())
          .notifier(new RecordingNotifier())
          .bridge(BRIDGE);
  private final Notification.Builder notification =
      Notification.builder(Lease.newMessageKey(), EventKind.RESET, UserId.of("amelie"))
          .recipient(
              new Recipient(EmailAddress.parse("amelie@example.org"), "Amelie", Locale.FRENCH))
          .bridge(BRIDGE)
          .at(Instant.EPOCH);
  private final Samples samples =
      new Samples()
          .with(ConferenceId.class, ConferenceId.parse("4839201"))
          .with(EmailAddress.class, EmailAddress.parse("amelie@example.org"))
          .with(PhoneNumber.class, PhoneNumber.parse("+33 1 70 00 00 00"))
          .with(Bridge.class, BRIDGE)
          .with(DialInNumber.class, BRIDGE.numbers().get(0))
          .with(ConferenceStore.class, new InMemoryConferenceStore())
          .with(
              MailNotifier.class,
              MailNotifier.builder(Session.getInstance(new Properties()))
                  .from("conferencing@example.org")
                  .build())
          .with(AudioConferencingBuilder.class, conferencing)
          .with(AudioConferencing.class, conferencing.build())
          .with(NotificationDispatcher.class, conferencing.build().dispatcher())
          .with(
              MeetingFollower.class,
              MeetingFollower.builder(new InMemoryConferenceStore())
                  .meetings(CalDavMeetings.builder(user -> Optional.empty()).build())
                  .directory(new InMemoryUserDirectory())
                  .bridge(BRIDGE)
                  .build())
          .with(ConferenceException.class, new StoreException("away", null))
          .with(Notification.Builder.class, notification)
          .with(Notification.class, notification.build());

  @ParameterizedTest
  @ValueSource(
      classes = {
        ConferenceId.class,
        MailNotifier.class,
        RecordingNotifier.class,
        JdbcConferenceStore.class,
        InvitationUpdater.class
      })
  @DisplayName("Null is refused where it is passed, and the exception names the parameter")
  void namesTheParameter(Class<?> member) {
    List<String> faults = new ArrayList<>();
    for (Class<?> type : PublishedTypes.ofTheModuleOf(member)) {
      for (Executable executable : executables(type)) {
        IntStream.range(0, executable.getParameterCount())
            .filter(index -> mustBeGiven(executable.getParameters()[index]))
            .forEach(index -> fault(type, executable, index).ifPresent(faults::add));
      }
    }
    assertThat(faults).isEmpty();
  }

  /**
   * What users call. Not what is made after something went wrong already, and not what a port does
   * unless it is implemented: the library calls that.
   */
  private static List<Executable> executables(Class<?> type) {
    if (Throwable.class.isAssignableFrom(type)) {
      return List.of();
    }
    Stream<Constructor<?>> constructors =
        Modifier.isAbstract(type.getModifiers())
            ? Stream.empty()
            : Arrays.stream(type.getConstructors());
    Stream<Method> methods =
        Arrays.stream(type.getMethods())
            .filter(method -> method.getDeclaringClass().getName().startsWith("org.conferenceid."))
            .filter(method -> !Modifier.isAbstract(method.getModifiers()))
            .filter(method -> !(type.isInterface() && method.isDefault()))
            .filter(method -> !method.isBridge())
            .filter(method -> !(type.isEnum() && method.getName().equals("valueOf")))
            .filter(method -> !method.getName().equals("equals"));
    return Stream.<Executable>concat(constructors, methods).toList();
  }

  private static boolean mustBeGiven(Parameter parameter) {
    return !parameter.getType().isPrimitive()
        && !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private Optional<String> fault(Class<?> type, Executable executable, int index) {
    Parameter parameter = executable.getParameters()[index];
    String where =
        type.getName().substring("org.conferenceid.".length())
            + (executable instanceof Method ? "." + executable.getName() : "")
            + Arrays.stream(executable.getParameterTypes()).map(Class::getSimpleName).toList()
            + " with null for "
            + parameter.getName();
    try {
      boolean belongsToNone =
          executable instanceof Constructor<?> || Modifier.isStatic(executable.getModifiers());
      Object target = belongsToNone ? null : samples.of(type);
      @Nullable Object[] arguments = samples.arguments(executable);
      arguments[index] = null;
      Object unused = Samples.call(executable, target, arguments);
      return Optional.of(where + " was accepted");
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      return thrown instanceof NullPointerException
              && names(executable, parameter.getName(), String.valueOf(thrown.getMessage()))
          ? Optional.empty()
          : Optional.of(where + " threw " + thrown);
    } catch (ReflectiveOperationException | IllegalStateException e) {
      return Optional.of(where + " was not tried: " + e);
    }
  }

  private static boolean names(Executable executable, String parameter, String message) {
    return message.equals(parameter)
        || (executable instanceof Method
            && message.length() > 1
            && parameter.equals(
                "new" + Character.toUpperCase(message.charAt(0)) + message.substring(1)));
  }
}
