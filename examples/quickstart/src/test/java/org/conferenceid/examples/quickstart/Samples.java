package org.conferenceid.examples.quickstart;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A value of any type: a given one, otherwise a constant of an enum, a stand-in for an interface
 * that does nothing, or what a public factory, constructor or builder makes of other samples.
 */
final class Samples {
  private final Map<Class<?>, Object> values = new HashMap<>();
  private final Set<Class<?>> underWay = new HashSet<>();

  Samples() {
    values.put(boolean.class, true);
    values.put(int.class, 1);
    values.put(long.class, 1L);
    values.put(double.class, 0.5);
    values.put(String.class, "sample");
    values.put(Locale.class, Locale.FRENCH);
    values.put(Duration.class, Duration.ofDays(1));
    values.put(Instant.class, Instant.EPOCH);
    values.put(Clock.class, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    values.put(URI.class, URI.create("https://example.org/"));
    values.put(Optional.class, Optional.empty());
    values.put(OptionalLong.class, OptionalLong.empty());
    values.put(List.class, List.of());
    values.put(Set.class, Set.of());
    values.put(Map.class, Map.of());
    values.put(Collection.class, List.of());
    values.put(Iterable.class, List.of());
    values.put(byte[].class, new byte[] {1});
    values.put(long[].class, new long[] {1});
    values.put(Throwable.class, new IllegalStateException("sample"));
    values.put(Properties.class, new Properties());
  }

  /** Gives a value for a type. */
  <T> Samples with(Class<T> type, T value) {
    values.put(type, value);
    return this;
  }

  /** Returns values for all parameters. */
  Object[] arguments(Executable executable) {
    return Arrays.stream(executable.getParameterTypes()).map(this::of).toArray();
  }

  /**
   * Returns a value of a type.
   *
   * @throws IllegalStateException if none can be made
   */
  Object of(Class<?> type) {
    Object known = values.get(type);
    if (known != null) {
      return known;
    }
    if (type == Stream.class) {
      return Stream.of(); // can be read once
    }
    if (type.isArray()) {
      return Array.newInstance(type.getComponentType(), 0);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (!underWay.add(type)) {
      throw new IllegalStateException("a " + type.getName() + " is made of itself");
    }
    try {
      return make(type);
    } finally {
      underWay.remove(type);
    }
  }

  private Object make(Class<?> type) {
    if (type.isInterface() && !type.isSealed()) {
      return standIn(type);
    }
    Stream<Class<?>> kinds =
        type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.empty();
    return Stream.concat(makers(type), kinds)
        .flatMap(maker -> made(maker, type).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no sample of " + type.getName()));
  }

  private Optional<Object> made(Object maker, Class<?> type) {
    try {
      if (maker instanceof Class<?> kind) {
        return Optional.of(of(kind));
      }
      Object made = call((Executable) maker, null, arguments((Executable) maker));
      return Optional.of(
          type.isInstance(made) ? made : call(made.getClass().getMethod("build"), made));
    } catch (ReflectiveOperationException | IllegalStateException notThisWay) {
      return Optional.empty();
    }
  }

  /** Factories, constructors, and what starts a builder; those with the fewest parameters first. */
  private static Stream<Executable> makers(Class<?> type) {
    Class<?> enclosing = type.getEnclosingClass();
    Stream<Method> factories =
        Stream.concat(
                Arrays.stream(type.getMethods()),
                enclosing == null ? Stream.empty() : Arrays.stream(enclosing.getMethods()))
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(
                method ->
                    type.isAssignableFrom(method.getReturnType())
                        || (method.getDeclaringClass() == type
                            && method.getName().equals("builder")));
    Stream<Constructor<?>> constructors =
        Modifier.isAbstract(type.getModifiers())
            ? Stream.empty()
            : Arrays.stream(type.getConstructors());
    return Stream.<Executable>concat(constructors, factories)
        .sorted(Comparator.comparingInt(Executable::getParameterCount));
  }

  /** Answers with samples too, and nothing where there is none. */
  private Object standIn(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
          }
          return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "stand-in for " + type.getSimpleName();
            default -> values.get(method.getReturnType());
          };
        });
  }

  /** Calls a method or a constructor. */
  static Object call(Executable executable, @Nullable Object on, @Nullable Object... arguments)
      throws ReflectiveOperationException {
    return executable instanceof Constructor<?> constructor
        ? constructor.newInstance(arguments)
        : ((Method) executable).invoke(on, arguments);
  }
}
