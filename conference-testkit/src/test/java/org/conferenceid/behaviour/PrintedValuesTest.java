package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceException;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Recipient;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.adoption.AdoptionLine;
import org.conferenceid.capacity.CapacityThresholds;
import org.conferenceid.delivery.DeliverySettings;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.PhoneNumber;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value of the library can be put into a log line: each record that it has is printed. */
class PrintedValuesTest {
  private static final ConferenceId ID = ConferenceId.parse("4839201");
  private static final EmailAddress ADDRESS = EmailAddress.parse("amelie.durand@example.org");

  private static final Map<Type, Object> SAMPLES =
      Map.ofEntries(
          Map.entry(ConferenceId.class, ID),
          Map.entry(EmailAddress.class, ADDRESS),
          Map.entry(Recipient.class, new Recipient(ADDRESS, "Amélie Durand", Locale.FRENCH)),
          Map.entry(Caller.class, Caller.of("+33612345678")),
          Map.entry(AdoptionLine.class, new AdoptionLine(1, "Durand", "483 9201")),
          Map.entry(UserId.class, UserId.of("user 7")),
          Map.entry(PhoneNumber.class, PhoneNumber.parse("+33170000000")),
          Map.entry(Bridge.class, Bridge.builder().toll("+33170000000", "Paris").build()),
          Map.entry(ConferenceException.class, new InvalidValueException("field", "must be")),
          Map.entry(RequestContext.class, RequestContext.NONE.by("admin").reason("leaked")),
          Map.entry(EventKind.class, EventKind.RESET),
          Map.entry(CapacityThresholds.class, CapacityThresholds.ofDefaults()),
          Map.entry(DeliverySettings.class, DeliverySettings.ofDefaults()),
          Map.entry(String.class, "0".repeat(32)),
          Map.entry(Instant.class, Instant.EPOCH),
          Map.entry(Duration.class, Duration.ofDays(1)),
          Map.entry(Locale.class, Locale.FRENCH),
          Map.entry(URI.class, URI.create("https://example.org")),
          Map.entry(OptionalLong.class, OptionalLong.of(1)),
          Map.entry(boolean.class, true),
          Map.entry(Boolean.class, true),
          Map.entry(int.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(double.class, 0.5));

  static Stream<Class<?>> records() throws Exception {
    Path place =
        Path.of(ConferenceId.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return records(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return records(jar.getPath("/"));
    }
  }

  private static Stream<Class<?>> records(Path root) throws IOException {
    try (Stream<Path> core = Files.walk(root.resolve("org/conferenceid"))) {
      return core
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.contains("internal"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .<Class<?>>map(PrintedValuesTest::load)
          .filter(type -> type.isRecord() && isPublic(type))
          .toList()
          .stream();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ConferenceId.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
  }

  @ParameterizedTest
  @MethodSource("records")
  @DisplayName("No value shows an ID, an address, a name or a caller's number when it is printed")
  void printsNoSecret(Class<?> type) throws Exception {
    assertThat(sample(type).toString())
        .doesNotContain("4839201", "483 9201", "48392", "amelie", "Amélie", "Durand", "612345");
  }

  @Test
  @DisplayName("All records are looked at")
  void findsTheRecords() throws Exception {
    assertThat(records()).hasSizeGreaterThan(50);
  }

  /** A value of a type, with secrets wherever it has a place for them. */
  private static Object sample(Type type) throws ReflectiveOperationException {
    if (SAMPLES.containsKey(type)) {
      return SAMPLES.get(type);
    }
    if (type instanceof ParameterizedType generic) {
      Type content = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return Optional.of(sample(content));
      }
      return generic.getRawType() == List.class
          ? List.of(sample(content))
          : record((Class<?>) generic.getRawType());
    }
    if (type instanceof TypeVariable<?>) {
      return ID;
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isEnum()) {
      return raw.getEnumConstants()[0];
    }
    return raw.isSealed() ? sample(raw.getPermittedSubclasses()[0]) : record(raw);
  }

  private static Object record(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] parts = Objects.requireNonNull(type.getRecordComponents(), type.toString());
    Class<?>[] types = new Class<?>[parts.length];
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      types[i] = parts[i].getType();
      values[i] = sample(parts[i].getGenericType());
    }
    return type.getConstructor(types).newInstance(values);
  }
}
