package org.conferenceid.tck;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.invitation.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code @ForAll ConferenceId id} and the like work with no configuration. Found by jqwik on
 * the class path; on the module path {@link ConferenceArbitraries} is called by name.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // only whoever uses jqwik requires it
public final class ConferenceArbitraryProvider implements ArbitraryProvider {
  private static final Map<Class<?>, Supplier<Arbitrary<?>>> ARBITRARIES =
      Map.of(
          ConferenceId.class, ConferenceArbitraries::ids,
          UserId.class, ConferenceArbitraries::userIds,
          IdempotencyKey.class, ConferenceArbitraries::idempotencyKeys,
          RequestContext.class, ConferenceArbitraries::contexts,
          PhoneNumber.class, ConferenceArbitraries::phoneNumbers,
          EmailAddress.class, ConferenceArbitraries::emailAddresses);

  /** For the service loader. */
  public ConferenceArbitraryProvider() {}

  @Override
  public boolean canProvideFor(TypeUsage targetType) {
    return ARBITRARIES.containsKey(targetType.getRawType());
  }

  @Override
  public Set<Arbitrary<?>> provideFor(TypeUsage targetType, SubtypeProvider subtypeProvider) {
    @Nullable Supplier<Arbitrary<?>> known = ARBITRARIES.get(targetType.getRawType());
    return known == null ? Set.of() : Set.of(known.get());
  }
}
